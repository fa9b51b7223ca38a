#include <algorithm>

#include <fmt/format.h>

#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

/// A rule of the contract: a sentence for people, the policy's words for programs.
struct Rules {
    const Policy& policy;
    Table table{"rules", {{"rule"}, {"says", false, false, Audience::everybody, true}}, {}, {}, {}, {}};

    void add(const std::string& rule, const std::string& says, Value json) {
        if (!says.empty()) table.rows.push_back({{rule, rule}, {says, std::move(json)}});
    }
};

/// Parts that are there, as one sentence.
std::string sentence(std::vector<std::string> parts) {
    std::erase(parts, std::string());
    return joined(parts, "; ");
}

bool uses(const Policy& policy, std::initializer_list<Target::Form> forms) {
    const auto in_goal = [&](const std::optional<Goal>& goal) {
        return goal && std::ranges::any_of(forms, [&](Target::Form form) { return has(*goal, form); });
    };
    const auto in_targets = [&](const auto& each) { return in_goal(each.targets.respond) || in_goal(each.targets.resolve); };
    return std::ranges::any_of(policy.priorities, in_targets) || std::ranges::any_of(policy.kinds, in_targets) ||
           std::ranges::any_of(policy.channels, [&](const auto& each) { return in_goal(each.respond); });
}

