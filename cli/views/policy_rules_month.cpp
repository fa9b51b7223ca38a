#include <cstdint>
#include <optional>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/views/policy_keys.hpp"
#include "cli/views/policy_rules.hpp"
#include "cli/views/policy_words.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/policy_tables.hpp"

namespace desk::cli {
namespace {

std::string over_text(const Policy::Hours& hours) {
    using Over = Policy::Hours::Over;
    if (hours.over == Over::agree) return "what is over it is charged as far as the client agreed";
    return hours.over == Over::stop ? "no work over it" : "";
}

std::string rollover_text(const Policy::Hours& hours) {
    if (!hours.rollover) return {};
    const auto& [most, months] = *hours.rollover;
    return fmt::format("what is left is carried over{}{}", most ? fmt::format(", at most {}", to_text(*most)) : "",
                       months ? ", for " + count_of(*months, "month") : "");
}

void add_hours(Rules& rules) {
    const auto& hours = *rules.policy.hours;
    if (hours.cap) {
        rules.say(
            "cap",
            {{fmt::format("{} of work for each client and month", to_text(*hours.cap)), {"hours.cap"}},
             {hours.warn_at.empty() ? "" : fmt::format("a warning at {} %", fmt::join(hours.warn_at, " %, ")), {"hours.warn"}},
             {over_text(hours), {"hours.over"}},
             {hours.ceases ? "over it no support is owed for what counts" : "", {"hours.ceases"}},
             {rollover_text(hours), {"hours.rollover", "hours.rollover.most", "hours.rollover.months"}}},
            table_json(hours));
    }
    rules.say("entries",
              {{hours.round ? fmt::format("each is rounded up to {} minutes", hours.round->count()) : "", {"hours.round"}},
               {hours.count_causes.empty() ? "" : fmt::format("always counted: {}", joined(hours.count_causes, ", ")),
                {"hours.count_causes"}},
               {hours.spare_causes.empty() ? "" : fmt::format("never counted: {}", joined(hours.spare_causes, ", ")),
                {"hours.spare_causes"}}},
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
    rules.add("rate", joined(rates, "; "), std::move(rates_json));
}

Part maintenance_part(const std::optional<Policy::Uptime::Maintenance>& rules) {
    if (!rules) return {"no maintenance is excused"};
    std::vector<std::string> parts;
    std::vector<std::string> keys{"uptime.maintenance", "uptime.maintenance.notice", "uptime.maintenance.kinds"};
    if (rules->notice) parts.push_back(fmt::format("announced {} days before", *rules->notice));
    if (!rules->kinds.empty()) parts.push_back("of " + joined(rules->kinds, ", "));
    if (rules->most) {
        parts.push_back(fmt::format("{} in total of the {}{}", to_text(*rules->most),
                                    rules->within == Policy::Uptime::Limit::month ? "month" : "window",
                                    rules->only_excess ? ", the excess counts" : ""));
        for (const auto* key : {"most", "within", "over"}) keys.push_back(fmt::format("uptime.maintenance.{}", key));
    }
    return {fmt::format("maintenance counts as up{}{}", parts.empty() ? "" : ": ", joined(parts, ", ")), keys};
}

void add_uptime(Rules& rules) {
    const auto& [uptime, credits] = std::tie(*rules.policy.uptime, rules.policy.uptime->credits);
    if (uptime.target)
        rules.say("uptime",
                  {{to_text(*uptime.target) + " of a calendar month", {"uptime.target"}}, maintenance_part(uptime.maintenance)},
                  to_text(*uptime.target));
    if (!credits) return;
    const bool literal = credits->formula == Policy::Uptime::Credits::Formula::literal;
    const auto of = credits->of.empty() ? std::string("all charges") : joined(credits->of, ", ");
    rules.say(
        "credits",
        {{fmt::format("(100 - a){} x b, of {}", literal ? ", read literally," : " %", of), {"credits.formula", "credits.of"}},
         {fmt::format("excused maintenance is {} in a", credits->excused_is_up ? "up" : "down"), {"credits.excused"}},
         {credits->note, {"credits.note"}}},
        table_json(*credits));
}

void add_feedback(Rules& rules) {
    const auto& [scale, headline, goal, low, ask, link] = *rules.policy.feedback;
    if (scale.empty()) return;
    const auto first = headline.empty() ? std::string() : headline + " is reported first";
    rules.say("feedback",
              {{joined(scale, ", "), {"feedback.scale"}},
               {goal ? fmt::format("{} of {}", to_text(*goal), headline.empty() ? scale.front() : headline) : first,
                {"feedback.goal", "feedback.headline"}},
               {low.empty() ? "" : fmt::format("a rating of {} or lower needs a follow-up", low), {"feedback.low"}},
               {ask ? "asked for by mail when a ticket is closed" : "", {"feedback.ask"}},
               {link.empty() ? "" : fmt::format("reviews at {}", link), {"feedback.link"}}},
              texts_json(scale));
}

}  // namespace

void add_month(Rules& rules) {
    add_hours(rules);
    add_uptime(rules);
    add_feedback(rules);
}

}  // namespace desk::cli
