#include "store/git/range.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

/// How git writes the id of what is not there.
bool is_zero(std::string_view id) { return id.size() >= 40 && id.find_first_not_of('0') == id.npos; }

bool is_id(std::string_view text) { return text.size() >= 40 && text.find_first_not_of("0123456789abcdef") == text.npos; }

Error no_range(const std::string& sentence) {
    return {Fault::usage, "--range: " + sentence, "as in origin/main..HEAD; a shallow clone lacks old commits"};
}

Blob blob_from(std::string_view mode, std::string_view id) {
    if (is_zero(id)) return {};
    return {std::string(id), mode.starts_with("100")};
}

/// A commit against one of its parents.
struct Pair {
    std::size_t commit = 0, parent = 0;
};

/// One for each parent; one for a commit that has none.
std::vector<Pair> pairs_of(std::span<const RangeCommit> commits) {
    std::vector<Pair> pairs;
    for (std::size_t commit = 0; commit < commits.size(); ++commit)
        for (std::size_t parent = 0; parent < std::max<std::size_t>(1, commits[commit].parents.size()); ++parent)
            pairs.push_back({commit, parent});
    return pairs;
}

/// `:100644 100644 1234… 5678… M` and the path behind it.
struct Entry {
    Blob before, after;
    std::string_view path;
};

Entry entry_from(std::string_view state, std::string_view path) {
    const auto words = split(state.substr(1), ' ');
    if (words.size() != 5) throw Error(Fault::io, "git describes a change in a way that desk does not know");
    return {blob_from(words[0], words[2]), blob_from(words[1], words[3]), path};
}

/// What git said of an object: `ID blob SIZE`, or something else where there is none.
struct Sized {
    std::string id;
    std::size_t size = 0;
};

std::optional<Sized> blob_from(std::string_view line) {
    const auto words = split(line, ' ');
    if (words.size() != 3 || !is_id(words[0]) || words[1] != "blob") return {};
    return Sized{std::string(words[0]), number_from<std::size_t>(words[2]).value_or(0)};
}

std::string lines_of(std::span<const std::string> texts) {
    std::string lines;
    for (const auto& text : texts) lines.append(text).append("\n");
    return lines;
}

}  // namespace

Repository Repository::at(const std::string& folder) {
    const auto ran = git::run_as_hook(folder, {"rev-parse", "--is-bare-repository", "--absolute-git-dir"});
    const auto end = ran.out.find('\n');
    if (!ran.well() || end == ran.out.npos) throw Error(Fault::not_found, fmt::format("{}: {}", folder, git::last_words(ran)));
    Repository repository;
    repository.folder_ = folder;
    repository.bare_ = ran.out.starts_with("true");
    repository.git_dir_ = ran.out.substr(end + 1);
    if (repository.git_dir_.ends_with('\n')) repository.git_dir_.pop_back();
    return repository;
}

// Bare, so that every path counts from the top, wherever we are. What refs/replace says anybody may have pushed.
Ran Repository::ask(std::vector<std::string> words, std::string input) const {
    const Words first{"--git-dir=" + git_dir_, "--bare", "--no-replace-objects"};
    words.insert(words.begin(), first.begin(), first.end());
    return git::run_as_hook(folder_, words, std::move(input));
}

std::string Repository::must(std::vector<std::string> words, std::string input) const {
    auto ran = ask(std::move(words), std::move(input));
    if (!ran.well()) throw git::failed(ran, "cannot read the commits: ");
    return std::move(ran.out);
}

std::optional<std::string> Repository::commit(std::string_view name) const {
    const auto ran = ask({"rev-parse", "--verify", "--quiet", "--end-of-options", fmt::format("{}^{{commit}}", name)});
    const auto id = trimmed(ran.out);
    return ran.well() && is_id(id) ? std::optional<std::string>(id) : std::nullopt;
}

std::string Repository::id_of(std::string_view name) const {
    auto id = commit(name);
    if (!id) throw no_range(fmt::format("unknown commit \"{}\"", name));
    return *std::move(id);
}

std::vector<std::string> Repository::revisions(std::string_view typed) const {
    const auto dots = typed.find("..");
    const auto old = typed.substr(0, dots), tip = dots == typed.npos ? "" : typed.substr(dots + 2);
    if (old.empty() || tip.empty() || tip.starts_with('.')) throw no_range(fmt::format("\"{}\" is not OLD..NEW", typed));
    if (is_zero(tip)) return {};
    if (is_zero(old)) return {id_of(tip), "--not", "--all"};
    return {id_of(tip), fmt::format("^{}", id_of(old))};
}

std::vector<RangeCommit> Repository::range(std::string_view typed) const {
    const auto named = revisions(typed);
    if (named.empty()) return {};
    Words words{"rev-list",         "--reverse",          "--topo-order",
                "--encoding=UTF-8", "--no-commit-header", "--format=%H%x00%P%x00%an%x00%ae"};
    words.insert(words.end(), named.begin(), named.end());
    std::vector<RangeCommit> commits;
    const auto listed = must(std::move(words));
    for (const auto line : split(listed, '\n')) {
        const auto facts = words_of(line, '\0');
        if (facts.size() < 4) continue;
        auto parents = facts[1].empty() ? Words() : words_of(facts[1], ' ');
        commits.push_back({facts[0], std::move(parents), facts[2], facts[3]});
    }
    return commits;
}

