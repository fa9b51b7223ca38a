#pragma once

#include <functional>
#include <string>

#include "core/contract/condition.hpp"
#include "core/contract/target.hpp"
#include "store/toml/policy_draft.hpp"

/// Targets, goals and conditions of desk.toml(5).
namespace desk {

/// Reads a goal on the calendar of this name, the desk's for an empty one. Refuses one that can never come due.
std::function<Goal(const Setting&)> goal_on(PolicyDraft& draft, const std::string& calendar);

/// Reads a target that is a length of time, business time or a number of working days, on the desk's calendar.
std::function<Target(const Setting&)> span_of(PolicyDraft& draft);

/// `calendar`, `respond` and `resolve`, which priorities and kinds have in common.
void read_targets(Settings& table, PolicyDraft& draft, Policy::Targets& targets);

std::function<Condition(const Setting&)> condition_of(PolicyDraft& draft);

/// Why the goal can never come due; empty if it can.
std::string trouble_with(const Goal& goal, const std::string& calendar, const Policy& policy);

}  // namespace desk
