#include "store/desk/places.hpp"

#include <algorithm>
#include <set>

#include "store/desk/problems.hpp"

namespace desk {
namespace {

/// Policies and clients, as the files have them. All else is what a policy names: that is noted, and answered with an empty
/// calendar, so that one missing file does not hide those after it.
DeskFiles noting(const DeskFiles& files, std::set<std::string>& named) {
    const auto read = [&](const std::string& path, std::size_t limit) -> std::optional<std::string> {
        if (path == places::policy || is_in(path, places::further_policies)) return files.read(path, limit);
        named.insert(path);
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
    };
    const auto names = [&](const std::string& folder) {
        std::vector<std::string> found;
        if (folder == places::further_policies) problem_with(folder, [&] { found = files.names(folder); });  // told elsewhere
        return found;
    };
    return {read, names};
}

}  // namespace

std::vector<std::string> files_named(const DeskFiles& files) {
    std::set<std::string> named;
    const auto noted = noting(files, named);
    std::vector<Problem> told_elsewhere;
    const auto text = files.read(std::string(places::policy), most_toml_bytes);
    const auto policy = policy_from(text.value_or(""), noted.reader(), told_elsewhere);
    desk_from(noted, policy.value_or(Policy()));
    return {named.begin(), named.end()};
}

std::vector<std::string> paths_of_desk(const DeskFiles& files) {
    std::vector<std::string> paths;
    paths.reserve(places::all.size());
    for (const auto& place : places::all) paths.emplace_back(place.path);
    for (auto& named : files_named(files))
        if (place_holding(named) == nullptr) paths.push_back(std::move(named));
    return paths;
}

std::vector<std::string> uncommitted_files(const Folder& folder, const Git& git, Git::Filters filters) {
    const auto files = files_in(folder);
    auto paths = git.uncommitted(paths_of_desk(files), filters);
    const auto named = files_named(files);
    std::erase_if(paths, [&](const std::string& path) { return is_hidden(path) && !std::ranges::binary_search(named, path); });
    return paths;
}

}  // namespace desk
