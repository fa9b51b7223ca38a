#include "store/git/checkout.hpp"

#include <unistd.h>

#include <cerrno>
#include <set>

#include "core/base/text.hpp"
#include "store/file/file.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

/// `i/lf    w/crlf  attr/text eol=lf <TAB>path`
Words with_other_ends(const Git& git, const Words& below) {
    const auto told = git::run(git.folder(), git::with_paths({"ls-files", "--eol", "-z"}, below));
    Words paths;
    for (const auto entry : split(told.out, '\0'))
        if (entry.starts_with("i/lf ") && entry.find(" w/crlf ") < entry.find('\t'))
            paths.emplace_back(entry.substr(entry.find('\t') + 1));
    return paths;
}

}  // namespace

void renew_line_ends(const Git& git, const Words& below) {
    auto paths = with_other_ends(git, below);
    if (paths.empty()) return;
    const auto told =
        git::must(git.folder(), git::with_paths({"diff-files", "--name-only", "--relative", "-z"}, below), "ask what is changed");
    const auto changed = git::entries_of(told, '\0');
    const std::set<std::string> kept(changed.begin(), changed.end());
    std::erase_if(paths, [&](const std::string& path) { return kept.contains(path); });
    // Git passes over a file that it believes to be as it would write it.
    for (const auto& path : paths)
        if (const auto full = git.folder() + "/" + path; ::unlink(full.c_str()) != 0 && errno != ENOENT)
            throw io_error(path, "cannot write", errno);
    git::must(git.folder(), {"checkout-index", "--force", "--index", "-z", "--stdin"}, "check out with the right line ends",
              git::listed(paths, '\0'));
}

std::vector<HeldAttribute> attributes_of(const Git& git, const Words& paths, const Words& names) {
    Words words{"-c", "core.fsmonitor=false", "check-attr", "-z", "--stdin"};
    words.insert(words.end(), names.begin(), names.end());
    const auto told = git::entries_of(git::run(git.folder(), words, git::listed(paths, '\0')).out, '\0');
    std::vector<HeldAttribute> held;
    for (std::size_t i = 0; i + 2 < told.size(); i += 3) held.push_back({told[i], told[i + 1], told[i + 2]});
    return held;
}

}  // namespace desk
