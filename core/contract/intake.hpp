#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/ticket/ticket.hpp"

/// Whether a report is one that the contract provides for.
namespace desk {

/// The field of the header (desk::field) that holds the item: `requester.name` for `name`; empty for an item that is answered.
std::string_view header_field(std::string_view item);

/// What is known of an item: the header's text, or the last answer; empty if it is missing.
std::string reported(const Ticket& ticket, std::string_view item);

/// The items of the report that are still missing, by the policy's conditions. "No" is an answer, missing is not.
std::vector<const Policy::Intake::Item*> gaps(const Ticket& ticket, const Policy& policy);

/// Something in a report that does not fit the contract.
struct Objection {
    Strictness how = Strictness::warn;
    std::string what;  ///< item, channel, contact, contract, product, tier
    std::string sentence;
    std::string hint;  ///< what to do, or whom to turn to
    friend bool operator==(const Objection&, const Objection&) = default;
};

/// The channel that a report comes by at an instant: outside its hours, the one that the policy names for that.
std::string channel_at(const Policy& policy, const std::string& channel, Instant at);

/// All objections to the report, those that refuse it first. The ticket is as it would be opened.
std::vector<Objection> objections(const Ticket& ticket, const Desk& desk);

/// Refuses with the first objection that does.
void must_be_acceptable(const std::vector<Objection>& objections);

}  // namespace desk
