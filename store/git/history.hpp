#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ticket/ticket.hpp"
#include "store/git/repository.hpp"

/// Earlier versions of files, from git.
namespace desk {

/// A file as it was in a commit.
struct Version {
    std::string commit;
    std::string path;  ///< relative to the folder
};

/// The content of each; absent: the commit has no such file.
std::vector<std::optional<std::string>> contents(const Git& git, const std::vector<Version>& versions);

/// The files at or below these paths in the commit, relative to the folder.
std::vector<std::string> files_in(const Git& git, const std::string& commit, const std::vector<std::string_view>& below);

/// The commit of this name; empty: there is none.
std::string commit_named(const Git& git, const std::string& name);

/// The last commit up to HEAD, and not in `without` (empty: any), that touched the file; empty: none.
std::string last_commit_of(const Git& git, const std::string& path, const std::string& without);

/// The commit that added an event.
struct Origin {
    std::string commit;  ///< empty: it is not committed
    std::string author;
    Instant at{};
};

/// The origin of each event of the log, in its order: the oldest commit whose version of the ticket has it (the same time, agent
/// and verb); so a merge only if it was recorded in the middle of one. What the commits in `cut_off` brought is not
/// known: what they have has no origin.
std::vector<Origin> origins(const Git& git, const Ticket& ticket, const std::vector<std::string>& cut_off);

/// The commits at which a shallow clone ends: earlier ones are missing.
std::vector<std::string> cut_off(const Git& git);

}  // namespace desk
