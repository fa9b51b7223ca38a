#include "core/duty/queue.hpp"

#include <algorithm>
#include <compare>
#include <string>

#include "core/contract/desk_words.hpp"
#include "core/contract/priority.hpp"
#include "core/duty/owed.hpp"

namespace desk {
namespace {

/// A ticket with what the queue goes by.
struct Queued {
    ListedTicket listed;
    bool later;  ///< than those at once
    std::size_t rank;
    Instant due;

    const Ticket& ticket() const { return *listed.ticket; }
};

Queued queued(const ListedTicket& listed, const Desk& desk) {
    const auto& ticket = *listed.ticket;
    const auto* priority = priority_named(policy_of(desk, ticket), ticket.now.priority);
    return {listed, !(priority && priority->immediate), rank_of(desk, ticket),
            listed.clocks.value().due.value_or(Instant::max())};
}

std::strong_ordering compare(const Queued& a, const Queued& b, std::string_view word) {
    if (word == "immediate") return a.later <=> b.later;
    if (word == "priority") return a.rank <=> b.rank;
    if (word == "received") return a.ticket().opened <=> b.ticket().opened;
    return a.due <=> b.due;
}

bool comes_before(const Queued& a, const Queued& b, const std::vector<std::string>& words) {
    if (a.ticket().now.out_of_scope != b.ticket().now.out_of_scope) return b.ticket().now.out_of_scope;
    for (const auto& word : words)
        if (const auto order = compare(a, b, word); order != 0) return order < 0;
    return a.ticket().id < b.ticket().id;
}

}  // namespace

bool is_queued_for(const Ticket& ticket, std::string_view agent) {
    return (ticket.now.assignee.empty() || ticket.now.assignee == agent) && is_queued_for_any(ticket);
}

bool is_queued_for_any(const Ticket& ticket) {
    const bool waits_for_us = ticket.now.status == Status::fresh || ticket.now.status == Status::open;
    return waits_for_us || (!is_open(ticket.now.status) && heard_unanswered(ticket));
}

void queue(std::vector<ListedTicket>& tickets, const Desk& desk) {
    auto words = desk.policy.queue;
    words.insert(words.end(), {"due", "received"});
    std::vector<Queued> order;
    order.reserve(tickets.size());
    for (const auto& each : tickets) order.push_back(queued(each, desk));
    std::ranges::sort(order, [&](const Queued& a, const Queued& b) { return comes_before(a, b, words); });
    std::ranges::transform(order, tickets.begin(), &Queued::listed);
}

}  // namespace desk
