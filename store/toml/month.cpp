#include "store/toml/month.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "store/toml/calendar.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

using Hours = Policy::Hours;
using Uptime = Policy::Uptime;
using Credits = Policy::Credits;

int months_from(const Setting& setting) {
    constexpr int most = 120;
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr || *number < 1 || *number > most) setting.want("a number of months, 1 to 120");
    return static_cast<int>(*number);
}

/// What an entry is rounded up to.
Minutes step_from(const Setting& setting) {
    const auto step = length_in_minutes_from(setting);
    if (step < Minutes(1) || step > std::chrono::hours(1)) setting.want("from 1 minute to 1 hour");
    return step;
}

void read_rollover(Settings& table, Hours& hours) {
    if (!hours.rollover) hours.rollover.emplace();
    auto& rollover = *hours.rollover;
    table.may("most", rollover.most, length_in_minutes_from, R"("10 hours")");
    table.may("months", rollover.months, months_from, "3");
}

void read_hours(Settings& table, Hours& hours) {
    using Over = Hours::Over;
    table.may("cap", hours.cap, length_in_minutes_from, R"("30 hours")");
    const bool warns = table.may("warn", hours.warn_at, percents_from, "[80, 100]");
    table.may("round", hours.round, step_from, R"("15 minutes")");
    table.may("count_causes", hours.count_causes, texts_from, R"(["improper use"])");
    table.may("spare_causes", hours.spare_causes, texts_from, R"(["our mistake"])");
    table.may("over", hours.over, one_of<Over>({{Over::allow, "allow"}, {Over::agree, "agree"}, {Over::stop, "stop"}}),
              R"("agree")");
    table.may("ceases", hours.ceases, flag_from, "true");
    const bool rolls = table.table("rollover", [&](Settings& inner) { read_rollover(inner, hours); });
    if (hours.cap) return;
    if (warns) table.refuse("warn in [hours] needs a cap");
    if (rolls) table.refuse("rollover in [hours] needs a cap");
}

void read_maintenance(Settings& table, Uptime::Maintenance& maintenance) {
    using Limit = Uptime::Limit;
    table.may("notice", maintenance.notice, days_from, R"("7 days")");
    table.may("kinds", maintenance.kinds, list_of(name_from, "a list of names"), R"(["os", "dbms"])");
    const bool limited = table.may("most", maintenance.most, length_in_minutes_from, R"("30 minutes")");
    table.may("within", maintenance.within, one_of<Limit>({{Limit::month, "month"}, {Limit::window, "window"}}), R"("month")");
    const bool counts =
        table.may("over", maintenance.only_excess, one_of<bool>({{false, "all"}, {true, "excess"}}), R"("excess")");
    if (counts && !limited && !maintenance.most)
        table.refuse("over in [uptime.maintenance] needs most, as in: most = \"30 minutes\"");
}

void read_uptime(Settings& table, Uptime& uptime) {
    table.may("target", uptime.target, share_from, R"("99.8 %")");
    auto maintenance = uptime.maintenance.value_or(Uptime::Maintenance());
    if (table.table("maintenance", [&](Settings& inner) { read_maintenance(inner, maintenance); }))
        uptime.maintenance = maintenance;
}

void read_credits(Settings& table, Credits& credits) {
    using Formula = Credits::Formula;
    table.may("formula", credits.formula, one_of<Formula>({{Formula::percent, "percent"}, {Formula::literal, "literal"}}),
              R"("percent")");
    table.may("of", credits.of, list_of(name_from, "a list of charges"), R"(["access"])");
    table.may("note", credits.note, text_from, R"("the only remedy")");
    table.may("excused", credits.excused_is_up, one_of<bool>({{true, "up"}, {false, "down"}}), R"("up")");
}

void read_feedback(Settings& table, Policy::Feedback& feedback) {
    std::vector<std::string> scale;
    table.may("scale", feedback.scale, list_of(new_name_in(scale), "a list of names, the best first"), R"(["good", "poor"])");
    const auto score = [&](const Setting& setting) {
        auto word = name_from(setting);
        must_be_known(setting, "score", word, feedback.scale);
        return word;
    };
    table.may("headline", feedback.headline, score, R"("good")");
    table.may("goal", feedback.goal, share_from, R"("98 %")");
    table.may("low", feedback.low, score, R"("poor")");
}

}  // namespace

Currency currency_from(const Setting& setting) {
    const auto currency = currency_from(std::string_view(text_from(setting)));
    if (!currency) setting.want("the code of a currency");
    return *currency;
}

Percent share_from(const Setting& setting) {
    const auto share = percentage_from(text_from(setting));
    if (!share) setting.want("a percentage, 0 to 100");
    return *share;
}

Month month_from(const Setting& setting) {
    const auto month = month_from(std::string_view(text_from(setting)));
    if (!month) setting.want("a month");
    return *month;
}

Money money_from(const Setting& setting, const Currency& currency) {
    if (currency.code.empty())
        setting.refuse(fmt::format("{} is an amount of no currency", setting.key),
                       R"(desk.toml names it: [desk] currency = "GBP")");
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    const auto money = money_from(number ? std::to_string(*number) : text_from(setting), currency);
    if (!money)
        setting.want(fmt::format("an amount of {} with {} digits behind the point at most", currency.code, currency.digits));
    return *money;
}

void read_rates(Settings& root, const CurrencyOn& currency_on, std::vector<Policy::Rate>& rates) {
    std::vector<Day> days;
    root.every_table("rate", rates, [&](Settings& table, Policy::Rate& rate) {
        table.must("from", rate.from, date_from, R"("2026-01-01")");
        table.must(
            "hourly", rate.hourly, [&](const Setting& setting) { return money_from(setting, currency_on(rate.from)); },
            R"("95")");
        if (contains(days, rate.from)) table.refuse(fmt::format("there is a rate from {} already", to_text(rate.from)));
        days.push_back(rate.from);
    });
    std::ranges::sort(rates, {}, &Policy::Rate::from);
}

void read_month(Settings& root, PolicyDraft& draft) {
    auto& policy = draft.policy;
    root.table("hours", [&](Settings& table) { read_hours(table, policy.hours); });
    read_rates(
        root, [&](Day) -> const Currency& { return policy.currency; }, policy.rates);
    root.table("uptime", [&](Settings& table) { read_uptime(table, policy.uptime); });
    auto credits = policy.credits.value_or(Credits());
    if (root.table("credits", [&](Settings& table) { read_credits(table, credits); })) policy.credits = credits;
    root.table("feedback", [&](Settings& table) { read_feedback(table, policy.feedback); });
    root.table("report", [&](Settings& table) {
        table.may("first_contact_within", policy.report.first_contact_within, length_in_minutes_from, R"("1 hour")");
    });
}

}  // namespace desk
