#pragma once

#include <optional>
#include <string>

#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

/// The verbs that put right, or take back, what others may have seen. They refuse as those of lifecycle.hpp do. The event that is
/// meant is one of the recorded events of the ticket's log.
namespace desk {

/// What of an entry of time is right. What is absent or empty stays as it is.
struct RightWork {
    std::optional<Minutes> minutes;
    std::optional<Instant> began;
    std::string text, who;

    bool says_anything() const { return minutes || began || !text.empty() || !who.empty(); }
};

/// The last entry of time of an agent that holds; null where there is none.
const Event* last_work_of(const Ticket& ticket, const std::string& agent);

/// The last event that still may be revised: it is none that revises, and was not taken back.
const Event* last_revisable(const Ticket& ticket);

/// Whether a command may take the event back: it only records, or is dated later than now by a clock that runs ahead.
bool may_be_taken_back(const Event& event, Instant now);

/// What is right of an entry of time. Refuses what is none, one that was moved, time that `work` would refuse, what changes
/// nothing, and no reason.
Event correct(const Ticket& ticket, const Event& entry, const RightWork& right, const std::string& why, const Acting& acting);

/// Takes an event back. Refuses the opening, what was taken back already, what does more than record, unless it is dated later
/// than now, and no reason.
Event take_back(const Ticket& ticket, const Event& event, const std::string& why, const Acting& acting);

/// The entry as it is right, to be recorded on another ticket.
did::Work moved_work(const Ticket& ticket, const Event& entry, const RightWork& right, const Acting& acting);

/// What an entry of time leaves behind where it was moved to another ticket. Refuses as `correct` does.
Event move_away(const Ticket& ticket, const Event& entry, const Reference& to, const std::string& why, const Acting& acting);

}  // namespace desk
