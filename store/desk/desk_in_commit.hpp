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

/// A desk as a commit has it.
namespace desk {

/// The ids of files in a commit, by path from the top of the repository.
using FilesInCommit = std::map<std::string, std::string>;

/// Those that say what the contract is. `prefix` is that of the desk: empty, or a folder and `/`.
FilesInCommit contract_files(const Repository& repository, const std::string& prefix, const std::string& commit);

/// What of these files a commit has, as a desk reads it. The repository must outlive them.
DeskFiles files_in(const Repository& repository, const std::string& prefix, const std::string& commit,
                   const FilesInCommit& files);

struct PastDesk {
    std::string commit;  ///< its id
    Desk desk;           ///< policy, further policies, clients and agreements; without suspensions, which depend on tickets
    KnownClosings closings;
    std::vector<Problem> problems;  ///< what could not be read of all that
};

/// The store's desk as a revision has it: `HEAD`, `v2`, `main~3`. `Fault::not_found` where the store is in no repository,
/// `Fault::usage` where git knows no such commit, `Fault::malformed` where that has no desk.toml that can be read.
PastDesk desk_at(const Store& store, std::string_view revision);

/// As the last commit has it; absent where there is none, or none that can be read: then nothing can be said about a change.
std::optional<PastDesk> committed_desk(const Store& store);

}  // namespace desk
