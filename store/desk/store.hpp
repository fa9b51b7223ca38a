#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"
#include "store/desk/problems.hpp"
#include "store/file/file.hpp"
#include "store/yaml/ticket.hpp"

namespace desk {

/// The ticket whose file this path is; absent: it is none's.
std::optional<Reference> reference_at(std::string_view path);

/// Which tickets a command wants. The functions are called on several threads at once.
struct Wanted {
    Depth depth = Depth::whole;
    std::function<bool(std::string_view bytes)> may_match;  ///< false: the file is passed over undecoded; empty: none is
    std::function<bool(const Ticket& ticket)> matches;      ///< false: the ticket is dropped; empty: none is
};

struct Found {
    std::vector<Ticket> tickets;     ///< by reference
    std::vector<Reference> by_hand;  ///< files that are not canonical, wanted or not; sure only at `Depth::whole`
};

/// A ticket as it stands on disk.
struct Stored {
    Ticket ticket;
    std::string bytes;
    bool canonical = true;
    bool loses_comment = false;
};

/// A desk on disk: `desk.toml` and the tickets. No index, no cache: the files are the truth and are read every time. What cannot
/// be read of them is reported, by every reader, into the one list of problems of the store.
class Store {
public:
    /// The store in `from` or the nearest folder above it, as git looks for its repository; it stops at a folder of another
    /// owner. `Fault::not_found` when there is none.
    static Store find(const std::string& from);

    const Folder& folder() const { return folder_; }
    const Policy& policy() const;  ///< read on first use

    /// The policy, those of `policies/`, and the clients of `clients/`; read on first use. A broken file of
    /// `policies/` or `clients/` is a problem, and its client is `broken`.
    const Desk& desk() const;

    /// The same for what depends on this client alone: only that its file, or its policy, is broken is a problem.
    const Desk& desk_for(std::string_view client) const;

    /// The ticket that was meant. None or several: `Fault::not_found`, listing the candidates with their titles.
    Reference reference(std::string_view typed) const;

    /// The same of several words. The store's folders are listed once at the most.
    std::vector<Reference> references(const std::vector<std::string>& typed) const;

    /// `Fault::not_found`, or `Fault::malformed` where the file is broken.
    Stored load(const Reference& reference) const;

    /// All that is wanted, read on all cores. One broken file is a problem of the store, never an error.
    Found all(const Wanted& wanted) const;

    /// Every reference in the store, from the file names alone.
    std::vector<Reference> references() const;

    /// What could not be read so far.
    Problems& problems() const { return *problems_; }

private:
    explicit Store(Folder folder) : folder_(std::move(folder)) {}
    const Desk& whole_desk() const;

    Folder folder_;
    std::shared_ptr<Problems> problems_ = std::make_shared<Problems>();
    mutable std::optional<Policy> policy_;
    mutable std::optional<Desk> desk_;
};

}  // namespace desk
