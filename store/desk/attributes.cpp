#include "store/desk/attributes.hpp"

#include <algorithm>
#include <string_view>

#include "core/base/places.hpp"
#include "core/base/text.hpp"

namespace desk {
namespace {

/// Whether the text has the line, with whatever line end.
bool has_line(std::string_view text, std::string_view wanted) {
    return std::ranges::any_of(split(text, '\n'), [&](std::string_view line) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line == wanted;
    });
}

}  // namespace

std::optional<Write> attributes_to_write(const Folder& folder) {
    const std::string path(places::attributes);
    const auto old = folder.read(path);
    auto content = old.value_or("");
    std::string missing;
    const auto wanted = git_attributes();
    for (const auto line : split(wanted, '\n'))
        if (!line.empty() && !has_line(content, line)) missing.append(line).append("\n");
    if (missing.empty()) return std::nullopt;
    if (!content.empty() && !content.ends_with('\n')) content += '\n';
    return Write{path, content + missing, !old};
}

}  // namespace desk
