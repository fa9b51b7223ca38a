#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/response.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// What the clocks need from a ticket's log, gathered in one pass. Nothing in it is before the opening; what
/// a clock that runs ahead recorded has not happened yet. Points into the ticket.
struct Timeline {
    /// Priority and kind from an instant on. What a rule raised is not among them until the next round.
    struct Hold {
        Instant from{};
        std::string_view priority, kind;
        const Event* event = nullptr;  ///< that brought it; null: the opening, or a reopening
        bool first = false;            ///< there was none before: it holds from the start of the round, and became known only now
    };
    /// From the opening or a reopening until it is resolved or closed.
    struct Round {
        Instant from{};
        std::optional<Instant> until, closed;
        bool resolved = false;    ///< `until` is a resolution
        std::vector<Hold> holds;  ///< never empty, the first from the start of the round
    };
    /// Where the ticket was from an instant on.
    struct Place {
        Instant from{};
        int tier = 0;
        bool out_of_scope = false;
    };
    struct Wait {
        std::string_view whom;
        Instant from{};
        std::optional<Instant> until;  ///< absent: it lasts
    };
    /// What may stop a response clock. `work` is when it began.
    struct Answer {
        Instant at{};
        Response by{};
        Instant recorded{};
    };
    struct Promise {
        Instant at{};
        Day due{};
        std::string_view what;
        bool agreed = false;  ///< by the client: it may then be later than the one before
        const Event* event = nullptr;
    };
    /// What the client was given: a step that was done with a result other than no, or how it was resolved.
    struct Given {
        Instant at{};
        std::string_view what;
        bool resolved = false;
    };
    /// A step of a process that was done, whatever the result.
    struct Step {
        Instant at{};
        std::string_view name;
    };
    std::vector<Round> rounds;  ///< never empty
    std::vector<Place> places;  ///< never empty, the first from the opening
    std::vector<Wait> waits;    ///< none overlap
    std::vector<Answer> answers;
    std::vector<Promise> promises;
    std::vector<Given> given;
    std::vector<Step> steps;
    std::optional<Instant> duplicate;       ///< linked as one from then on
    std::vector<const Event*> raised;       ///< by a rule
    std::vector<const Event*> corrections;  ///< client, received or channel edited; work corrected, and what was taken back
};

Timeline timeline_of(const Ticket& ticket, Instant now);

}  // namespace desk
