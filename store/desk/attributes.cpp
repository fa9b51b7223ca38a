#include "store/desk/attributes.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "store/git/checkout.hpp"

namespace desk {
namespace {

/// Whether the text has the line, with whatever line end.
bool has_line(std::string_view text, std::string_view wanted) {
    return std::ranges::any_of(split(text, '\n'), [&](std::string_view line) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line == wanted;
    });
}

struct Attribute {
    std::string_view name, value;
};

/// What `git_attributes` says of the place, as git-check-attr(1) has it.
std::vector<Attribute> wanted_in(const DeskPlace& place) {
    using Merge = DeskPlace::Merge;
    switch (place.merge) {
        case Merge::driver: return {{"text", "set"}, {"eol", "lf"}, {"merge", "desk"}};
        case Merge::lines: return {{"text", "set"}, {"eol", "lf"}};
        case Merge::bytes: return {{"text", "unset"}};
        case Merge::unsaid: break;
    }
    return {};
}

/// The path of a file of the place, which need not be there.
std::string example_in(const DeskPlace& place) {
    const bool is_yaml = place.merge == DeskPlace::Merge::driver || place.path == places::availability;
    return place.is_folder ? fmt::format("{}/{}", place.path, is_yaml ? "2611-K7QF4.yaml" : "acme.toml")
                           : std::string(place.path);
}

/// The file with those of the lines that it has not, behind the others; absent: it has all.
std::optional<Write> with_lines(const Folder& folder, const std::string& path, const std::string& wanted) {
    const auto old = folder.read(path);
    auto content = old.value_or("");
    std::string missing;
    for (const auto line : split(wanted, '\n'))
        if (!line.empty() && !has_line(content, line)) missing.append(line).append("\n");
    if (missing.empty()) return std::nullopt;
    if (!content.empty() && !content.ends_with('\n')) content += '\n';
    return Write{path, content + missing, !old};
}

}  // namespace

std::string overridden_attributes(const Git& git) {
    std::vector<std::string> examples;
    examples.reserve(places::all.size());
    for (const auto& place : places::all) examples.push_back(example_in(place));
    std::vector<std::string> different;
    for (const auto& held : attributes_of(git, examples, {"text", "eol", "merge"})) {
        const auto& place = *place_holding(held.path);
        for (const auto& [name, value] : wanted_in(place))
            if (name == held.name && value != held.value)
                different.push_back(fmt::format("{} ({} is {}, not {})", place.path, name, held.value, value));
    }
    if (different.empty()) return {};
    return fmt::format(
        "git does not keep or merge files as desk needs it: {}; a line of .git/info/attributes, or a later or deeper one, "
        "overrides those of {}",
        joined(different, ", "), places::attributes);
}

std::optional<Write> attributes_to_write(const Folder& folder) {
    return with_lines(folder, std::string(places::attributes), git_attributes());
}

std::optional<Write> ignored_to_write(const Folder& folder) {
    return with_lines(folder, std::string(places::ignored), git_ignored());
}

}  // namespace desk
