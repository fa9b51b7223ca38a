#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/contract/client.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/statements.hpp"
#include "store/desk/store.hpp"
#include "store/git/range.hpp"

/// A desk in a commit.
namespace desk {

/// The ids of files in a commit, by path from the top of the repository.
using FilesInCommit = std::map<std::string, std::string>;

/// Those that make up the contract. `prefix` is that of the desk: empty, or a folder and `/`.
FilesInCommit contract_files(const Repository& repository, const std::string& prefix, const std::string& commit);

/// These files in a commit, for reading a desk. The repository must outlive them.
DeskFiles files_in(const Repository& repository, const std::string& prefix, const std::string& commit,
                   const FilesInCommit& files);

struct PastDesk {
    std::string commit;  ///< its id
    Desk desk;           ///< policy, further policies, clients and agreements; without suspensions, which depend on tickets
    KnownClosings closings;
    std::vector<Problem> problems;  ///< what could not be read
};

/// The store's desk in a revision: `HEAD`, `v2`, `main~3`. `Fault::not_found` if the store is not in a
/// repository, `Fault::usage` if there is no such commit, `Fault::malformed` if it has no readable desk.toml.
PastDesk desk_at(const Store& store, std::string_view revision);

/// The desk in the last commit; absent if there is none, or it cannot be read: then nothing can be said about a change.
std::optional<PastDesk> committed_desk(const Store& store);

}  // namespace desk