std::string Repository::old_of(std::string_view typed) const {
    const auto old = typed.substr(0, typed.find(".."));
    return revisions(typed).empty() || is_zero(old) ? std::string() : id_of(old);
}

std::vector<FileChange> Repository::changes(std::span<const RangeCommit> commits, const std::string& prefix) const {
    const auto pairs = pairs_of(commits);
    std::string input;
    for (const auto& [commit, parent] : pairs) {
        const auto& [id, parents, author, email] = commits[commit];
        input += parents.empty() ? id + "\n" : fmt::format("{} {}\n", id, parents[parent]);
    }
    const auto told = must({"diff-tree", "--stdin", "--always", "-r", "--root", "-z", "--raw", "--no-abbrev", "--no-renames",
                            "--no-relative", "--no-ext-diff"},
                           input);
    const auto parts = split(told, '\0');
    std::map<std::pair<std::size_t, std::string>, FileChange> found;
    std::size_t heard = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].starts_with(':')) {
            heard += parts[i].empty() ? 0 : 1;
            continue;
        }
        const auto entry = entry_from(parts[i], parts.at(i + 1));
        ++i;
        if (!entry.path.starts_with(prefix)) continue;
        const auto [commit, parent] = pairs.at(heard - 1);
        const auto path = std::string(entry.path.substr(prefix.size()));
        // A parent that is not heard of has the file as the commit has it.
        const std::vector<Blob> as_after(commits[commit].parents.size(), entry.after);
        auto& change = found.try_emplace({commit, path}, FileChange{commit, path, as_after, entry.after}).first->second;
        if (parent < change.before.size()) change.before[parent] = entry.before;
    }
    std::vector<FileChange> changes;
    changes.reserve(found.size());
    for (auto& [place, change] : found) changes.push_back(std::move(change));
    return changes;
}

std::vector<std::string> Repository::ids(std::span<const RangeCommit> commits, const std::string& path) const {
    std::string input;
    for (const auto& commit : commits) input += fmt::format("{}:{}\n", commit.id, path);
    std::vector<std::string> ids;
    const auto told = must({"cat-file", "--batch-check"}, input);
    for (const auto line : split(told, '\n')) ids.push_back(blob_from(line).value_or(Sized()).id);
    ids.resize(commits.size());
    return ids;
}

std::map<std::string, std::optional<std::string>> Repository::contents(std::span<const std::string> ids,
                                                                       std::size_t limit) const {
    std::map<std::string, std::optional<std::string>> contents;
    std::vector<std::string> wanted;
    const auto checked = must({"cat-file", "--batch-check"}, lines_of(ids));
    for (const auto line : split(checked, '\n')) {
        const auto blob = blob_from(line);
        if (blob && contents.try_emplace(blob->id).second && blob->size <= limit) wanted.push_back(blob->id);
    }
    const auto told = must({"cat-file", "--batch"}, lines_of(wanted));
    std::string_view rest = told;
    for (const auto& id : wanted) {
        const auto end = rest.find('\n');
        const auto blob = blob_from(rest.substr(0, end));
        if (!blob || blob->id != id) throw Error(Fault::io, fmt::format("git does not print {}", id));
        contents[id] = rest.substr(end + 1, blob->size);
        rest.remove_prefix(std::min(rest.size(), end + 1 + blob->size + 1));
    }
    return contents;
}

std::map<std::string, std::string> Repository::files(const std::string& commit, const std::vector<std::string>& paths) const {
    std::map<std::string, std::string> files;
    if (paths.empty()) return files;
    const auto told = must(git::with_paths({"ls-tree", "-r", "-z", "--full-tree", commit}, paths));
    for (const auto entry : split(told, '\0')) {
        const auto tab = entry.find('\t');
        const auto words = split(entry.substr(0, tab), ' ');
        if (tab != entry.npos && words.size() == 3 && blob_from(words[0], words[2]).plain)
            files.emplace(entry.substr(tab + 1), words[2]);
    }
    return files;
}

std::optional<std::string> Repository::merged_id(const std::string& one, const std::string& other,
                                                 const std::string& path) const {
    // It fails where tickets meet, which only desk's own driver merges; the tree is there all the same.
    const auto ran = ask({"merge-tree", "--write-tree", "-z", one, other});
    const auto tree = ran.out.substr(0, ran.out.find('\0'));
    if (!is_id(tree)) return {};
    const auto told = must({"cat-file", "--batch-check"}, fmt::format("{}:{}\n", tree, path));
    return blob_from(first_line(told)).value_or(Sized()).id;
}

std::optional<std::string> Repository::content(const std::string& commit, const std::string& path, std::size_t limit) const {
    if (path.find('\n') != path.npos) return {};
    const auto told = must({"cat-file", "--batch-check"}, fmt::format("{}:{}\n", commit, path));
    const auto blob = blob_from(first_line(told));
    if (!blob) return {};
    return contents(std::vector{blob->id}, limit).at(blob->id);
}

}  // namespace desk
