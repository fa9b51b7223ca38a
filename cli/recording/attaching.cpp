#include "cli/recording/attaching.hpp"

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/mail/file_name.hpp"
#include "core/mail/record.hpp"
#include "store/desk/attachments.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{200} << 20U;  // of any policy

}  // namespace

std::vector<MailFile> files_at(std::span<const std::string> paths, Context& context) {
    std::vector<MailFile> files;
    files.reserve(paths.size());
    for (const auto& path : paths) {
        MailFile file;
        file.name = path.substr(path.rfind('/') + 1);
        file.stored = safe_file_name(*file.name, {}, files.size() + 1);
        file.bytes = context.plain_file(path, most_bytes);
        file.sha256 = sha256(file.bytes);
        files.push_back(std::move(file));
    }
    return files;
}

std::vector<AttachedFile> attached(Ticket& ticket, std::span<const MailFile> files, const Acting& acting, Context& context) {
    if (files.empty()) return {};
    if (const auto why = too_large_for(ticket, files, acting.policy); !why.empty())
        throw Error(Fault::refused, why, "a link to where it lies may do as well: desk note");
    return attach_all(ticket, files, names_attached(ticket.id, context.store().folder()), acting);
}

std::string joined_names(std::span<const AttachedFile> files) {
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const auto& [name, file] : files) names.push_back(name);
    return joined(names, ", ");
}

}  // namespace desk::cli
