#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/ticket/ticket.hpp"

namespace desk {

/// What the log of a ticket tells its clocks, gathered in one pass. Nothing in it is before the opening. Points into the ticket.
struct Timeline {
    /// What held from an instant on.
    struct Hold {
        Instant from{};
        std::string_view priority, kind;
        int tier = 0;
    };
    struct Wait {
        std::string_view whom;
        Instant from{};
        std::optional<Instant> until;  ///< absent: it lasts
    };
    /// From the opening or a reopening until it is resolved or closed.
    struct Round {
        Instant from{};
        std::optional<Instant> until, closed;
    };
    struct Promise {
        Instant at{};
        Day due{};
        std::string_view what;
    };
    /// What the client was given: a step that was done and not answered with no, or how it was resolved.
    struct Given {
        Instant at{};
        std::string_view what;
        bool resolved = false;
    };
    std::vector<Hold> holds;    ///< never empty, the first from the opening
    std::vector<Round> rounds;  ///< never empty
    std::vector<Wait> waits;    ///< none overlap
    std::vector<Promise> promises;
    std::vector<Given> given;
    std::optional<Instant> worked;    ///< when the first work began
    std::optional<Instant> replied;   ///< when a person first said something to the client
    std::optional<Instant> answered;  ///< the same, or an automatic answer
    bool out_of_scope = false;
};

Timeline timeline_of(const Ticket& ticket);

}  // namespace desk
