#include "store/desk/handing_on.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "store/desk/availability.hpp"
#include "store/desk/backups.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/places.hpp"
#include "store/desk/statements.hpp"
#include "store/git/history.hpp"
#include "store/git/status.hpp"

namespace desk {
namespace {

/// Whether the file says what the contract is; `named`: those that the policies name, sorted.
bool is_of_contract(const std::string& path, const std::vector<std::string>& named) {
    const bool is_read =
        std::ranges::any_of(read_from, [&](std::string_view place) { return path == place || is_in(path, place); });
    return is_read || is_in(path, places::holidays) || std::ranges::binary_search(named, path);
}

/// Whether the files of a place are to lie in it.
bool is_folder_of_desk(std::string_view path) {
    return std::ranges::any_of(places::all, [&](const DeskPlace& place) { return place.is_folder && place.path == path; });
}

/// Why nobody can read the ticket or the record; absent: it can be read, or is none.
std::optional<Problem> trouble_with(const std::string& path, const std::string& bytes) {
    if (is_in(path, places::availability)) return trouble_with_availability(path, bytes);
    if (is_in(path, places::statements)) return trouble_with_closing(path, bytes);
    if (is_in(path, places::backups)) return trouble_with_backup(path, bytes);
    if (!is_in(path, places::tickets)) return {};
    if (!reference_at(path)) return Problem{{path}, "is not a ticket's file"};
    const auto reading = ticket_from(bytes, path);
    return reading.ticket ? std::nullopt : reading.problem;
}

/// The same of a file here. What was changed by hand in a ticket is recorded before it goes to others.
std::optional<Problem> trouble_here(const Store& store, const std::string& path) {
    std::optional<Problem> trouble;
    const auto failed = problem_with(path, [&] {
        if (is_folder_of_desk(path)) throw failure({{path}, "is not a folder"});
        const auto bytes = store.folder().read(path).value_or("");
        trouble = trouble_with(path, bytes);
        if (trouble || !reference_at(path)) return;
        const auto ticket = ticket_from(bytes, path).ticket;
        if (ticket && fold(ticket->log) != ticket->now)
            trouble =
                Problem{{path}, "its header does not follow from its log; `desk check --fix` records what was changed by hand"};
    });
    return failed ? failed : trouble;
}

/// What is wrong with desk.toml, the policies, the clients and what they agreed to.
std::vector<Problem> problems_of_contract(const DeskFiles& files) {
    std::vector<Problem> problems;
    const auto add_all = [&] {
        const auto text = files.read(std::string(places::policy), most_toml_bytes);
        const auto policy = policy_from(text.value_or(""), files.reader(), problems);
        if (!policy) return;  // nobody knows what the others are to be read by
        const auto found = desk_from(files, *policy).problems;
        problems.insert(problems.end(), found.begin(), found.end());
    };
    if (const auto failed = problem_with(std::string(places::policy), add_all)) problems.push_back(*failed);
    return problems;
}

/// The desk's files as a commit has them.
class CommittedFiles {
public:
    CommittedFiles(const Git& git, std::string commit) : git_(git), commit_(std::move(commit)) {
        std::vector<Version> versions;
        for (auto& path : files_in(git, commit_, {read_from.begin(), read_from.end()}))
            versions.push_back({commit_, std::move(path)});
        auto found = contents(git, versions);
        for (std::size_t i = 0; i < versions.size(); ++i)
            if (found[i]) known_.emplace(versions[i].path, *std::move(found[i]));
    }

    DeskFiles files() const {
        const auto read = [this](const std::string& path, std::size_t limit) -> std::optional<std::string> {
            const auto known = known_.find(path);
            auto text = known == known_.end() ? contents(git_, {{commit_, path}}).front() : known->second;
            if (text && text->size() > limit) throw failure({{path}, "is too large"});
            return text;
        };
        const auto names = [this](const std::string& folder) {
            std::vector<std::string> found;
            for (const auto& [path, text] : known_)
                if (is_in(path, folder) && !is_hidden(path)) found.push_back(path.substr(folder.size() + 1));
            return found;
        };
        return {read, names};
    }

private:
    const Git& git_;
    std::string commit_;
    std::map<std::string, std::string> known_;  ///< what is always read
};

std::vector<Problem> problems_in(const Git& git, const std::string& commit) {
    const CommittedFiles committed(git, commit);
    return problems_of_contract(committed.files());
}

void add_removals(const Git& git, const Remote& remote, const std::vector<std::string>& below, std::vector<Problem>& problems) {
    for (const auto& path : removed_between(git, remote.tracking(), "HEAD", below)) {
        if (!must_stay(path) || is_split(Folder::open(git.folder()), path)) continue;
        const auto commit = last_commit_of(git, path, remote.tracking());
        problems.push_back({{path},
                            fmt::format("was removed in {:.7}, and nothing is sent; `git checkout {} -- {}` brings it back, "
                                        "`desk sync --removals` removes it for all",
                                        commit, remote.text(), path)});
    }
}

/// Where our commits go, and what is there already.
struct Others {
    const Git& git;
    const Remote& remote;
    bool have_branch = false;

