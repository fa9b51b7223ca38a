#include "store/desk/change.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "store/desk/store.hpp"
#include "store/git/pending.hpp"
#include "store/git/repository.hpp"
#include "store/git/unfinished.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_writer.hpp"

namespace desk {
namespace {

constexpr std::size_t subject_length = 72;

/// One line of at most 72 bytes for git's log, never cut through a character.
std::string subject(std::string_view text) {
    std::string line(first_line(text));
    std::ranges::replace_if(
        line, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    if (line.size() <= subject_length) return line;
    std::size_t end = subject_length;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80U) --end;
    line.resize(end);
    return line;
}

/// What happened to a ticket, in the words of its line in git's log.
struct Line {
    Reference ticket;
    std::string summary;

    /// `close`, of `close: no answer`
    std::string verb() const { return summary.substr(0, summary.find(':')); }
};

std::string subject_of(const std::vector<Line>& lines, const std::string& otherwise) {
    if (lines.empty()) return subject(otherwise);
    if (lines.size() == 1) return subject(fmt::format("{} {}", lines.front().ticket.code(), lines.front().summary));
    const auto verb = lines.front().verb();
    const bool all_the_same = std::ranges::all_of(lines, [&](const Line& line) { return line.verb() == verb; });
    std::vector<std::string> codes;
    codes.reserve(lines.size());
    for (const auto& line : lines) codes.emplace_back(line.ticket.code());
    return subject(fmt::format("{} {} tickets: {}", all_the_same ? verb : "change", lines.size(), joined(codes, ", ")));
}

std::string message_of(const std::vector<Line>& lines, const std::string& otherwise) {
    auto message = subject_of(lines, otherwise) + "\n";
    for (std::size_t i = 0; i < lines.size(); ++i)
        message += fmt::format("{}Ticket: {}\n", i == 0 ? "\n" : "", lines[i].ticket.text());
    return message;
}

/// Git knows nothing of a file that is removed, and was never committed.
template <class StagedFiles>
void drop_unknown(const Git& git, Git::Commit& commit, const StagedFiles& staged) {
    std::vector<std::string> removed;
    for (const auto& [path, file] : staged)
        if (file.remove) removed.push_back(path);
    if (removed.empty()) return;
    const auto known = git.uncommitted(removed);
    std::erase_if(commit.paths, [&](const std::string& path) { return contains(removed, path) && !contains(known, path); });
}

}  // namespace

Change::Change(const Store& store, Options options) : store_(store), options_(options) {
    if (options.dry) return;
    lock_ = Lock::take(store.folder());
    if (const auto git = Git::around(store.folder().path())) finish_unfinished(*git, options.git);
}

Reference Change::mint(Month month) {
    for (;;) {
        auto reference = desk::mint(month, static_cast<std::uint32_t>(random_bits()));
        if (store_.folder().exists(path_of(reference)) || std::ranges::count(minted_, reference) > 0) continue;
        minted_.push_back(reference);
        return reference;
    }
}

Ticket Change::load(const Reference& reference) {
    const auto path = path_of(reference);
    if (const auto staged = staged_.find(path); staged != staged_.end() && staged->second.ticket) return *staged->second.ticket;
    auto stored = store_.load(reference);
    if (fold(stored.ticket.log) != stored.ticket.now)
        throw Error(Fault::malformed, path + ": its header does not follow from its log",
                    "`desk check --fix` records what was changed by hand");
    if (stored.loses_comment && !options_.lose_comments)
        throw Error(Fault::refused, path + ": writing it would lose a comment", "--force writes it anyway");
    return store_.in_present_words(std::move(stored.ticket));
}

void Change::stage(const Ticket& ticket, const std::string& summary) {
    const auto path = path_of(ticket.id);
    const bool create = std::ranges::count(minted_, ticket.id) > 0 || !store_.folder().exists(path);
    auto yaml = to_yaml(store_.in_stored_words(ticket));
    if (yaml.size() > canonical::longest_file)
        throw Error(Fault::refused, fmt::format("{} would become larger than 8 MiB", ticket.id.text()),
                    "a long text is better kept in a file of its own");
    stage(path, {std::move(yaml), summary, create, ticket, false});
}

void Change::stage_file(const std::string& path, const std::string& content, const std::string& summary) {
    stage(path, {content, summary, !store_.folder().exists(path), {}, false});
}

void Change::stage_removal(const std::string& path, const std::string& summary) { stage(path, {{}, summary, false, {}, true}); }

void Change::stage(const std::string& path, Staged staged) {
    if (const auto before = staged_.find(path); before != staged_.end())
        staged.summary = before->second.summary + "; " + staged.summary;
    staged_.insert_or_assign(path, std::move(staged));
}

bool Change::empty() const { return staged_.empty(); }

std::string Change::message() const {
    std::vector<Line> lines;
    std::string otherwise;
    for (const auto& [path, staged] : staged_) {
        otherwise = staged.summary;
        if (staged.ticket) lines.push_back({staged.ticket->id, staged.summary});
    }
    return message_of(lines, otherwise);
}

Change::Previews Change::previews() const {
    Previews previews{std::string(first_line(message())), {}};
    for (const auto& [path, staged] : staged_)
        previews.files.push_back(
            {path, store_.folder().read(path), staged.remove ? std::nullopt : std::optional(staged.content)});
    return previews;
}

Git::Attempt Change::commit(const std::function<void()>& at_last) {
    if (empty() || options_.dry) return {};
    // Asked first: a policy that cannot be read must not be noticed with half of the work done.
    const auto git = options_.git && store_.policy().commit ? Git::around(store_.folder().path()) : std::nullopt;
    Git::Commit commit;
    commit.message = message();
    auto all = std::exchange(staged_, {});  // whatever fails, none of it is tried again
    AtomicWrites writes(store_.folder());
    std::vector<std::optional<std::string_view>> contents;
    for (const auto& [path, staged] : all) {
        if (staged.remove)
            writes.remove(path);
        else
            writes.add(path, std::array{std::string_view(staged.content)}, staged.create);
        commit.paths.push_back(path);
        contents.push_back(staged.remove ? std::nullopt : std::optional<std::string_view>(staged.content));
        if (staged.create) commit.created.push_back(path);
    }
    if (at_last) at_last();
    if (git) note_commit(*git, commit, contents);
    writes.commit();
    minted_.clear();  // they are there from now on
    if (!git) return {};
    drop_unknown(*git, commit, all);
    auto attempt = git->attempt(commit);
    const bool comes_later = attempt.failure || !git->under_way().empty();
    if (!comes_later) forget_commit(*git);
    return attempt;
}

}  // namespace desk
