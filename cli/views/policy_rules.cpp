#include "cli/views/policy_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/views/policy_keys.hpp"
#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/policy_tables.hpp"

namespace desk::cli {
namespace {

bool uses(const Policy& policy, std::initializer_list<Target::Form> forms) {
    const auto in_goal = [&](const std::optional<Goal>& goal) {
        return goal && std::ranges::any_of(forms, [&](Target::Form form) { return has(*goal, form); });
    };
    const auto in_targets = [&](const auto& each) { return in_goal(each.targets.respond) || in_goal(each.targets.resolve); };
    return std::ranges::any_of(policy.priorities, in_targets) || std::ranges::any_of(policy.kinds, in_targets) ||
           std::ranges::any_of(policy.channels, [&](const auto& each) { return in_goal(each.respond); });
}

std::string waiting_text(const Policy::Clock& clock) {
    const auto& pause = clock.pause;
    std::vector<std::string> parts;
    if (pause.respond.empty() && pause.resolve.empty()) parts.emplace_back("stops no clock");
    if (!pause.resolve.empty()) parts.push_back(fmt::format("for {} stops the resolution", joined(pause.resolve, " or ")));
    if (!pause.respond.empty()) parts.push_back(fmt::format("for {} stops the response", joined(pause.respond, " or ")));
    if (!clock.waits.empty()) parts.push_back(fmt::format("also for {}", joined(clock.waits, " or ")));
    return joined(parts, ", ");
}

void add_clock(Rules& rules) {
    const auto& clock = *rules.policy.clock;
    rules.add("response", fmt::format("the clock stops at the first {}", response_text(clock.response)),
              response_json(clock.response));
    rules.add("waiting", waiting_text(clock),
              Value::Object{{"respond", texts_json(clock.pause.respond)},
                            {"resolve", texts_json(clock.pause.resolve)},
                            {"waits", texts_json(clock.waits)}});
    rules.add("raising",
              clock.raised_from_opening ? "a raised priority's target is counted from the opening"
                                        : "a raised priority's target is counted from the raise",
              clock.raised_from_opening ? "from opening" : "from raise");
    if (std::ranges::any_of(rules.policy.channels, [](const auto& each) { return each.respond.has_value(); }))
        rules.add("channel", fmt::format("the {} of its target and the priority's applies", clock.earliest ? "earlier" : "later"),
                  clock.earliest ? "earliest" : "latest");
    using Form = Target::Form;
    if (uses(rules.policy, {Form::working_days}))
        rules.add("working days",
                  clock.working_days == WorkingDays::close ? "end at the close of the last one"
                                                           : "end at the same time of day as the report",
                  clock.working_days == WorkingDays::close ? "close" : "same time");
    if (uses(rules.policy, {Form::next_morning}))
        rules.add("next morning", fmt::format("{:02}:{:02}", clock.morning.count() / 60, clock.morning.count() % 60),
                  to_text(clock.morning));
    if (uses(rules.policy, {Form::same_business_day, Form::next_business_day, Form::next_morning}))
        rules.add("before hours",
                  fmt::format("a report belongs to {}", clock.before_open_is_same_day ? "that day" : "the next day"),
                  clock.before_open_is_same_day ? "same day" : "next day");
}

void add_queue(Rules& rules) {
    rules.add("queue", fmt::format("by {}", joined(rules.policy.queue, ", then ")), texts_json(rules.policy.queue));
}

void add_escalation(Rules& rules) {
    const auto& escalation = *rules.policy.escalation;
    std::vector<Part> parts;
    for (const auto& each : escalation.immediate)
        parts.push_back({fmt::format("{}: at once to tier {}", to_text(each.when), each.to),
                         {"escalation.immediate.when", "escalation.immediate.to"}});
    if (escalation.after_work)
        parts.push_back(
            {fmt::format("after {} of work in tier 1: to tier 2", to_text(*escalation.after_work)), {"escalation.after_work"}});
    std::vector<std::string> steps;
    if (escalation.raise) steps.emplace_back("the next higher priority");
    if (escalation.escalate) steps.emplace_back("the next tier");
    if (escalation.near)
        parts.push_back({fmt::format("when {} % of a target's time is used up: {}", *escalation.near,
                                     steps.empty() ? "near its limit" : joined(steps, " and ")),
                         {"escalation.near", "escalation.raise", "escalation.escalate"}});
    if (escalation.propose)
        parts.push_back({"a person decides: `desk sweep --propose` lists what is proposed", {"escalation.propose"}});
    rules.say("escalation", parts, table_json(escalation));
}

void add_intake(Rules& rules) {
    const auto& intake = *rules.policy.intake;
    const auto about = [](std::string_view what, Strictness how) {
        return how == Strictness::accept ? std::string() : fmt::format("{} {}", what, deed_of(how));
    };
    std::vector<Part> parts;
    if (!intake.items.empty())
        parts.push_back({intake.on_missing == Strictness::ask ? "what is missing is asked for"
                                                              : about("a report that lacks something", intake.on_missing),
                         {"intake.on_missing"}});
    if (intake.unless_client_known) parts.push_back({"never refused where the client is known", {"intake.unless"}});
    if (!rules.policy.channels.empty())
        parts.push_back({about("a wrong channel", intake.wrong_channel), {"intake.wrong_channel"}});
    if (intake.no_contract) parts.push_back({about("a client without a contract", *intake.no_contract), {"intake.no_contract"}});
    if (!rules.policy.products.empty())
        parts.push_back({about("an unknown product", intake.unknown_product), {"intake.unknown_product"}});
    if (intake.keep_refused) parts.push_back({"what is refused is kept", {"intake.keep_refused"}});
    rules.say("report", parts, table_json(intake));
    // What is asked has a table of its own.
    for (const auto* key : {"name", "ask", "answers", "when", "unless", "optional"})
        rules.told.push_back(fmt::format("intake.item.{}", key));
    const auto& contacts = *rules.policy.contacts;
    if (!contacts.role.empty())
        rules.say("contact",
                  {{fmt::format("the {} reports; a report from somebody else {}", contacts.role, deed_of(contacts.enforce)),
                    {"contacts.role", "contacts.enforce"}}},
                  table_json(contacts));
}

void add_updates(Rules& rules) {
    const auto& [priority, every, late_by] = *rules.policy.updates;
    rules.say("updates",
              {{priority ? "the client is told the priority and every change of it" : "", {"updates.priority"}},
               {every ? fmt::format("no more than {} without an update", to_text(*every)) : "", {"updates.every"}},
               {late_by.empty() ? "" : fmt::format("a missed target is told by {}", late_by), {"updates.late_by"}}},
              table_json(*rules.policy.updates));
}

void add_coverage(Rules& rules) {
    rules.add("products", joined(rules.policy.products, ", "), texts_json(rules.policy.products));
    rules.add("excluded", joined(rules.policy.excluded, ", "), texts_json(rules.policy.excluded));
}

std::string deed_of(Policy::Resolution::Confirm confirm) {
    switch (confirm) {
        case Policy::Resolution::Confirm::no: return "without asking the client";
        case Policy::Resolution::Confirm::ask: return "the client is asked whether it works";
        case Policy::Resolution::Confirm::demand: return "not before the client has said that it works";
    }
    return {};
}

void add_end(Rules& rules) {
    const auto& policy = rules.policy;
    rules.say("closing",
              {{deed_of(policy.resolution->confirm), {"resolution.confirm"}},
               {policy.resolution->close_after
                    ? fmt::format("automatically {} after the resolution", to_text(*policy.resolution->close_after))
                    : "",
                {"resolution.close_after"}}},
              table_json(*policy.resolution));
    rules.say("reopening",
              {{policy.reopen->within ? fmt::format("within {} days of the closing", *policy.reopen->within) : "at any time",
                {"reopen.within"}},
               {policy.reopen->channels.empty() ? "" : fmt::format("by {}", joined(policy.reopen->channels, ", ")),
                {"reopen.channels"}},
               {policy.clock->reopen.resolve ? "the resolution clock starts again" : "the resolution clock goes on"},
               {policy.clock->reopen.respond ? "a response is owed again" : ""}},
              Value::Object{{"within", policy.reopen->within ? Value(*policy.reopen->within) : Value()},
                            {"channels", texts_json(policy.reopen->channels)},
                            {"clock", policy.clock->reopen.resolve ? "restart" : "continue"},
                            {"respond", policy.clock->reopen.respond ? Value("restart") : Value()}});
}

/// Where a channel has a goal for it, or the policy says another time than usual.
void add_report(Rules& rules) {
    const auto within = rules.policy.report->first_contact_within;
    const auto has_goal = [](const Policy::Channel& each) { return each.first_contact.has_value(); };
    if (std::ranges::none_of(rules.policy.channels, has_goal) && *rules.policy.report == Policy::Report()) return;
    rules.say("first contact",
              {{fmt::format("resolved during it, or within {} of open time", to_text(within)), {"report.first_contact_within"}}},
              table_json(*rules.policy.report));
}

/// Of the desk, or of the platform: `name` is that of the table.
void add_backup(Rules& rules, const std::string& rule, const std::string& name, const CopyRules& backup) {
    const auto texts = backup_texts(backup);
    rules.say(rule, {{texts[0], {name + ".every"}}, {texts[1], {name + ".keep"}}, {texts[2], {name + ".offsite_every"}}},
              table_json(backup));
}

/// Where it says other than usual.
void add_mail(Rules& rules) {
    const auto& mail = *rules.policy.mail;
    if (mail == Policy::Mail()) return;
    using enum Policy::Mail::Acknowledge;
    std::vector<Part> parts;
    if (mail.acknowledge != no)
        parts.push_back(
            {fmt::format("a new ticket is acknowledged {}", mail.acknowledge == at_once ? "at once" : "in its channel's hours"),
             {"mail.acknowledge"}});
    if (mail.confirm) parts.push_back({"the client is asked whether a resolution works", {"mail.confirm"}});
    if (mail.closing) parts.push_back({"the client is told of a closing", {"mail.closing"}});
    if (mail.reopens) parts.push_back({"what the client writes afterwards reopens the ticket", {"mail.reopens"}});
    parts.push_back({fmt::format("a file has {} MB at most", mail.file_limit), {"mail.file_limit"}});
    parts.push_back({fmt::format("those of a ticket have {} MB together", mail.ticket_limit), {"mail.ticket_limit"}});
    rules.say("mail", parts, table_json(mail));
}

void add_audit(Rules& rules) {
    const auto& [program, contract] = *rules.policy.audit;
    const auto names = [](const auto& list) { return list->empty() ? std::string("nobody") : joined(*list, ", "); };
    rules.say("audit",
              {{program ? fmt::format("what the rules do is committed by {}", names(program)) : "", {"audit.program"}},
               {contract ? fmt::format("the contract is changed by {}", names(contract)) : "", {"audit.contract"}}},
              table_json(*rules.policy.audit));
}

/// What no sentence tells stands for itself: the key, and what it says.
void add_untold(Rules& rules) {
    visit_tables(rules.policy, [&](const std::string& name, const auto& table) {
        for (const auto& [key, text] : said_keys(name, table))
            if (!contains(rules.told, key)) rules.add(key, text, text);
    });
}

}  // namespace

Table rules_table(const Policy& policy) {
    Rules rules{policy};
    add_clock(rules);
    add_queue(rules);
    add_escalation(rules);
    add_intake(rules);
    add_updates(rules);
    add_coverage(rules);
    add_end(rules);
    add_month(rules);
    add_report(rules);
    add_backup(rules, "platform", "platform_backup", rules.policy.backup->platform);
    add_backup(rules, "backup", "backup", *rules.policy.backup);
    add_mail(rules);
    add_audit(rules);
    add_untold(rules);
    return std::move(rules.table);
}

}  // namespace desk::cli
