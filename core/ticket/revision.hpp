#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ticket/ticket.hpp"

namespace desk {

/// The work as a `correct` or `retract` of it says; absent if it was taken back.
std::optional<did::Work> corrected(did::Work work, const Event& revision);

/// Work as it was known from an instant on; absent if it was taken back then.
struct WorkVersion {
    Instant from{};
    std::optional<did::Work> work;
};

/// A recorded `work` and each of its revisions, in the order of the log. The last one holds.
std::vector<WorkVersion> versions_of(const Log& log, const Event& recorded);

/// What a `correct` or `retract` did, in words: "corrected the work by sam of 2026-11-20 09:51 to 0:20"; empty for any other
/// event.
std::string revision_in_words(const Event& event, const Zone& zone);

/// What became of one of the recorded events of the log, by whom: "taken back by kim"; empty if it holds as it was recorded.
std::string fate_in_words(const Log& log, const Event& recorded);

}  // namespace desk
