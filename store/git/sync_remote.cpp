#include <algorithm>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "store/file/file.hpp"
#include "store/git/run.hpp"
#include "store/git/sync.hpp"

namespace desk {
namespace {

using git::Words;

constexpr std::string_view branch_heads = "refs/heads/";

/// The branch that HEAD stands for; empty where it is detached.
std::string current_branch(const Git& git) {
    constexpr std::string_view key = "ref: refs/heads/";
    std::ifstream file(git.git_dir() + "/HEAD");
    std::string line;
    // Where git keeps its branches in another way it says so by a name that no branch can have.
    const bool is_said = std::getline(file, line) && line.starts_with(key) && !line.ends_with("/.invalid");
    if (is_said) return line.substr(key.size());
    return git::answer(git.folder(), {"symbolic-ref", "--quiet", "--short", "HEAD"}).value_or("");
}

/// What git's configuration says of branches and remotes.
class Settings {
public:
    explicit Settings(const Git& git) {
        const auto listed =
            git::run(git.folder(), {"config", "-z", "--get-regexp", "^(branch|remote)\\..*\\.(remote|merge|url)$"});
        for (const auto entry : split(listed.out, '\0')) {
            const auto end = std::min(entry.find('\n'), entry.size());
            all_.emplace_back(entry.substr(0, end), entry.substr(std::min(end + 1, entry.size())));
        }
    }

    /// The last one holds; empty where there is none.
    std::string of(const std::string& key) const {
        const auto found = std::find_if(all_.rbegin(), all_.rend(), [&](const auto& each) { return each.first == key; });
        return found == all_.rend() ? std::string() : found->second;
    }

    Words remotes() const {
        constexpr std::string_view kind = "remote.", what = ".url";
        Words names;
        for (const auto& [key, value] : all_)
            if (key.starts_with(kind) && key.ends_with(what) && key.size() > kind.size() + what.size())
                names.push_back(key.substr(kind.size(), key.size() - kind.size() - what.size()));
        return names;
    }

private:
    std::vector<std::pair<std::string, std::string>> all_;
};

std::string remote_name(const Settings& settings) {
    const auto names = settings.remotes();
    if (names.empty())
        throw Error(Fault::refused, "this repository has no remote to sync with", "git remote add origin URL names one");
    return contains(names, "origin") ? "origin" : names.front();
}

/// Whether it runs a program that is there, by its path. That works whatever PATH is, in a shell and from cron.
bool has_program_by_path(std::string_view driver) {
    const auto end = driver.find('\'', 1);
    if (!driver.starts_with("'/") || end == driver.npos || driver.find('%') < end) return false;
    return looked_up(std::string(driver.substr(1, end - 1))).has_value();
}

}  // namespace

Remote remote_of(const Git& git) {
    const auto here = current_branch(git);
    if (here.empty())
        throw Error(Fault::refused, "HEAD is detached: there is no branch to sync", "git switch BRANCH goes to one");
    const Settings settings(git);
    const auto name = settings.of("branch." + here + ".remote");
    const auto branch = settings.of("branch." + here + ".merge");
    const bool known = !name.empty() && name != "." && branch.starts_with(branch_heads);
    if (!known) return {remote_name(settings), here, here, false};
    return {name, branch.substr(branch_heads.size()), here, true};
}

bool install_merge_driver(const Git& git, const std::string& program) {
    std::string driver;
    for (const char c : program) driver += c == '%' ? "%%" : std::string(1, c);  // as git wants it
    driver += " merge-driver %O %A %B %L %P";
    const auto present = git::answer(git.folder(), {"config", "--local", "--get", "merge.desk.driver"});
    if (present == driver || (program == "desk" && has_program_by_path(present.value_or("")))) return false;
    git::must(git.folder(), {"rev-parse", "--git-dir"}, "set up git's merging");  // else git would complain of --local
    git::must(git.folder(), {"config", "--local", "merge.desk.name", "tickets of desk"}, "set up git's merging");
    git::must(git.folder(), {"config", "--local", "merge.desk.driver", driver}, "set up git's merging");
    return true;
}

}  // namespace desk
