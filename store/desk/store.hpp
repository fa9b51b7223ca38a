#pragma once

#include <algorithm>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/contract/client.hpp"
#include "core/contract/lost_words.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"
#include "store/desk/problems.hpp"
#include "store/file/file.hpp"
#include "store/yaml/ticket.hpp"

namespace desk {

/// The ticket whose file this path is; absent if it is not a ticket's.
std::optional<Reference> reference_at(std::string_view path);

/// Which tickets a command wants. The functions are called on several threads at once.
struct Wanted {
    Depth depth = Depth::whole;
    std::function<bool(std::string_view bytes)> may_match;  ///< false: the file is skipped undecoded; empty: none is
    std::function<bool(const Ticket& ticket)> matches;      ///< false: the ticket is dropped; empty: none is
    bool as_stored = false;                                 ///< in the words of the file, for desks other than the current one
};

struct Found {
    std::vector<Ticket> tickets;     ///< by reference
    std::vector<Reference> by_hand;  ///< files that are not canonical, wanted or not; sure only at `Depth::whole`
};

/// What was found, and what a command computed for each ticket.
template <class Value>
struct FoundWith : Found {
    std::vector<Value> values;  ///< in the order of the tickets
};

/// Takes a ticket that was read and is wanted.
using Take = std::function<void(Ticket ticket)>;

/// A ticket as it stands on disk.
struct Stored {
    Ticket ticket;
    std::string bytes;
    bool canonical = true;
    bool loses_comment = false;
};

/// Lost words (lost_words.hpp), found by several threads.
struct LostWords {
    std::mutex mutex;
    std::set<LostWord> words;
};

/// A desk on disk: `desk.toml` and the tickets. No index, no cache: the files are the truth and are read every time. Every reader
/// reports what cannot be read to the one list of problems of the store.
class Store {
public:
    /// The store in `from` or the nearest folder above it, as git looks for its repository; stops at a folder of
    /// another owner. `Fault::not_found` if there is none.
    static Store find(const std::string& from);

    /// The same; absent when there is none.
    static std::optional<Store> around(const std::string& from);

    const Folder& folder() const { return folder_; }
    const Policy& policy() const;  ///< read on first use

    /// The policy, those of `policies/`, and the clients of `clients/`; read on first use. A broken file of
    /// `policies/` or `clients/` is a problem, and its client is `broken`.
    const Desk& desk() const;

    /// The same for what depends only on this client: only its broken file or policy is a problem.
    const Desk& desk_for(std::string_view client) const;

    /// The ticket meant by the typed reference. None or several: `Fault::not_found`, listing the candidates with their titles.
    Reference reference(std::string_view typed) const;

    /// The same for several words. The store's folders are listed at most once.
    std::vector<Reference> references(const std::vector<std::string>& typed) const;

    /// `Fault::not_found`, or `Fault::malformed` where the file is broken. In the words of the file.
    Stored load(const Reference& reference) const;

    /// The same, as all others give tickets: in the words that the desk has now (`in_present_words`).
    Ticket ticket(const Reference& reference) const { return in_present_words(load(reference).ticket); }
    Ticket in_present_words(Ticket ticket) const;

    /// The client's current name. A broken client's file renames nothing, and is reported when the desk is asked for.
    std::string present_client(const std::string& name) const;

    /// The ticket as it is written: what its file has stays in the words of the file.
    Ticket in_stored_words(Ticket ticket) const;

    /// All that are wanted, read on all cores. A broken file is a problem of the store, never an error.
    Found all(const Wanted& wanted) const;

    /// The same, with the result of `compute(ticket)` for each. That is an optional: a ticket for which it is absent is dropped.
    /// It is called on several threads at once, as the tickets are read, and once for each.
    template <class Compute>
    auto map(const Wanted& wanted, const Compute& compute) const;

    /// Every reference in the store, from the file names alone.
    std::vector<Reference> references() const;

    /// What could not be read so far.
    Problems& problems() const { return *problems_; }

    /// Words of the tickets read so far that determine targets and hours, and that no policy has; none are left.
    std::set<LostWord> take_lost_words() const;

private:
    explicit Store(Folder folder) : folder_(std::move(folder)) {}
    const Desk& whole_desk() const;

    const Desk* readable_desk() const;  ///< null: it cannot be read, which is reported when it is asked for
    const Desk* renaming_desk() const;  ///< null as well where it renames nothing

    /// Reads on all cores; each thread has a `make_take()` of its own. Answers what `Found::by_hand` holds.
    std::vector<Reference> read(const Wanted& wanted, const std::function<Take()>& make_take) const;

    Folder folder_;
    std::shared_ptr<Problems> problems_ = std::make_shared<Problems>();
    std::shared_ptr<LostWords> lost_ = std::make_shared<LostWords>();
    mutable std::optional<Policy> policy_;
    mutable std::optional<Desk> desk_;
};

template <class Compute>
auto Store::map(const Wanted& wanted, const Compute& compute) const {
    using Value = typename std::invoke_result_t<const Compute&, const Ticket&>::value_type;
    using Item = std::pair<Ticket, Value>;
    std::list<std::vector<Item>> parts;  // each is one thread's
    std::mutex mutex;
    FoundWith<Value> found;
    found.by_hand = read(wanted, [&]() -> Take {
        const std::scoped_lock lock(mutex);
        return [&compute, &part = parts.emplace_back()](Ticket ticket) {
            if (auto value = compute(std::as_const(ticket))) part.emplace_back(std::move(ticket), *std::move(value));
        };
    });
    // A ticket is large: each is moved only once.
    std::vector<Item*> order;
    for (auto& part : parts)
        for (auto& item : part) order.push_back(&item);
    std::ranges::sort(order, {}, [](const Item* item) -> const Reference& { return item->first.id; });
    found.tickets.reserve(order.size());
    found.values.reserve(order.size());
    for (auto* item : order) {
        found.tickets.push_back(std::move(item->first));
        found.values.push_back(std::move(item->second));
    }
    return found;
}

}  // namespace desk
