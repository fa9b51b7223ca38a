#include "store/git/sync.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/git/half_merge.hpp"
#include "store/git/history.hpp"
#include "store/git/hooks.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

constexpr std::string_view heads = "refs/heads/";

/// A file that git could not merge, and which of the sides still have it.
struct Unmerged {
    std::string path;
    bool here = false, there = false;
};

/// `MODE ID STAGE<TAB>path`
std::vector<Unmerged> unmerged(const Git& git) {
    const auto listed = git::must(git.top(), {"ls-files", "--unmerged", "-z"}, "ask what is not merged");
    std::vector<Unmerged> files;
    for (const auto entry : split(listed, '\0')) {
        const auto end = entry.find('\t');
        if (end == entry.npos || end == 0) continue;
        const auto path = entry.substr(end + 1);
        if (files.empty() || files.back().path != path) files.push_back({std::string(path)});
        const char stage = entry[end - 1];
        if (stage == '2') files.back().here = true;
        if (stage == '3') files.back().there = true;
    }
    return files;
}

Words paths_of(const std::vector<Unmerged>& files) {
    Words paths;
    for (const auto& file : files) paths.push_back(file.path);
    return paths;
}

/// `a.toml: changed here and in origin/main; b.yaml: removed here, and changed in origin/main`
std::string what_clashes(const std::vector<Unmerged>& files, const std::string& remote) {
    const auto those = [&](bool here, bool there) {
        Words paths;
        for (const auto& file : files)
            if (file.here == here && file.there == there) paths.push_back(file.path);
        return joined(paths, ", ");
    };
    Words clashes;
    if (const auto both = those(true, true); !both.empty())
        clashes.push_back(fmt::format("{}: changed here and in {}, and git cannot merge that", both, remote));
    if (const auto gone = those(false, true); !gone.empty())
        clashes.push_back(fmt::format("{}: removed here, and changed in {}", gone, remote));
    if (const auto gone = those(true, false); !gone.empty())
        clashes.push_back(fmt::format("{}: removed in {}, and changed here", gone, remote));
    if (clashes.empty()) clashes.push_back(fmt::format("{}: renamed on both sides", joined(paths_of(files), ", ")));
    return joined(clashes, "; ");
}

std::string way_out(const std::vector<Unmerged>& files) {
    const bool has_removed = std::ranges::any_of(files, [](const Unmerged& file) { return file.here != file.there; });
    if (!has_removed) return "edit them, `git add` them, and `desk sync` again; or `git merge --abort`";
    return "`git add FILE` keeps one that was removed, `git rm FILE` removes it; then `desk sync` again; or `git merge --abort`";
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

/// Whether the other side has the branch: git has noted all that it found there, new or not.
bool has_come(const Git& git, const Remote& remote) {
    std::ifstream file(git.git_dir() + "/FETCH_HEAD");
    if (!file) return true;  // nobody knows
    const auto wanted = fmt::format("\tbranch '{}' of ", remote.branch);
    for (std::string line; std::getline(file, line);)
        if (line.find(wanted) != line.npos) return true;
    return false;
}

/// A merge that nothing in the user's configuration makes another one.
Words merge_of(const Remote& remote, const std::string& commit) {
    Words words;
    if (remote.here.find('=') == remote.here.npos)  // which would end the name of the setting
        words = {"-c", fmt::format("branch.{}.mergeOptions=", remote.here)};
    words.insert(words.end(),
                 {"merge", "--quiet", "--ff", "--commit", "--no-squash", "--no-autostash", "--no-edit", "--cleanup=verbatim",
                  "-s", "ort", "-X", "no-renames", "-m", message_for(remote), "--end-of-options", commit});
    return words;
}

int commits_from(std::string_view text) {
    const auto count = number_from<int>(text);
    if (!count) throw Error(Fault::io, fmt::format("git counts \"{}\" commits", text));
    return *count;
}

int count_of_commits(const Git& git) {
    const auto count = git::answer(git.folder(), {"rev-list", "--count", "HEAD"});  // no commit yet: no answer
    return count ? commits_from(*count) : 0;
}

std::vector<Arrival> arrivals(const Git& git, const std::string& before) {
    const auto listed =
        git::must(git.folder(), {"diff-tree", "-r", "--name-status", "--no-renames", "--relative", "-z", before, "HEAD"},
                  "ask what came in");
    std::vector<Arrival> arrivals;
    const auto fields = split(listed, '\0');
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
        if (fields[i] != "D") arrivals.push_back({std::string(fields[i + 1]), fields[i] == "A"});
    return arrivals;
}

}  // namespace

