#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ticket/ticket.hpp"

namespace desk {

/// What must be true for a rule to apply: `when = { kind = "fault", impact = ["team", "installation"] }`. Every word must be
/// one of those given for its key. The keys `client`, `kind`, `channel`, `priority`, `product`, `tier` and `scope` are those of
/// the ticket's header; any other is the last answer to the item of that name. An empty condition always holds.
struct Condition {
    std::vector<std::pair<std::string, std::vector<std::string>>> words;

    friend bool operator==(const Condition&, const Condition&) = default;
};

bool matches(const Condition& condition, const Ticket& ticket);

/// The header's word, or the last answer to the question of this name; empty if nothing is known.
std::string fact(const Ticket& ticket, std::string_view name);

/// `kind fault, impact team or installation`
std::string to_text(const Condition& condition);

}  // namespace desk
