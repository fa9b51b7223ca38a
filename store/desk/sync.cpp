#include "store/desk/sync.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <set>
#include <thread>
#include <tuple>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/desk/places.hpp"
#include "store/file/lock.hpp"
#include "store/git/half_merge.hpp"

namespace desk {
namespace {

constexpr int most_tries = 20;

Git repository(const Store& store) {
    if (auto git = Git::around(store.folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is in no git repository, so there is nothing to sync", "git init makes one");
}

bool is_ticket(const std::string& path) { return is_in(path, places::tickets); }

/// Why a ticket must not be handed to others as it is; empty: it may.
std::optional<Problem> trouble_with(const Store& store, const std::string& path) try {
    if (!is_ticket(path)) return {};
    if (!reference_at(path)) return Problem{{path}, "is no ticket's file"};
    const auto bytes = store.folder().read(path);
    const auto reading = ticket_from(bytes.value_or(""), path);
    if (!reading.ticket) return reading.problem;
    if (fold(reading.ticket->log) == reading.ticket->now) return {};
    return Problem{{path}, "its header does not follow from its log; `desk check --fix` records what was changed by hand"};
} catch (const Error& error) {
    return problem_of(path, error);
}

std::string message_for(const std::vector<std::string>& paths) {
    constexpr std::size_t most_named = 100;  // more would bury the history
    const auto count = paths.size();
    auto message = fmt::format("sync: {} left to commit\n", count_of(std::ssize(paths), "file"));
    if (count > most_named) return message;
    std::string trailers;
    for (const auto& path : paths)
        if (const auto reference = reference_at(path)) trailers += fmt::format("Ticket: {}\n", reference->text());
    return trailers.empty() ? message : fmt::format("{}\n{}", message, trailers);
}

/// The files of the desk that are changed since the last commit.
std::vector<std::string> changed_files(const Store& store, const Git& git) {
    auto paths = uncommitted_files(store.folder(), git);
    std::erase_if(paths, [&](const std::string& path) { return !store.folder().exists(path); });
    return paths;
}

/// What a git that was killed while it merged has made already, or only begun: the merge will make it again, and a commit would
/// say that it is ours.
std::vector<std::string> half_merged(const Store& store, const Git& git, const Remote& remote,
                                     const std::vector<std::string>& changed) {
    std::vector<std::string> halves, others;
    for (const auto& path : changed) {
        std::error_code failed;
        const bool begun = is_ticket(path) && std::filesystem::file_size(store.folder().full(path), failed) == 0;
        (begun ? halves : others).push_back(path);
    }
    if (distance(git, remote).behind > 0) std::ranges::move(made_by_merge(git, remote, others), std::back_inserter(halves));
    return halves;
}

/// What is changed here since the last commit, by us.
std::vector<std::string> left_over(const Store& store, const Git& git, const Remote& remote) {
    auto changed = changed_files(store, git);
    const auto halves = half_merged(store, git, remote, changed);
    if (halves.empty()) return changed;
    put_back(git, halves);
    return changed_files(store, git);
}

/// Commits what is changed and well-formed.
void commit_left_over(const Store& store, const Git& git, Synced& synced) {
    std::vector<std::string> paths;
    synced.problems.clear();
    for (const auto& path : left_over(store, git, synced.remote)) {
        if (auto problem = trouble_with(store, path))
            synced.problems.push_back({problem->where, problem->what + "; it is not committed"});
        else
            paths.push_back(path);
    }
    if (paths.empty()) return;
    git.commit({message_for(paths), paths, {}});
    std::ranges::move(paths, std::back_inserter(synced.committed));
}

void add(std::vector<Arrival>& all, std::vector<Arrival> more) {
    std::set<std::string> known;
    for (const auto& arrival : all) known.insert(arrival.path);
    for (auto& arrival : more)
        if (!known.contains(arrival.path)) all.push_back(std::move(arrival));
    std::ranges::sort(
        all, [](const Arrival& a, const Arrival& b) { return std::tie(b.created, a.path) < std::tie(a.created, b.path); });
}

/// One round under the lock; answers how far we are ahead afterwards.
int commit_and_merge(const Store& store, const Git& git, Synced& synced) {
    const auto lock = Lock::take(store.folder());
    finish_merge(git, synced.remote);
    commit_left_over(store, git, synced);
    if (distance(git, synced.remote).behind > 0) add(synced.came, merge(git, synced.remote));
    git.settle();
    return distance(git, synced.remote).ahead;
}

/// Of chance length, and longer from try to try, so that those who meet do not keep meeting.
void wait_before(int next_try) {
    const auto longest = static_cast<std::uint64_t>(std::min(50 << std::min(next_try, 5), 1000));
    std::this_thread::sleep_for(std::chrono::milliseconds(random_bits() % longest));
}

}  // namespace

Synced sync(const Store& store, bool progress) {
    const auto git = repository(store);
    must_be_free_to_merge(git);
    Synced synced{remote_of(git), {}, {}, 0, {}};
    int failures_alone = 0;  // pushes that failed although nobody else was first
    for (int tries = 1; tries <= most_tries; ++tries) {
        fetch(git, synced.remote, progress);
        if (distance(git, synced.remote).behind > 0) failures_alone = 0;
        const int ahead = commit_and_merge(store, git, synced);
        if (ahead == 0) return synced;
        const auto failure = push(git, synced.remote, progress);
        if (!failure) {
            synced.sent += ahead;
            return synced;
        }
        if (++failures_alone > 1) throw *failure;
        wait_before(tries);
    }
    throw Error(Fault::busy, fmt::format("others were first {} times", most_tries), "everything is committed here: sync again");
}

}  // namespace desk
