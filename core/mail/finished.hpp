#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/contract/policy.hpp"
#include "core/mail/mail.hpp"
#include "core/ticket/ticket.hpp"

/// What somebody of the client's writes about a ticket that is resolved or closed.
namespace desk {

constexpr std::string_view link_score = "score", link_confirm = "confirm";

/// What a link in a mail of ours has put into a subject: `[2611-K7QF4] score: good`. Absent where the subject has none, or the
/// mail answers another and has its subject from there.
struct LinkAnswer {
    std::string what, value;
};
std::optional<LinkAnswer> link_answer(const Mail& mail, const Reference& ticket);

/// The score that the subject gives: `[2611-K7QF4] score: good`, as the mails that ask for one have it in their links. Absent
/// where it gives none, or one that is not on the scale; where the mail answers another, and has its subject from there; and
/// where the ticket is open.
std::optional<did::Rate> rating_in(const Mail& mail, const Ticket& ticket, const Policy& policy);

/// What follows upon a mail that says this, where the policy has it open the ticket again. Absent where the policy does not, or
/// not by mail, the ticket is open, or the subject gives a score or comes from another of our links.
std::optional<did::Reopen> reopening_by(const Mail& mail, const std::string& said, const Ticket& ticket, const Policy& policy);

}  // namespace desk
