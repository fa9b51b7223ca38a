#include "store/git/status.hpp"

#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

/// `+1 -2`
std::optional<Distance> distance_from(std::string_view text) {
    const auto fields = split(text, ' ');
    if (fields.size() != 2 || fields[0].empty() || fields[1].empty()) return {};
    const auto ahead = number_from<int>(fields[0].substr(1)), behind = number_from<int>(fields[1].substr(1));
    if (!ahead || !behind) return {};
    return Distance{*ahead, *behind};
}

/// The path of an entry, which stands after so many blanks.
std::string_view path_after(std::string_view entry, int blanks) {
    for (int i = 0; i < blanks; ++i) entry.remove_prefix(std::min(entry.find(' ') + 1, entry.size()));
    return entry;
}

void sort(Words& paths) {
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());  // gone from the index, and there: listed twice
}

class Reading {
public:
    explicit Reading(const std::string& prefix) : prefix_(prefix) {}

    /// As git-status(1) has it: `# branch.ab +1 -2`, `1 .M …`, `u UU …`, `? path`.
    void take(std::string_view entry) {
        constexpr std::string_view upstream = "# branch.upstream ", counts = "# branch.ab ";
        if (entry.starts_with(upstream)) tree_.upstream = entry.substr(upstream.size());
        if (entry.starts_with(counts)) tree_.distance = distance_from(entry.substr(counts.size()));
        if (entry.starts_with("? ")) add(tree_.changed, path_after(entry, 1));
        if (entry.starts_with("u ")) add(tree_.changed, path_after(entry, 10));
        if (!entry.starts_with("1 ")) return;
        constexpr int of_work_tree = 5;
        const auto mode = path_after(entry, of_work_tree).substr(0, 6);
        const bool is_only_staged = mode == "000000" && entry.substr(2, 2) == "A.";
        add(mode == "000000" && !is_only_staged ? tree_.gone : tree_.changed, path_after(entry, 8));
    }

    /// What is staged as removed, and there all the same, is changed.
    WorkTree result() {
        sort(tree_.changed);
        sort(tree_.gone);
        std::erase_if(tree_.gone, [&](const std::string& path) { return std::ranges::binary_search(tree_.changed, path); });
        return std::move(tree_);
    }

private:
    void add(Words& paths, std::string_view path) const {
        if (path.starts_with(prefix_)) paths.emplace_back(path.substr(prefix_.size()));
    }

    const std::string& prefix_;
    WorkTree tree_;
};

Words between(const Git& git, const std::string& before, const std::string& after, const std::string& filter,
              const Words& below) {
    const Words words{"diff-tree", "-r", "-z", "--name-only", filter, "--no-renames", "--relative", before, after};
    return git::entries_of(git::run(git.folder(), git::with_paths(words, below)).out, '\0');
}

}  // namespace

WorkTree work_tree(const Git& git, const Words& below, Git::Filters filters) {
    const Words words{"--no-optional-locks", "-c",           "core.fsmonitor=false", "status", "--porcelain=v2", "--branch", "-z",
                      "--ahead-behind",      "--no-renames", "--untracked-files=all"};
    const auto asked = git::with_paths(words, below);
    const auto ran = filters == Git::Filters::run ? git::run(git.folder(), asked) : git::run_without_filters(git.folder(), asked);
    if (!ran.well()) throw git::failed(ran, "cannot ask git what is committed: ");
    Reading reading(git.prefix());
    for (const auto entry : split(ran.out, '\0')) reading.take(entry);
    return reading.result();
}

Words gone_from_last_commit(const Git& git, const Words& below) {
    const Words words{"--no-optional-locks", "-c",         "core.fsmonitor=false", "diff-index",      "-z",
                      "--name-only",         "--relative", "--no-renames",         "--diff-filter=D", "HEAD"};
    return git::entries_of(git::run(git.folder(), git::with_paths(words, below)).out, '\0');
}

Words not_checked_out(const Git& git, const Words& below) {
    // Nobody asks git for this in vain, as nearly all would.
    if (::access((git.git_dir() + "/info/sparse-checkout").c_str(), F_OK) != 0) return {};
    const auto ran = git::run(git.folder(), git::with_paths({"ls-files", "-t", "-z"}, below));
    Words paths;
    for (const auto entry : split(ran.out, '\0'))
        if (entry.starts_with("S ") && ::access((git.folder() + "/" + std::string(entry.substr(2))).c_str(), F_OK) != 0)
            paths.emplace_back(entry.substr(2));
    return paths;
}

Words removed_between(const Git& git, const std::string& before, const std::string& after, const Words& below) {
    return between(git, before, after, "--diff-filter=D", below);
}

Words changed_between(const Git& git, const std::string& before, const std::string& after, const Words& below) {
    return between(git, before, after, "--diff-filter=d", below);
}

Words removed_since_upstream(const Git& git, const Words& below) {
    const auto ran = git::run(git.folder(), {"merge-base", "@{upstream}", "HEAD"});
    return ran.well() ? removed_between(git, std::string(trimmed(ran.out)), "HEAD", below) : Words();
}

}  // namespace desk
