#include "core/duty/queue.hpp"

#include <doctest/doctest.h>

#include "core/contract/priority.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

/// Opened so many minutes after nine, with a priority.
Ticket numbered(char last, int minutes, const std::string& priority = "medium") {
    auto made = ticket();
    made.id = reference(std::string("2611-0000") + last);
    made.opened += Minutes(minutes);
    samples::recorded(made).front().at = made.opened;
    made.now.priority = std::get<did::Open>(samples::recorded(made).front().what).priority = priority;
    return made;
}

/// The last characters of the references, in the order of the queue.
std::string order(const std::vector<Ticket>& tickets, const std::vector<std::string>& words) {
    auto desk = desk_with_targets();
    desk.policy.queue = words;
    desk.policy.priorities[2].immediate = true;
    auto list = samples::listed(tickets, desk, at("2026-11-20T10:00Z"));
    queue(list, desk);
    std::string codes;
    for (const auto& each : list) codes += each.ticket->id.code().back();
    return codes;
}

}  // namespace

TEST_CASE("the queue goes by the words of the policy, then by due time, receipt and reference") {
    const auto low = numbered('1', 0, "low"), medium = numbered('2', 20), high = numbered('3', 10, "high");
    const std::vector all{medium, high, low};
    CHECK(order(all, {"due"}) == "132");
    CHECK(order(all, {"received"}) == "132");
    CHECK(order(all, {"priority"}) == "321");
    CHECK(order(all, {"immediate"}) == "213");
    CHECK(order(all, {"immediate", "priority"}) == "231");
    CHECK(order(all, {}) == "132");
    CHECK(order({numbered('2', 0), numbered('1', 0)}, {"due"}) == "12");
}

TEST_CASE("what has no due time comes after what has one, and what is out of scope last") {
    auto answered = numbered('1', 0, "critical");
    append(answered, event("2026-11-20T09:05Z", did::Reply{"phone", "hello", false}));
    auto out = numbered('2', 0, "critical");
    append(out, event("2026-11-20T09:05Z", did::Scope{"out", "hardware"}));
    CHECK(order({out, answered, numbered('3', 30, "low")}, {"due"}) == "312");
    CHECK(order({out, answered, numbered('3', 30, "low")}, {"priority"}) == "132");
}

TEST_CASE("an agent may take what is theirs or nobody's, and can be worked on") {
    CHECK(is_queued_for(fresh(), "sam"));
    CHECK(is_queued_for(ticket({event("2026-11-20T10:00Z", did::Assign{"sam"})}), "sam"));
    CHECK(!is_queued_for(ticket({event("2026-11-20T10:00Z", did::Assign{"sam"})}), "kim"));
    for (const auto& made : {waiting(), resolved(), closed()}) CHECK(!is_queued_for(made, "sam"));
}

TEST_CASE("the clocks of a ticket are judged when they are asked for, and once") {
    const auto desk = desk_with_targets();
    auto made = ticket();
    const TicketNow asked(made, desk, at("2026-11-20T10:30Z"));
    append(made, event("2026-11-20T10:15Z", did::Note{"seen"}));
    const ClockSummary expected{at("2026-11-20T11:00Z"), Minutes(30), false, false};
    CHECK(asked.clocks() == expected);
    append(made, event("2026-11-20T10:20Z", did::Reply{"phone", "hello", false}));
    CHECK(asked.clocks() == expected);
    CHECK(TicketNow(made, desk, at("2026-11-20T10:30Z")).clocks() != expected);
}
