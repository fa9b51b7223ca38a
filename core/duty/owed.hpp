#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// Something that the desk owes on a ticket, derived from its log.
struct Owed {
    enum class What {
        target,         ///< a clock is late: a target, or a date that was promised
        assess,         ///< no priority yet
        assign,         ///< must be taken at once, and nobody has it
        tell_priority,  ///< set or changed, and the client has not been told
        tell_step,      ///< a step that the client must be told of: the investigation, the estimate
        tell_late,      ///< a target was missed, and the client was not told in the way agreed
        update,         ///< no word to the client for too long
        intake,         ///< items of the report that are still to be asked for
        plan,           ///< answers that the tier needs before it works
        step,           ///< the next step of a process
        promise,        ///< a date to be agreed, or something to be offered
        confirm,        ///< resolved; the client is to be asked whether it works
        answer,         ///< the client was heard last
        read,           ///< feedback that nobody has read
        follow_up,      ///< a low score that nothing followed
    };
    What what{};
    std::string text;  ///< `priority high not told`
    Instant since{};
    std::optional<Instant> due;  ///< where there is a limit

    bool is_late(Instant now) const { return due && *due < now; }
    friend bool operator==(const Owed&, const Owed&) = default;
};

std::string_view to_text(Owed::What what);  ///< `tell-priority`

/// What the client said last, where it is owed an answer: by a reply, a confirmation, a person's reopening, or
/// `hear --no-answer`; what was said before a resolution or closing is answered by it. Null: nothing.
const Event* heard_unanswered(const Ticket& ticket);

/// What is owed now, longest owed first. A closed ticket, and one out of scope, owes only an answer, and that its feedback is
/// read and followed up.
std::vector<Owed> owed(const Ticket& ticket, const Terms& terms, Instant now);

}  // namespace desk