    /// The problem with the commit that brings it.
    Problem held(const Problem& problem) const {
        const auto last = last_commit_of(git, problem.where.file, have_branch ? remote.tracking() : std::string());
        const auto commit = last.empty() ? commit_named(git, "HEAD") : last;  // by what another file says
        return {problem.where, fmt::format("{}; so it is in {:.7}, and nothing is sent", problem.what, commit)};
    }
};

void add_broken_contract(const Others& others, std::vector<Problem>& problems) {
    const auto here = problems_in(others.git, "HEAD");
    if (here.empty()) return;
    const auto there = others.have_branch ? problems_in(others.git, others.remote.tracking()) : std::vector<Problem>();
    for (const auto& problem : here)
        if (!contains(there, problem)) problems.push_back(others.held(problem));
}

/// Each as the commit has it; absent: it can be read.
std::vector<std::optional<Problem>> troubles_in(const Git& git, const std::string& commit, std::span<const std::string> paths) {
    std::vector<Version> versions;
    versions.reserve(paths.size());
    for (const auto& path : paths) versions.push_back({commit, path});
    const auto found = contents(git, versions);
    std::vector<std::optional<Problem>> troubles(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (found[i]) troubles[i] = trouble_with(paths[i], *found[i]);
    return troubles;
}

/// Tickets and records that our commits have changed, and nobody can read any more.
void add_broken_files(const Others& others, std::vector<Problem>& problems) {
    constexpr std::size_t at_once = 1000;  // of a whole desk that is sent for the first time
    const std::vector<std::string_view> places{places::tickets, places::availability, places::statements, places::backups};
    auto paths = others.have_branch
                     ? changed_between(others.git, others.remote.tracking(), "HEAD", {places.begin(), places.end()})
                     : files_in(others.git, "HEAD", places);
    std::erase_if(paths, [](const std::string& path) { return !must_stay(path); });
    std::map<std::string, Problem> broken;
    for (std::span<const std::string> rest = paths; !rest.empty(); rest = rest.subspan(std::min(at_once, rest.size())))
        for (const auto& trouble : troubles_in(others.git, "HEAD", rest.first(std::min(at_once, rest.size()))))
            if (trouble) broken.emplace(trouble->where.file, *trouble);
    if (broken.empty()) return;
    std::vector<std::string> suspects;
    suspects.reserve(broken.size());
    for (const auto& [path, problem] : broken) suspects.push_back(path);
    if (others.have_branch)
        for (const auto& before : troubles_in(others.git, others.remote.tracking(), suspects))
            if (before) broken.erase(before->where.file);
    for (const auto& [path, problem] : broken) problems.push_back(others.held(problem));
}

}  // namespace

std::vector<Problem> not_to_commit(const Store& store, const std::vector<std::string>& changed) {
    std::vector<Problem> problems;
    for (const auto& path : changed)
        if (const auto trouble = trouble_here(store, path)) problems.push_back(*trouble);
    const auto files = files_in(store.folder());
    const auto named = files_named(files);
    const auto concerns = [&](const std::string& path) { return !is_folder_of_desk(path) && is_of_contract(path, named); };
    if (std::ranges::none_of(changed, concerns)) return problems;
    const auto wrong = problems_of_contract(files);
    // What names it, and what it is to be read by, nobody knows then.
    const bool is_unjudged = std::ranges::any_of(wrong, [](const Problem& problem) {
        return problem.where.file == places::policy || is_in(problem.where.file, places::further_policies);
    });
    for (const auto& path : changed) {
        if (!concerns(path)) continue;
        const auto found = std::ranges::find(wrong, path, [](const Problem& problem) { return problem.where.file; });
        if (found != wrong.end())
            problems.push_back(*found);
        else if (is_unjudged)
            problems.push_back({{path}, "cannot be judged while a policy cannot be read"});
    }
    return problems;
}

std::vector<Problem> not_to_send(const Store& store, const Git& git, const Remote& remote, bool removals) {
    std::vector<Problem> problems;
    const auto below = paths_of_desk(files_in(store.folder()));
    const bool is_there = !commit_named(git, remote.tracking()).empty();
    if (is_there && !removals) add_removals(git, remote, below, problems);
    const Others others{git, remote, is_there};
    add_broken_contract(others, problems);
    add_broken_files(others, problems);
    return problems;
}

}  // namespace desk
