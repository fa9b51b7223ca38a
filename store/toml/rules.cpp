#include "store/toml/rules.hpp"

#include <fmt/format.h>

#include "core/contract/assess_rule.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/shift.hpp"
#include "core/contract/update_rules.hpp"
#include "store/toml/calendar.hpp"
#include "store/toml/keys.hpp"
#include "store/toml/targets.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

const Words<WorkingDays> working_day_rules{{WorkingDays::close, "close"}, {WorkingDays::same_time, "same time"}};
constexpr auto when = R"({ kind = "fault", impact = ["team", "site"] })";

/// A list is of the resolution; a table says of each clock.
Policy::Clock::Pause pause_from(const Setting& setting) {
    Policy::Clock::Pause pause;
    const auto waits = list_of(name_from, "a list of names, or a table of lists for respond and resolve");
    if (!std::holds_alternative<TomlNode::Table>(setting.node.data)) {
        pause.resolve = waits(setting);
        return pause;
    }
    for (const auto& entry : entries_from(setting, R"(["client"])")) {
        if (entry.key == "respond")
            pause.respond = waits(entry);
        else if (entry.key == "resolve")
            pause.resolve = waits(entry);
        else
            entry.want("a table with respond and resolve");
    }
    return pause;
}

/// A word is of the resolution; a table says of each clock.
Policy::Clock::Again reopen_from(const Setting& setting) {
    Policy::Clock::Again reopen;
    const auto restarts = one_of<bool>({{true, "restart"}, {false, "continue"}});
    if (!std::holds_alternative<TomlNode::Table>(setting.node.data)) {
        reopen.resolve = restarts(setting);
        return reopen;
    }
    for (const auto& entry : entries_from(setting, R"("restart")")) {
        if (entry.key == "resolve")
            reopen.resolve = restarts(entry);
        else if (entry.key == "respond")
            reopen.respond = one_of<bool>({{true, "restart"}})(entry);
        else
            entry.want("a table with respond and resolve");
    }
    return reopen;
}

void read_clock(Settings& table, Policy::Clock& clock) {
    table.may("response", clock.response, responses_from, R"(["work", "reply"])");
    table.may("pause", clock.pause, pause_from, R"(["client"])");
    table.may("waits", clock.waits, list_of(name_from, "a list of names"), R"(["landlord"])");
    table.may("reopen", clock.reopen, reopen_from, R"("restart")");
    table.may("raised", clock.raised_from_opening, one_of<bool>({{true, "from opening"}, {false, "from raise"}}),
              R"("from raise")");
    table.may("combine", clock.earliest, one_of<bool>({{true, "earliest"}, {false, "latest"}}), R"("earliest")");
    table.may("before_open", clock.before_open_is_same_day, one_of<bool>({{true, "same day"}, {false, "next day"}}),
              R"("same day")");
    table.may("working_days", clock.working_days, one_of(working_day_rules), R"("close")");
    table.may("morning", clock.morning, time_of_day_from, R"("09:00")");
}

void read_escalation(Settings& table, PolicyDraft& draft) {
    auto& escalation = *draft.policy.escalation;
    read_keys(table, draft, escalation);
    if (escalation.near) return;
    if (escalation.raise) table.refuse("raise in [escalation] needs near, as in: near = 80");
    if (escalation.escalate) table.refuse("escalate in [escalation] needs near, as in: near = 80");
}

void read_route(Settings& table, PolicyDraft& draft, Policy::Route& route) {
    table.must("when", route.when, condition_of(draft), when);
    const auto agent = agent_of(draft);
    const auto to = [&](const Setting& setting) { return text_from(setting) == "manager" ? "manager" : agent(setting); };
    table.must("to", route.to, to, R"("ann")");
    route.manager = route.to == "manager";
    if (route.manager) route.to.clear();
}

}  // namespace

std::vector<Response> responses_from(const Setting& setting) {
    return list_of(one_of(Words<Response>(response_words.begin(), response_words.end())))(setting);
}

void read_rules(Settings& root, PolicyDraft& draft) {
    auto& policy = draft.policy;
    root.table("clock", [&](Settings& table) { read_clock(table, *policy.clock); });
    root.table("escalation", [&](Settings& table) { read_escalation(table, draft); });
    root.every_table("assess", policy.assess, [&](Settings& table, Policy::Assess& rule) {
        table.must("when", rule.when, condition_of(draft), when);
        table.must("priority", rule.priority, priority_of(draft), R"("critical")");
    });
    root.every_table("route", policy.routes, [&](Settings& table, Policy::Route& route) { read_route(table, draft, route); });
    root.every_table("shift", policy.shifts, [&](Settings& table, Policy::Shift& shift) {
        table.must("name", shift.name, text_from, R"("day")");
        table.may("calendar", shift.calendar, calendar_of(draft), R"("office")");
    });
    root.table("intake", [&](Settings& table) { read_keys(table, draft, *policy.intake); });
    root.table("contacts", [&](Settings& table) { read_keys(table, draft, *policy.contacts); });
    root.table("updates", [&](Settings& table) { read_keys(table, draft, *policy.updates); });
}

}  // namespace desk
