#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/contract/clock_rules.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

/// Policies with rules, and tickets that they apply to.
namespace desk::samples {

inline Goal within(Seconds time) { return {Goal::Join::all, {{Target::Form::time, time, 0}}}; }

inline Policy::Escalation::Immediate at_once(std::string item, std::string word, int to) {
    return {{{{std::move(item), {std::move(word)}}}}, to};
}

inline Policy random_policy(Dice& dice) {
    auto made = policy();
    for (auto& priority : made.priorities) {
        if (!dice.chance(4)) priority.targets.resolve = within(std::chrono::hours(1 + dice.number(40)));
        if (!dice.chance(4)) priority.targets.respond = within(std::chrono::hours(1 + dice.number(10)));
    }
    if (!dice.chance(3)) made.escalation->after_work = Minutes(10 + dice.number(300));
    if (!dice.chance(4)) made.escalation->near = 10 + dice.number(90);
    made.escalation->raise = !dice.chance(3);
    made.escalation->escalate = !dice.chance(3);
    if (dice.chance(2)) made.escalation->immediate.push_back(at_once("priority", "high", 2 + dice.number(2)));
    if (dice.chance(3)) made.escalation->immediate.push_back(at_once("kind", "howto", 2));
    if (dice.chance(2)) made.resolution->close_after = Target{Target::Form::time, std::chrono::hours(1 + dice.number(60)), 0};
    if (dice.chance(2)) made.clock->pause.resolve = {"client"};
    made.clock->reopen.resolve = dice.chance(2);
    return made;
}

inline Ticket random_ticket_to_sweep(Dice& dice) {
    std::vector<Event> events;
    for (int i = dice.number(8); i > 0; --i) {
        auto made = dice.event();
        made.at += Minutes(dice.number(60 * 20));
        events.push_back(std::move(made));
    }
    return ticket(events);
}

}  // namespace desk::samples