bool fetch(const Git& git, const Remote& remote, bool progress) {
    const auto ran = git::run_shown(
        git.folder(),
        {"fetch", progress ? "--progress" : "--quiet", "--no-recurse-submodules", "--write-fetch-head", "--", remote.name},
        progress);
    if (!ran.well())
        throw git::failed(ran, fmt::format("cannot fetch from {}: ", remote.name),
                          "without a connection nothing is lost: sync again when there is one");
    if (has_come(git, remote) || commit_named(git, remote.tracking()).empty()) return false;
    git::must(git.folder(), {"update-ref", "-d", remote.tracking()}, "forget a branch that is gone");
    return true;
}

void follow(const Git& git, const Remote& remote) {
    git::must(git.folder(), {"branch", "--quiet", "--set-upstream-to=" + remote.tracking()}, "follow " + remote.text());
}

Distance distance(const Git& git, const Remote& remote) {
    const auto counts = git::answer(git.folder(), {"rev-list", "--left-right", "--count", "HEAD..." + remote.tracking(), "--"});
    if (!counts) return commit_named(git, remote.tracking()).empty() ? Distance{count_of_commits(git), 0} : Distance{0, 1};
    const auto fields = split(*counts, '\t');
    return {commits_from(fields.front()), commits_from(fields.back())};
}

std::vector<Arrival> merge(const Git& git, const Remote& remote) {
    const auto before = commit_named(git, "HEAD");
    const auto theirs = commit_named(git, remote.tracking());
    note_merge(git, before, theirs);
    // By its name: another fetch may move the branch meanwhile.
    const auto ran = git::run_when_unlocked(git.folder(), git::with_hooks(git, merge_of(remote, theirs)));
    if (ran.well() || has_note(git, "MERGE_HEAD")) forget_merge(git);
    if (ran.well()) return before.empty() ? std::vector<Arrival>() : arrivals(git, before);
    if (const auto paths = in_the_way(ran); !paths.empty())
        throw Error(Fault::io,
                    fmt::format("{}: changed in {}, and here too without being committed", joined(paths, ", "), remote.text()),
                    "commit it, or move it out of the way, and sync again; `desk check` says what is wrong with a ticket");
    const auto files = unmerged(git);
    if (files.empty() && ran.err.find("unrelated histories") != ran.err.npos)
        throw Error(Fault::io, fmt::format("cannot merge {}: these are unrelated histories", remote.text()),
                    fmt::format("if both are of one desk, `git merge --allow-unrelated-histories {}` makes one of them; then "
                                "`desk sync` again",
                                remote.text()));
    if (files.empty())
        throw git::failed_to_commit(git.folder(), ran, fmt::format("cannot merge {}: ", remote.text()),
                                    "fix this and sync again");
    throw Error(Fault::io, what_clashes(files, remote.text()), way_out(files));
}

void must_be_free_to_merge(const Git& git) {
    const auto what = git.under_way();
    if (what.empty()) return;
    if (what != "merge")
        throw Error(Fault::refused, fmt::format("a {} is in progress in git", what),
                    what == "rebase" ? std::string("`git rebase --continue`; --abort would lose what is not committed")
                                     : fmt::format("finish it, or `git {} --abort`", what));
    if (const auto files = unmerged(git); !files.empty())
        throw Error(Fault::refused,
                    fmt::format("a merge is in progress in git, and not resolved: {}", joined(paths_of(files), ", ")),
                    way_out(files));
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
    const auto ran = git::run_when_unlocked(git.folder(), git::with_hooks(git, words));
    if (!ran.well())
        throw git::failed_to_commit(git.folder(), ran,
                                    "the merge is resolved, but cannot be committed: ", "fix this and sync again");
}

std::optional<Error> push(const Git& git, const Remote& remote, bool progress) {
    Words words{"push", progress ? "--progress" : "--quiet", "--recurse-submodules=no"};
    if (!remote.known) words.emplace_back("--set-upstream");
    words.insert(words.end(), {"--", remote.name, fmt::format("HEAD:{}{}", heads, remote.branch)});
    const auto ran = git::run_shown(git.folder(), git::with_hooks(git, words), progress);
    if (ran.well()) return {};
    return Error(Fault::io,
                 fmt::format("everything is committed here, but cannot be pushed to {}: {}", remote.text(), reason(ran)),
                 "fix this and sync again");
}

}  // namespace desk
