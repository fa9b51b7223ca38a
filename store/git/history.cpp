#include "store/git/history.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/git/run.hpp"
#include "store/yaml/ticket.hpp"

namespace desk {
namespace {

/// A number at the end of the text; 0 where there is none.
template <class Number>
Number number_at_end(std::string_view text) {
    return number_from<Number>(text.substr(text.rfind(' ') + 1)).value_or(0);
}

/// The next answer of `git cat-file --batch`, which is taken off the text.
std::optional<std::string> next_content(std::string_view& answers) {
    const auto end = std::min(answers.find('\n'), answers.size());
    const auto head = answers.substr(0, end);
    answers.remove_prefix(std::min(end + 1, answers.size()));
    if (head.empty() || head.ends_with(" missing")) return {};
    const auto size = number_at_end<std::size_t>(head);
    const std::string content(answers.substr(0, size));
    answers.remove_prefix(std::min(size + 1, answers.size()));
    if (!head.substr(0, head.size() - std::to_string(size).size()).ends_with(" blob ")) return {};
    return content;
}

/// The commits that changed the file, none before its parents, else the oldest first: what a merge brought, a commit before it
/// has.
std::vector<Origin> commits_of(const Git& git, const std::string& path) {
    if (!git::run(git.folder(), {"rev-parse", "--verify", "--quiet", "HEAD"}).well()) return {};  // no commit yet
    const auto listed = git::must(git.folder(),
                                  git::with_paths({"rev-list", "--full-history", "--date-order", "--reverse", "--encoding=UTF-8",
                                                   "--no-commit-header", "--format=%H%n%ct%n%an", "HEAD"},
                                                  {path}),
                                  "ask git for the history of " + path);
    const auto lines = split(listed, '\n');
    std::vector<Origin> commits;
    for (std::size_t i = 0; i + 2 < lines.size(); i += 3) {
        const Instant at{Seconds(number_at_end<std::int64_t>(lines[i + 1]))};
        commits.push_back({std::string(lines[i]), std::string(lines[i + 2]), at});
    }
    return commits;
}

/// What an event is known by.
using EventKey = std::tuple<Instant, std::string, std::string>;

EventKey key_of(const Event& event) { return {event.at, event.by, std::string(verb_of(event))}; }

}  // namespace

std::vector<std::optional<std::string>> contents(const Git& git, const std::vector<Version>& versions) {
    std::string names;
    for (const auto& [commit, path] : versions) names += fmt::format("{}:./{}\n", commit, path);
    const auto answered = git::must(git.folder(), {"cat-file", "--batch"}, "read what is committed", names);
    std::string_view rest = answered;
    std::vector<std::optional<std::string>> contents;
    contents.reserve(versions.size());
    for (std::size_t i = 0; i < versions.size(); ++i) contents.push_back(next_content(rest));
    return contents;
}

std::vector<std::string> files_in(const Git& git, const std::string& commit, const std::vector<std::string_view>& below) {
    const std::vector<std::string> paths(below.begin(), below.end());
    const auto told =
        git::run(git.folder(), git::with_paths({"ls-tree", "-r", "-z", "--name-only", "--end-of-options", commit}, paths));
    return git::entries_of(told.out, '\0');
}

std::string commit_named(const Git& git, const std::string& name) {
    return git::answer(git.folder(), {"rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"}).value_or("");
}

std::string last_commit_of(const Git& git, const std::string& path, const std::string& without) {
    git::Words words{"rev-list", "--max-count=1", "HEAD"};
    if (!without.empty()) words.push_back("^" + without);
    return std::string(trimmed(git::run(git.folder(), git::with_paths(words, {path})).out));
}

std::vector<std::string> cut_off(const Git& git) {
    const std::string path(
        trimmed(git::must(git.folder(), {"rev-parse", "--git-path", "shallow"}, "ask where the history ends")));
    std::ifstream file(std::filesystem::path(git.folder()) / path);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return git::entries_of(text, '\n');
}

std::vector<Origin> origins(const Git& git, const Ticket& ticket, const std::vector<std::string>& cut_off) {
    const auto path = path_of(ticket.id);
    const auto commits = commits_of(git, path);
    std::vector<Version> versions;
    versions.reserve(commits.size());
    for (const auto& commit : commits) versions.push_back({commit.commit, path});
    const auto found = contents(git, versions);
    std::map<EventKey, const Origin*> first;
    for (std::size_t i = 0; i < commits.size(); ++i) {
        const auto reading = found[i] ? ticket_from(*found[i], path) : Reading();
        if (!reading.ticket) continue;
        for (const auto& event : reading.ticket->log.recorded()) first.try_emplace(key_of(event), &commits[i]);
    }
    std::vector<Origin> origins;
    origins.reserve(ticket.log.recorded().size());
    for (const auto& event : ticket.log.recorded()) {
        const auto origin = first.find(key_of(event));
        const bool is_known = origin != first.end() && !contains(cut_off, origin->second->commit);
        origins.push_back(is_known ? *origin->second : Origin());
    }
    return origins;
}

}  // namespace desk
