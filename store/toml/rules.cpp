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
#include "store/toml/targets.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

const Words<WorkingDays> working_day_rules{{WorkingDays::close, "close"}, {WorkingDays::same_time, "same time"}};
constexpr auto when = R"({ kind = "fault", impact = ["team", "site"] })";

void read_clock(Settings& table, Policy::Clock& clock) {
    table.may("response", clock.response, responses_from, R"(["work", "reply"])");
    table.may("pause", clock.pause, list_of(name_from, "a list of names"), R"(["client"])");
    table.may("reopen", clock.restart, one_of<bool>({{true, "restart"}, {false, "continue"}}), R"("restart")");
    table.may("combine", clock.earliest, one_of<bool>({{true, "earliest"}, {false, "latest"}}), R"("earliest")");
    table.may("before_open", clock.before_open_is_same_day, one_of<bool>({{true, "same day"}, {false, "next day"}}),
              R"("same day")");
    table.may("working_days", clock.working_days, one_of(working_day_rules), R"("close")");
    table.may("morning", clock.morning, time_of_day_from, R"("09:00")");
}

void read_escalation(Settings& table, PolicyDraft& draft) {
    auto& escalation = *draft.policy.escalation;
    table.may("after_work", escalation.after_work, length_in_minutes_from, R"("30 minutes")");
    table.may("near", escalation.near, percent_from, "80");
    table.may("raise", escalation.raise, flag_from, "true");
    table.may("escalate", escalation.escalate, flag_from, "true");
    table.every_table("immediate", escalation.immediate, [&](Settings& inner, Policy::Escalation::Immediate& rule) {
        inner.must("when", rule.when, condition_of(draft), when);
        inner.must("to", rule.to, tier_of(draft), "3");
    });
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

void read_item(Settings& table, PolicyDraft& draft, std::vector<std::string>& names, Policy::Intake::Item& item) {
    table.must("name", item.name, new_name_in(names), R"("steps")");
    table.may("ask", item.ask, text_from, R"("Can it be repeated?")");
    table.may("answers", item.answers, texts_from, R"(["yes", "no"])");
    table.may("when", item.when, condition_of(draft), when);
    table.may("unless", item.unless, condition_of(draft), when);
    table.may("optional", item.optional, flag_from, "true");
}

void read_intake(Settings& table, PolicyDraft& draft) {
    auto& intake = *draft.policy.intake;
    const auto if_odd = strictness_of({"accept", "warn", "refuse"});
    table.may("on_missing", intake.on_missing, strictness_of({"ask", "warn", "refuse"}), R"("ask")");
    table.may("unless", intake.unless_client_known, one_of<bool>({{true, "client known"}}), R"("client known")");
    table.may("keep_refused", intake.keep_refused, flag_from, "true");
    table.may("wrong_channel", intake.wrong_channel, if_odd, R"("warn")");
    table.may("no_contract", intake.no_contract, if_odd, R"("warn")");
    table.may("unknown_product", intake.unknown_product, if_odd, R"("warn")");
    std::vector<std::string> names;
    table.every_table("item", intake.items,
                      [&](Settings& inner, Policy::Intake::Item& item) { read_item(inner, draft, names, item); });
}

void read_contacts(Settings& table, Policy::Contacts& contacts) {
    const bool said = !contacts.role.empty();
    table.must("role", contacts.role, text_from, R"("representative")", said);
    table.may("enforce", contacts.enforce, strictness_of({"accept", "warn", "redirect", "refuse"}), R"("warn")");
}

void read_updates(Settings& table, PolicyDraft& draft) {
    auto& updates = *draft.policy.updates;
    table.may("priority", updates.priority, flag_from, "true");
    table.may("every", updates.every, span_of(draft), R"("8 business hours")");
    table.may("late_by", updates.late_by, channel_of(draft), R"("phone")");
}

}  // namespace

std::vector<Response> responses_from(const Setting& setting) {
    static const Words<Response> words{
        {Response::work, "work"}, {Response::reply, "reply"}, {Response::acknowledgement, "acknowledgement"}};
    return list_of(one_of(words))(setting);
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
    root.table("intake", [&](Settings& table) { read_intake(table, draft); });
    root.table("contacts", [&](Settings& table) { read_contacts(table, *policy.contacts); });
    root.table("updates", [&](Settings& table) { read_updates(table, draft); });
}

}  // namespace desk
