#include "store/git/sync.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

constexpr std::string_view heads = "refs/heads/";

/// Absent where git has no answer.
std::optional<std::string> answer(const Git& git, const Words& words) {
    auto ran = git::run(git.folder(), words);
    if (!ran.well()) return {};
    return std::string(trimmed(ran.out));
}

std::string setting(const Git& git, const std::string& key) {
    return answer(git, {"config", "--get", "--end-of-options", key}).value_or("");
}

std::string remote_name(const Git& git) {
    const auto names = git::entries_of(git::must(git.folder(), {"remote"}, "list the remotes"), '\n');
    if (names.empty())
        throw Error(Fault::refused, "this repository has no remote to sync with", "git remote add origin URL names one");
    return names.size() > 1 && std::ranges::count(names, "origin") > 0 ? "origin" : names.front();
}

bool exists(const Git& git, const std::string& ref) {
    return git::run(git.folder(), {"rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"}).well();
}

Words unmerged(const Git& git) {
    const Words diff{"diff", "--name-only", "--diff-filter=U", "-z"};
    return git::entries_of(git::must(git.folder(), diff, "ask what is not merged"), '\0');
}

/// What the other side said, such as why a hook refuses; else git's last words.
std::string reason(const Ran& ran) {
    constexpr std::string_view mark = "remote:";
    std::vector<std::string> said;
    for (const auto line : split(ran.err, '\n'))
        if (line.starts_with(mark))
            if (const auto words = trimmed(line.substr(mark.size())); !words.empty()) said.emplace_back(words);
    return said.empty() ? git::last_words(ran) : fmt::format("it says: {}", joined(said, "; "));
}

/// Files that a merge would overwrite: what is changed in them is committed nowhere.
Words in_the_way(const Ran& ran) {
    Words paths;
    if (ran.err.find("would be overwritten by merge:") == std::string::npos) return paths;
    for (const auto line : split(ran.err, '\n'))
        if (line.starts_with('\t')) paths.emplace_back(trimmed(line));
    return paths;
}

std::string message_for(const Remote& remote) { return "sync: merge " + remote.text(); }

/// Whether git's note on the merge under way says something: a git that is killed leaves none behind, or an empty one.
bool has_note(const Git& git, std::string_view name) {
    std::ifstream file(fmt::format("{}/{}", git.git_dir(), name));
    return !trimmed(std::string(std::istreambuf_iterator<char>(file), {})).empty();
}

const std::string what_to_do = "edit them, `git add` them, and `desk sync` again; or `git merge --abort`";

/// HEAD's commit; empty before the first one.
std::string head(const Git& git) { return answer(git, {"rev-parse", "--verify", "--quiet", "HEAD"}).value_or(""); }

int commits_from(std::string_view text) {
    const auto count = number_from<int>(text);
    if (!count) throw Error(Fault::io, fmt::format("git counts \"{}\" commits", text));
    return *count;
}

int count_of_commits(const Git& git) {
    const auto count = answer(git, {"rev-list", "--count", "HEAD"});  // no commit yet: no answer
    return count ? commits_from(*count) : 0;
}

std::vector<Arrival> arrivals(const Git& git, const std::string& before) {
    const auto listed =
        git::must(git.folder(), {"diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z", before, "HEAD"},
                  "ask what came in");
    std::vector<Arrival> arrivals;
    const auto fields = split(listed, '\0');
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
        if (fields[i] != "D") arrivals.push_back({std::string(fields[i + 1]), fields[i] == "A"});
    return arrivals;
}

}  // namespace

Remote remote_of(const Git& git) {
    const auto here = answer(git, {"symbolic-ref", "--quiet", "--short", "HEAD"});
    if (!here) throw Error(Fault::refused, "HEAD is detached: there is no branch to sync", "git switch BRANCH goes to one");
    const auto key = "branch." + *here;
    auto name = setting(git, key + ".remote");
    auto branch = setting(git, key + ".merge");
    const bool known = !name.empty() && name != "." && branch.starts_with(heads);
    if (!known) return {remote_name(git), *here, *here, false};
    return {name, branch.substr(heads.size()), *here, true};
}

