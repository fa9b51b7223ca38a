#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ticket/ticket.hpp"
#include "store/git/repository.hpp"

/// What git remembers of files that have changed since.
namespace desk {

/// A file as it was in a commit.
struct Version {
    std::string commit;
    std::string path;  ///< relative to the folder
};

/// What each of them held; absent: the commit has no such file.
std::vector<std::optional<std::string>> contents(const Git& git, const std::vector<Version>& versions);

/// The commit that an event came with.
struct Origin {
    std::string commit;  ///< empty: it is not committed
    std::string author;
    Instant at{};
};

/// The origin of each event of the log, in its order: the oldest commit whose version of the ticket has it (the same time, agent
/// and verb); so a merge only where it was recorded in the middle of one.
std::vector<Origin> origins(const Git& git, const Ticket& ticket);

}  // namespace desk
