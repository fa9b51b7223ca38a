#include "store/desk/places.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "store/desk/problems.hpp"
#include "store/desk/store.hpp"

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

/// What editors, merges by hand and programs that copy folders leave beside a file. What came from others has its own names, and
/// among the tickets everything that is none is told.
bool is_left_by_editor(std::string_view path) {
    const auto* place = place_holding(path);
    using Merge = DeskPlace::Merge;
    if (place != nullptr && (place->merge == Merge::bytes || place->merge == Merge::driver)) return false;
    const auto name = path.substr(path.rfind('/') + 1);
    const auto has = [&](std::string_view part) { return name.find(part) != name.npos; };
    const auto ends = [&](std::string_view end) { return name.ends_with(end); };
    constexpr std::array<std::string_view, 8> suffixes = {"~", ".orig", ".rej", ".bak", ".swp", ".swo", ".tmp", ".part"};
    constexpr std::array<std::string_view, 4> marks = {"conflicted copy", ".sync-conflict-", "(Case Conflict", "(Copy)"};
    return std::ranges::any_of(suffixes, ends) || std::ranges::any_of(marks, has) ||
           (name.starts_with('#') && name.ends_with('#'));
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

WorkTree uncommitted_files(const Folder& folder, const Git& git, Git::Filters filters) {
    const auto files = files_in(folder);
    auto tree = work_tree(git, paths_of_desk(files), filters);
    const auto named = files_named(files);
    const auto is_passed_over = [&](const std::string& path) {
        return (is_hidden(path) || is_left_by_editor(path) || is_in(path, places::rejected)) &&
               !std::ranges::binary_search(named, path);
    };
    std::erase_if(tree.changed, is_passed_over);
    std::erase_if(tree.gone, [](const std::string& path) { return !must_stay(path); });
    return tree;
}

bool must_stay(std::string_view path) {
    const auto* place = place_holding(path);
    if (place == nullptr) return true;  // a policy names it
    if (place->merge == DeskPlace::Merge::unsaid || place->path == places::rejected || is_hidden(path)) return false;
    return place->path == places::tickets ? reference_at(path).has_value() : !is_left_by_editor(path);
}

bool is_split(const Folder& folder, std::string_view path) {
    constexpr std::size_t month_size = std::string_view("2026-11").size();
    const auto slash = path.rfind('/');
    if (slash == path.npos) return false;
    const auto place = path.substr(0, slash), name = path.substr(slash + 1);
    const auto month = name.substr(0, month_size);
    if (name.find('.') != month_size || !month_from(month)) return false;
    auto beginning = std::string(month);
    if (place == places::availability) beginning.erase(beginning.find('-'), 1);  // `20261103T…`
    std::vector<std::string> others;
    problem_with(std::string(place), [&] { others = folder.names(std::string(place)); });  // told elsewhere
    return std::ranges::any_of(others, [&](const std::string& other) { return other != name && other.starts_with(beginning); });
}

std::vector<Problem> missing_files(const Folder& folder, const Git& git) {
    const auto below = paths_of_desk(files_in(folder));
    std::vector<Problem> problems;
    for (const auto& path : gone_from_last_commit(git, below))
        if (must_stay(path) && !is_split(folder, path)) problems.push_back(gone(path));
    for (const auto& path : not_checked_out(git, below))
        if (must_stay(path))
            problems.push_back({{path}, "is not checked out; `git sparse-checkout disable` gets all that is left out"});
    return problems;
}

void add_missing_files(const Store& store) {
    if (const auto git = Git::around(store.folder().path())) store.problems().add(missing_files(store.folder(), *git));
}

std::vector<Problem> removed_here(const Folder& folder, const Git& git) {
    std::vector<Problem> problems;
    for (const auto& path : removed_since_upstream(git, paths_of_desk(files_in(folder))))
        if (must_stay(path) && !is_split(folder, path))
            problems.push_back({{path},
                                fmt::format("was removed here; `git checkout @{{upstream}} -- {}` brings it back, and "
                                            "`desk sync --removals` removes it for all",
                                            path)});
    return problems;
}

Problem gone(const std::string& path) { return {{path}, fmt::format("is gone; `git checkout HEAD -- {}` brings it back", path)}; }

}  // namespace desk
