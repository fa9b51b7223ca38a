#include "store/desk/attachments.hpp"

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/sha256.hpp"
#include "core/base/unicode.hpp"
#include "store/desk/problems.hpp"

namespace desk {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20U;

/// Whether the name leads to a file in the folder of the ticket, and nowhere else.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}

std::string doubt_about(const did::Attach& attached, const Reference& ticket, const Folder& desk) {
    if (!is_plain_name(attached.file)) return fmt::format("the name of an attached file leads elsewhere: {}", attached.file);
    const auto path = attachment_path(ticket.text(), attached.file);
    std::optional<std::string> bytes;
    if (const auto problem = problem_with(path, [&] { bytes = desk.read(path, most_bytes); }))
        return fmt::format("{}: {}", path, problem->what);
    if (!bytes) return fmt::format("{} is gone", path);
    if (bytes->size() != static_cast<std::size_t>(attached.size) || sha256(*bytes) != attached.sha256)
        return fmt::format("{} is not what was attached: it has changed", path);
    return {};
}

}  // namespace

std::set<std::string> names_attached(const Reference& ticket, const Folder& desk) {
    std::set<std::string> names;
    for (const auto& name : desk.names(fmt::format("{}/{}", places::attachments, ticket.text()))) names.insert(folded(name));
    return names;
}

void stage_attached(Change& change, const Reference& ticket, std::span<const AttachedFile> files, const std::string& summary) {
    for (const auto& [name, file] : files) change.stage_file(attachment_path(ticket.text(), name), file->bytes, summary);
}

std::vector<std::string> doubts_about_attached(const Ticket& ticket, const Folder& desk) {
    std::vector<std::string> doubts;
    for (const auto& event : ticket.log)
        if (const auto* attached = as<did::Attach>(event))
            if (auto doubt = doubt_about(*attached, ticket.id, desk); !doubt.empty()) doubts.push_back(std::move(doubt));
    return doubts;
}

}  // namespace desk