bool install_merge_driver(const Git& git, const std::string& program) {
    std::string driver;
    for (const char c : program) driver += c == '%' ? "%%" : std::string(1, c);  // as git wants it
    driver += " merge-driver %O %A %B %L %P";
    if (answer(git, {"config", "--local", "--get", "merge.desk.driver"}) == driver) return false;
    git::must(git.folder(), {"rev-parse", "--git-dir"}, "set up git's merging");  // else git would complain of --local
    git::must(git.folder(), {"config", "--local", "merge.desk.name", "tickets of desk"}, "set up git's merging");
    git::must(git.folder(), {"config", "--local", "merge.desk.driver", driver}, "set up git's merging");
    return true;
}

void fetch(const Git& git, const Remote& remote, bool progress) {
    const auto ran = git::run_shown(git.folder(), {"fetch", progress ? "--progress" : "--quiet", "--", remote.name}, progress);
    if (!ran.well())
        throw git::failed(ran, fmt::format("cannot fetch from {}: ", remote.name),
                          "without a connection nothing is lost: sync again when there is one");
}

Distance distance(const Git& git, const Remote& remote) {
    if (!exists(git, remote.tracking())) return {count_of_commits(git), 0};
    if (head(git).empty()) return {0, 1};
    const auto counts = git::must(git.folder(), {"rev-list", "--left-right", "--count", "HEAD..." + remote.tracking(), "--"},
                                  "compare with " + remote.text());
    const auto fields = split(trimmed(counts), '\t');
    return {commits_from(fields.front()), commits_from(fields.back())};
}

std::vector<Arrival> merge(const Git& git, const Remote& remote) {
    const auto before = head(git);
    const auto ran = git::run_when_unlocked(git.folder(), {"merge", "--quiet", "--no-edit", "-X", "no-renames", "-m",
                                                           message_for(remote), "--end-of-options", remote.tracking()});
    if (ran.well()) return before.empty() ? std::vector<Arrival>() : arrivals(git, before);
    if (const auto paths = in_the_way(ran); !paths.empty())
        throw Error(Fault::io,
                    fmt::format("{}: changed in {}, and here too without being committed", joined(paths, ", "), remote.text()),
                    "commit it, or move it out of the way, and sync again; `desk check` says what is wrong with a ticket");
    const auto paths = unmerged(git);
    if (paths.empty()) throw git::failed_to_commit(git.folder(), ran, fmt::format("cannot merge {}: ", remote.text()));
    throw Error(Fault::io,
                fmt::format("{}: changed here and in {}, and git cannot merge that", joined(paths, ", "), remote.text()),
                what_to_do);
}

void must_be_free_to_merge(const Git& git) {
    const auto what = git.under_way();
    if (what.empty()) return;
    if (what != "merge")
        throw Error(Fault::refused, fmt::format("a {} is under way in git", what),
                    what == "rebase" ? std::string("`git rebase --continue`; --abort would lose what is not committed")
                                     : fmt::format("finish it, or `git {} --abort`", what));
    if (const auto paths = unmerged(git); !paths.empty())
        throw Error(Fault::refused, fmt::format("a merge is under way in git, and not resolved: {}", joined(paths, ", ")),
                    what_to_do);
}

void finish_merge(const Git& git, const Remote& remote) {
    must_be_free_to_merge(git);
    if (git.under_way().empty()) return;
    if (!has_note(git, "MERGE_HEAD")) {  // with what it merged is not known any more
        git::must(git.folder(), {"merge", "--quit"}, "forget a merge that had only begun");
        return;
    }
    Words words{"commit", "--quiet", "--no-edit"};
    if (!has_note(git, "MERGE_MSG")) words.insert(words.end(), {"-m", message_for(remote)});
    const auto ran = git::run_when_unlocked(git.folder(), words);
    if (!ran.well()) throw git::failed_to_commit(git.folder(), ran, "the merge is resolved, but cannot be committed: ");
}

std::optional<Error> push(const Git& git, const Remote& remote, bool progress) {
    Words words{"push", progress ? "--progress" : "--quiet"};
    if (!remote.known) words.emplace_back("--set-upstream");
    words.insert(words.end(), {"--", remote.name, fmt::format("HEAD:{}{}", heads, remote.branch)});
    const auto ran = git::run_shown(git.folder(), words, progress);
    if (ran.well()) return {};
    return Error(Fault::io,
                 fmt::format("everything is committed here, but cannot be pushed to {}: {}", remote.text(), reason(ran)),
                 "put it right and sync again");
}

}  // namespace desk