void add_clock(Rules& rules) {
    const auto& clock = rules.policy.clock;
    rules.add("response", fmt::format("the clock stops at the first {}", response_text(clock.response)),
              response_json(clock.response));
    rules.add("waiting",
              clock.pause.empty() ? "stops no clock" : fmt::format("for {} stops the clocks", joined(clock.pause, " or ")),
              texts_json(clock.pause));
    if (std::ranges::any_of(rules.policy.channels, [](const auto& each) { return each.respond.has_value(); }))
        rules.add("channel", fmt::format("of its target and the priority's, the {} holds", clock.earliest ? "earlier" : "later"),
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
    const auto& escalation = rules.policy.escalation;
    Value::Array immediate;
    std::vector<std::string> parts;
    for (const auto& each : escalation.immediate) {
        parts.push_back(fmt::format("{}: at once to tier {}", to_text(each.when), each.to));
        immediate.push_back(Value::Object{{"when", condition_cell(each.when).json}, {"to", each.to}});
    }
    if (escalation.after_work)
        parts.push_back(fmt::format("after {} of work in tier 1: to tier 2", to_text(*escalation.after_work)));
    std::vector<std::string> steps;
    if (escalation.raise) steps.emplace_back("the next higher priority");
    if (escalation.escalate) steps.emplace_back("the next tier");
    if (escalation.near)
        parts.push_back(fmt::format("when {} % of a target's time are used up: {}", *escalation.near,
                                    steps.empty() ? "near its limit" : joined(steps, " and ")));
    rules.add(
        "escalation", sentence(parts),
        Value::Object{{"after_work", escalation.after_work ? Value(std::int64_t{escalation.after_work->count() * 60}) : Value()},
                      {"near", escalation.near ? Value(*escalation.near) : Value()},
                      {"raise", escalation.raise},
                      {"escalate", escalation.escalate},
                      {"immediate", std::move(immediate)}});
}

void add_intake(Rules& rules) {
    const auto& intake = rules.policy.intake;
    const auto about = [](std::string_view what, Strictness how) {
        return how == Strictness::accept ? std::string() : fmt::format("{} {}", what, deed_of(how));
    };
    std::vector<std::string> parts;
    if (!intake.items.empty())
        parts.push_back(intake.on_missing == Strictness::ask ? "what is missing is asked for"
                                                             : about("a report that lacks something", intake.on_missing));
    if (intake.unless_client_known) parts.emplace_back("never refused where the client is known");
    if (!rules.policy.channels.empty()) parts.push_back(about("a wrong channel", intake.wrong_channel));
    parts.push_back(about("a client without a contract", intake.no_contract));
    if (!rules.policy.products.empty()) parts.push_back(about("an unknown product", intake.unknown_product));
    if (intake.keep_refused) parts.emplace_back("what is refused is kept");
    rules.add("report", sentence(parts),
              Value::Object{{"on_missing", word_of(intake.on_missing)},
                            {"unless", intake.unless_client_known ? Value("client known") : Value()},
                            {"wrong_channel", word_of(intake.wrong_channel)},
                            {"no_contract", word_of(intake.no_contract)},
                            {"unknown_product", word_of(intake.unknown_product)},
                            {"keep_refused", intake.keep_refused}});
    const auto& [role, enforce] = rules.policy.contacts;
    if (!role.empty())
        rules.add("contact", fmt::format("the {} reports; a report from somebody else {}", role, deed_of(enforce)),
                  Value::Object{{"role", role}, {"enforce", word_of(enforce)}});
}

void add_updates(Rules& rules) {
    const auto& [priority, every, late_by] = rules.policy.updates;
    rules.add("updates",
              sentence({priority ? "the client is told the priority and every change of it" : "",
                        every ? fmt::format("no more than {} without a word", to_text(*every)) : "",
                        late_by.empty() ? "" : fmt::format("a missed target is told by {}", late_by)}),
              Value::Object{{"priority", priority},
                            {"every", every ? Value(to_text(*every)) : Value()},
                            {"late_by", late_by.empty() ? Value() : Value(late_by)}});
}

void add_coverage(Rules& rules) {
    rules.add("products", joined(rules.policy.products, ", "), texts_json(rules.policy.products));
    rules.add("excluded", joined(rules.policy.excluded, ", "), texts_json(rules.policy.excluded));
}

std::string_view word_of(Policy::Confirm confirm) {
    switch (confirm) {
        case Policy::Confirm::no: return "no";
        case Policy::Confirm::ask: return "ask";
        case Policy::Confirm::demand: return "demand";
    }
    return {};
}

std::string deed_of(Policy::Confirm confirm) {
    switch (confirm) {
        case Policy::Confirm::no: return {};
        case Policy::Confirm::ask: return "the client is asked whether it works";
        case Policy::Confirm::demand: return "not before the client has said that it works";
    }
    return {};
}

void add_end(Rules& rules) {
    const auto& policy = rules.policy;
    rules.add(
        "closing",
        sentence({deed_of(policy.confirm),
                  policy.close_after ? fmt::format("by itself {} after the resolution", to_text(*policy.close_after)) : ""}),
        Value::Object{{"confirm", word_of(policy.confirm)},
                      {"close_after", policy.close_after ? Value(to_text(*policy.close_after)) : Value()}});
    rules.add(
        "reopening",
        sentence({policy.reopen_within ? fmt::format("within {} days of the closing", *policy.reopen_within) : "at any time",
                  policy.reopen_channels.empty() ? "" : fmt::format("by {}", joined(policy.reopen_channels, ", ")),
                  policy.clock.restart ? "the resolution clock starts anew" : "the resolution clock goes on"}),
        Value::Object{{"within", policy.reopen_within ? Value(*policy.reopen_within) : Value()},
                      {"channels", texts_json(policy.reopen_channels)},
                      {"clock", policy.clock.restart ? "restart" : "continue"}});
}

std::string over_text(const Policy::Hours& hours) {
    using Over = Policy::Hours::Over;
    if (hours.over == Over::agree) return "what is over it is charged as far as the client agreed";
    return hours.over == Over::stop ? "no work over it" : "";
}

std::string rollover_text(const Policy::Hours& hours) {
    if (!hours.rollover) return {};
    const auto& [most, months] = *hours.rollover;
    return fmt::format("what is left is carried over{}{}", most ? fmt::format(", {} at the most", to_text(*most)) : "",
                       months ? ", for " + count_of(*months, "month") : "");
}

void add_hours(Rules& rules) {
    const auto& hours = rules.policy.hours;
    if (hours.cap) {
        Value::Array warn_at(hours.warn_at.begin(), hours.warn_at.end());
        rules.add("cap",
                  sentence({fmt::format("{} of work for each client and month", to_text(*hours.cap)), over_text(hours),
                            hours.ceases ? "over it nothing is owed on what counts" : "", rollover_text(hours)}),
                  Value::Object{{"cap", std::int64_t{hours.cap->count() * 60}}, {"warn", std::move(warn_at)}});
    }
    rules.add("entries",
              sentence({hours.round ? fmt::format("each is rounded up to {} minutes", hours.round->count()) : "",
                        hours.count_causes.empty() ? "" : fmt::format("always counted: {}", joined(hours.count_causes, ", ")),
                        hours.spare_causes.empty() ? "" : fmt::format("never counted: {}", joined(hours.spare_causes, ", "))}),
              Value::Object{{"round", hours.round ? Value(std::int64_t{Seconds(*hours.round).count()}) : Value()},
                            {"count_causes", texts_json(hours.count_causes)},
                            {"spare_causes", texts_json(hours.spare_causes)}});
    std::vector<std::string> rates;
    Value::Array rates_json;
    for (const auto& [from, hourly] : rules.policy.rates) {
        rates.push_back(fmt::format("{} an hour from {}", with_code(hourly), to_text(from)));
        rates_json.push_back(
            Value::Object{{"from", to_text(from)}, {"hourly", to_text(hourly)}, {"currency", hourly.currency.code}});
    }
    rules.add("rate", sentence(rates), std::move(rates_json));
}

std::string maintenance_text(const std::optional<Policy::Uptime::Maintenance>& rules) {
    if (!rules) return "no maintenance is excused";
    std::vector<std::string> parts;
    if (rules->notice) parts.push_back(fmt::format("announced {} days before", *rules->notice));
    if (!rules->kinds.empty()) parts.push_back("of " + joined(rules->kinds, ", "));
    if (rules->most)
        parts.push_back(fmt::format("{} in total of the {}{}", to_text(*rules->most),
                                    rules->within == Policy::Uptime::Limit::month ? "month" : "window",
                                    rules->only_excess ? ", the excess counts" : ""));
    return parts.empty() ? "maintenance counts as up" : fmt::format("maintenance counts as up: {}", joined(parts, ", "));
}

void add_uptime(Rules& rules) {
    const auto& [uptime, credits] = std::tie(rules.policy.uptime, rules.policy.credits);
    if (uptime.target)
        rules.add("uptime", sentence({to_text(*uptime.target) + " of a calendar month", maintenance_text(uptime.maintenance)}),
                  to_text(*uptime.target));
    if (!credits) return;
    const bool literal = credits->formula == Policy::Credits::Formula::literal;
    const auto of = credits->of.empty() ? std::string("all charges") : joined(credits->of, ", ");
    rules.add("credits",
              fmt::format("(100 - a){} x b, of {}; excused maintenance is {} in a", literal ? ", read literally," : " %", of,
                          credits->excused_is_up ? "up" : "down"),
              Value::Object{{"formula", literal ? "literal" : "percent"}, {"of", texts_json(credits->of)}});
}

void add_feedback(Rules& rules) {
    const auto& [scale, headline, goal, low] = rules.policy.feedback;
    if (scale.empty()) return;
    rules.add("feedback",
              sentence({joined(scale, ", "),
                        goal ? fmt::format("{} of {}", to_text(*goal), headline.empty() ? scale.front() : headline) : "",
                        low.empty() ? "" : fmt::format("from {} down something follows", low)}),
              texts_json(scale));
}

/// Where a channel has a goal for it, or the policy says another time than usual.
void add_report(Rules& rules) {
    const auto within = rules.policy.report.first_contact_within;
    const auto has_goal = [](const Policy::Channel& each) { return each.first_contact.has_value(); };
    if (std::ranges::none_of(rules.policy.channels, has_goal) && rules.policy.report == Policy::Report()) return;
    rules.add("first contact", fmt::format("resolved during it, or within {} of open time", to_text(within)),
              Value::Object{{"first_contact_within", std::int64_t{Seconds(within).count()}}});
}

void add_backup(Rules& rules) {
    const auto& [every, keep, offsite_every] = rules.policy.backup;
    const auto days_json = [](std::optional<int> days) { return days ? Value(*days) : Value(); };
    rules.add("backup",
              sentence({every ? fmt::format("in full every {}", *every == 1 ? "day" : count_of(*every, "day")) : "",
                        keep ? fmt::format("kept for {}", count_of(*keep, "day")) : "",
                        offsite_every ? fmt::format("a copy at another place every {}", count_of(*offsite_every, "day")) : ""}),
              Value::Object{{"every", days_json(every)}, {"keep", days_json(keep)}, {"offsite_every", days_json(offsite_every)}});
}

void add_audit(Rules& rules) {
    const auto& [program, contract] = rules.policy.audit;
    const auto names = [](const auto& list) { return list->empty() ? std::string("nobody") : joined(*list, ", "); };
    const auto json = [](const auto& list) { return list ? Value(texts_json(*list)) : Value(); };
    rules.add("audit",
              sentence({program ? fmt::format("what the rules do is committed by {}", names(program)) : "",
                        contract ? fmt::format("the contract is changed by {}", names(contract)) : ""}),
              Value::Object{{"program", json(program)}, {"contract", json(contract)}});
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
    add_hours(rules);
    add_uptime(rules);
    add_feedback(rules);
    add_report(rules);
    add_backup(rules);
    add_audit(rules);
    return std::move(rules.table);
}

}  // namespace desk::cli
