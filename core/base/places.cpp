#include "core/base/places.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace desk {
namespace {

std::string attributes_of(const DeskPlace& place) {
    using Merge = DeskPlace::Merge;
    const auto files = fmt::format("{}{}", place.path, place.is_folder ? "/**" : "");
    switch (place.merge) {
        case Merge::driver: return fmt::format("{}/*.yaml text eol=lf merge=desk\n", files);
        case Merge::lines: return files + " text eol=lf\n";
        case Merge::bytes: return files + " -text\n";
        case Merge::unsaid: break;
    }
    return {};
}

}  // namespace

bool is_in(std::string_view path, std::string_view place) {
    return path.size() > place.size() && path.starts_with(place) && path[place.size()] == '/';
}

const DeskPlace* place_holding(std::string_view path) {
    const auto holds = [path](const DeskPlace& place) { return place.is_folder ? is_in(path, place.path) : path == place.path; };
    const auto found = std::ranges::find_if(places::all, holds);
    return found == places::all.end() ? nullptr : &*found;
}

bool is_hidden(std::string_view path) { return path.find("/.") != path.npos; }

std::string client_path(std::string_view name) { return fmt::format("{}/{}.toml", places::clients, name); }

std::string further_policy_path(std::string_view name) { return fmt::format("{}/{}.toml", places::further_policies, name); }

std::string agreement_path(const std::string& client, const std::string& record) {
    return fmt::format("{}/{}-{}.toml", places::agreements, client, record);
}

std::string attachment_path(std::string_view reference, std::string_view file) {
    return fmt::format("{}/{}/{}", places::attachments, reference, file);
}

std::string git_ignored() { return fmt::format("/{}/\n", places::rejected); }

std::string git_attributes() {
    std::string lines;
    for (const auto& place : places::all) lines += attributes_of(place);
    return lines;
}

}  // namespace desk
