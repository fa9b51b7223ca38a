#include "cli/recording/attaching.hpp"

#include <fmt/format.h>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/mail/file_name.hpp"
#include "core/mail/record.hpp"
#include "store/desk/attachments.hpp"

namespace desk::cli {

std::vector<std::string> attach_files(Ticket& ticket, std::span<const std::string> paths, const Acting& acting,
                                      const std::string& summary, Context& context) {
    std::vector<MailFile> files;
    files.reserve(paths.size());
    for (const auto& path : paths) {
        MailFile file;
        file.name = path.substr(path.rfind('/') + 1);
        file.stored = safe_file_name(*file.name, {}, files.size() + 1);
        file.bytes = context.file(path);
        file.sha256 = sha256(file.bytes);
        files.push_back(std::move(file));
    }
    if (const auto why = too_large_for(ticket, files, acting.policy); !why.empty())
        throw Error(Fault::refused, why, "a link to where it lies may do as well: desk note");
    const auto attached = attach_all(ticket, files, names_attached(ticket.id, context.store().folder()), acting);
    stage_attached(context.change(), ticket.id, attached, summary);
    std::vector<std::string> names;
    names.reserve(attached.size());
    for (const auto& [name, file] : attached) names.push_back(name);
    return names;
}

std::string joined_names(std::span<const std::string> names) { return joined(names, ", "); }

}  // namespace desk::cli
