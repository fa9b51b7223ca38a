#include "store/desk/sync.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <thread>
#include <tuple>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "store/desk/attributes.hpp"
#include "store/desk/handing_on.hpp"
#include "store/desk/places.hpp"
#include "store/file/lock.hpp"
#include "store/git/checkout.hpp"
#include "store/git/half_merge.hpp"
#include "store/git/history.hpp"
#include "store/git/unfinished.hpp"

namespace desk {
namespace {

constexpr int most_tries = 20;

Git repository(const Store& store) {
    if (auto git = Git::around(store.folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is not in a git repository, so there is nothing to sync", "`git init` makes one");
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

/// How we differ from the last commit: what a `git pull` has half made that was killed is put back.
WorkTree left_over(const Store& store, const Git& git, const Remote& remote) {
    auto tree = uncommitted_files(store.folder(), git);
    if (tree.changed.empty() || distance(git, remote).behind == 0) return tree;
    const auto halves = made_by_merge(git, remote.tracking());
    if (halves.empty()) return tree;
    put_back(git, halves);
    return uncommitted_files(store.folder(), git);
}

/// Where the store was copied without its .gitattributes, or is older than some of its lines.
void put_attributes_right(const Store& store, const Git& git, Synced& synced) {
    const auto write = attributes_to_write(store.folder());
    if (!write) return;
    AtomicWrites writes(store.folder());
    writes.add(*write);
    writes.commit();
    renew_line_ends(git, paths_of_desk(files_in(store.folder())));
    synced.attributes = true;
}

/// Commits what is changed and well-formed. Answers how far we are from the remote, where that is known.
std::optional<Distance> commit_left_over(const Store& store, const Git& git, const SyncOptions& options, Synced& synced) {
    const auto tree = left_over(store, git, synced.remote);
    auto paths = tree.changed;
    synced.problems = not_to_commit(store, paths);
    for (auto& [where, what] : synced.problems) {
        std::erase(paths, where.file);
        what += "; it is not committed";
    }
    for (const auto& path : tree.gone) {
        if (options.removals)
            paths.push_back(path);
        else
            synced.problems.push_back(gone(path));
    }
    if (paths.empty()) return tree.upstream == synced.remote.text() ? tree.distance : std::nullopt;
    git.commit({message_for(paths), paths, {}});
    std::ranges::move(paths, std::back_inserter(synced.committed));
    return {};
}

void add(std::vector<Arrival>& all, std::vector<Arrival> more) {
    std::set<std::string> known;
    for (const auto& arrival : all) known.insert(arrival.path);
    for (auto& arrival : more)
        if (!known.contains(arrival.path)) all.push_back(std::move(arrival));
    std::ranges::sort(
        all, [](const Arrival& a, const Arrival& b) { return std::tie(b.created, a.path) < std::tie(a.created, b.path); });
}

/// One round under the lock; answers how far we were apart, and are ahead now.
Distance commit_and_merge(const Store& store, const Git& git, const SyncOptions& options, Synced& synced) {
    const auto lock = Lock::take(store.folder());
    finish_merge(git, synced.remote);
    finish_unfinished(git, true);
    put_attributes_right(store, git, synced);
    auto apart = commit_left_over(store, git, options, synced);
    if (!apart) apart = distance(git, synced.remote);
    if (apart->ahead > 0 || apart->behind > 0) synced.overridden = overridden_attributes(git);
    if (apart->behind > 0) {
        add(synced.came, merge(git, synced.remote));
        apart->ahead = distance(git, synced.remote).ahead;
    }
    if (const auto failure = git.settle()) throw Error(*failure);
    if (apart->ahead == 0) {
        if (!synced.remote.known && !commit_named(git, synced.remote.tracking()).empty()) follow(git, synced.remote);
        return *apart;
    }
    auto against = not_to_send(store, git, synced.remote, options.removals);
    synced.held = against.empty() ? 0 : apart->ahead;
    std::ranges::move(against, std::back_inserter(synced.problems));
    return *apart;
}

/// Of chance length, and longer from try to try, so that those who meet do not keep meeting.
void wait_before(int next_try) {
    const auto longest = static_cast<std::uint64_t>(std::min(50 << std::min(next_try, 5), 1000));
    std::this_thread::sleep_for(std::chrono::milliseconds(random_bits() % longest));
}

}  // namespace

Synced sync(const Store& store, const SyncOptions& options) {
    const auto git = repository(store);
    must_be_free_to_merge(git);
    Synced synced{remote_of(git)};
    int failures_alone = 0;  // pushes that failed although nobody else was first
    for (int tries = 1; tries <= most_tries; ++tries) {
        if (fetch(git, synced.remote, options.progress)) synced.was_gone = true;
        const auto [ahead, behind] = commit_and_merge(store, git, options, synced);
        if (ahead == 0 || synced.held > 0) return synced;
        if (behind > 0) failures_alone = 0;
        const auto failure = push(git, synced.remote, options.progress);
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
