#pragma once

#include <string_view>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

/// How satisfied clients said they are.
namespace desk {

/// A rating in a ticket's log. Marking one as read is an event of its own, not a further rating.
struct Rating {
    const Event* event = nullptr;
    const did::Rate* said = nullptr;
    bool read = false;
    bool followed = false;  ///< by a reply of a person, a note, a link or a reopening
};

/// In the order of the log. Points into the ticket.
std::vector<Rating> ratings_of(const Ticket& ticket);

/// Whether the score needs a follow-up. A score that is not on the scale does not.
bool is_low(const Policy::Feedback& feedback, std::string_view score);

/// The score whose share is reported first; empty if there is no scale.
std::string_view headline(const Policy::Feedback& feedback);

}  // namespace desk
