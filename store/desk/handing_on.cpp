#include "store/desk/handing_on.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/places.hpp"
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

std::optional<Problem> trouble_with_ticket(const Store& store, const std::string& path) {
    if (!reference_at(path)) return Problem{{path}, "is no ticket's file"};
    std::optional<Problem> trouble;
    const auto failed = problem_with(path, [&] {
        const auto bytes = store.folder().read(path);
        const auto reading = ticket_from(bytes.value_or(""), path);
        if (!reading.ticket)
            trouble = reading.problem;
        else if (fold(reading.ticket->log) != reading.ticket->now)
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

void add_malformed(const Git& git, const Remote& remote, bool is_there, std::vector<Problem>& problems) {
    const auto here = problems_in(git, "HEAD");
    if (here.empty()) return;
    const auto there = is_there ? problems_in(git, remote.tracking()) : std::vector<Problem>();
    for (const auto& [where, what] : here) {
        if (contains(there, Problem{where, what})) continue;
        const auto last = last_commit_of(git, where.file, is_there ? remote.tracking() : std::string());
        const auto commit = last.empty() ? commit_named(git, "HEAD") : last;  // by what another file says
        problems.push_back({where, fmt::format("{}; so it is in {:.7}, and nothing is sent", what, commit)});
    }
}

}  // namespace

std::vector<Problem> not_to_commit(const Store& store, const std::vector<std::string>& changed) {
    std::vector<Problem> problems;
    for (const auto& path : changed)
        if (is_in(path, places::tickets))
            if (const auto trouble = trouble_with_ticket(store, path)) problems.push_back(*trouble);
    const auto files = files_in(store.folder());
    const auto named = files_named(files);
    const auto concerns = [&](const std::string& path) { return is_of_contract(path, named); };
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
    add_malformed(git, remote, is_there, problems);
    return problems;
}

}  // namespace desk
