#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/error.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/month/hours.hpp"
#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

/// A small desk and its tickets, for the tests of the domain.
namespace desk::samples {

Instant at(std::string_view text);
Zone zone(const std::string& name);

/// So much of GBP.
Money pence(std::int64_t units);

/// What `desk init` writes, in London, with two agents.
Policy policy();

/// A desk of that policy, without clients.
Desk desk(Policy of = policy());

/// The same, where every priority wants a response within 2 hours, day and night.
Desk desk_with_targets();

/// The tickets with their clocks. Refers to them.
std::vector<ListedTicket> listed(std::span<const Ticket> tickets, const Desk& by, Instant now);

Reference reference(std::string_view text = "2611-K7QF4");

Event event(std::string_view when, Did what, std::string by = "sam");

did::Work worked(Minutes minutes);
Event worked(std::string_view began, Minutes minutes, std::string by = "sam");

/// Opened on 20 November at 09:00, and then what these events make of it.
Ticket ticket(const std::vector<Event>& events = {});

Event resolution();
Event closing();

/// What is recorded on a ticket, none of it corrected, to be changed as people do by hand.
std::vector<Event>& recorded(Ticket& ticket);

/// Another ticket for each call, with nothing in its log.
Ticket empty_ticket(const std::string& kind = "howto", const std::string& client = "acme");

/// All the time in a statement of hours.
Seconds total(const MonthHours& hours);

Ticket fresh();
Ticket waiting();
Ticket resolved();
Ticket closed();

/// Sam, who acts at a time under a policy.
struct Sam {
    Policy policy = samples::policy();
    Instant now = at("2026-11-20T12:00Z");

    Acting acting() const { return {policy, "sam", now}; }
};

/// The sentence in which something is refused; empty when it is not.
template <class Action>
std::string refusal(const Action& action, Fault fault = Fault::refused) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.fault == fault);
        return error.what();
    }
    return {};
}

}  // namespace desk::samples
