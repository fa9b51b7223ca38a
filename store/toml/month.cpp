#include "store/toml/month.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/backup_rules.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/rate.hpp"
#include "core/contract/report_rules.hpp"
#include "core/contract/uptime_rules.hpp"
#include "store/toml/calendar.hpp"
#include "store/toml/keys.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

void read_hours(Settings& table, PolicyDraft& draft) {
    auto& hours = *draft.policy.hours;
    KeyReader reader(table, draft);
    Policy::Hours::keys(hours, reader);
    if (hours.cap) return;
    if (reader.said("warn")) table.refuse("warn in [hours] needs a cap");
    if (reader.said("rollover")) table.refuse("rollover in [hours] needs a cap");
}

void read_uptime(Settings& table, PolicyDraft& draft) {
    auto& uptime = *draft.policy.uptime;
    const bool limited = uptime.maintenance && uptime.maintenance->most;
    KeyReader reader(table, draft, [&](const Settings& maintenance, const KeyReader& read) {
        if (read.said("over") && !read.said("most") && !limited)
            maintenance.refuse("over in [uptime.maintenance] needs most, as in: most = \"30 minutes\"");
    });
    Policy::Uptime::keys(uptime, reader);
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
        setting.refuse(fmt::format("{} is an amount without a currency", setting.key),
                       R"(desk.toml names it: [desk] currency = "GBP")");
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    const auto money = money_from(number ? std::to_string(*number) : text_from(setting), currency);
    if (!money)
        setting.want(fmt::format("an amount of {} with {} digits after the point at most", currency.code, currency.digits));
    return *money;
}

void read_rates(Settings& root, const CurrencyOn& currency_on, std::vector<Policy::Rate>& rates) {
    std::vector<Day> days;
    root.every_table("rate", rates, [&](Settings& table, Policy::Rate& rate) {
        table.must("from", rate.from, date_from, R"("2026-01-01")");
        table.must(
            "hourly", rate.hourly, [&](const Setting& setting) { return money_from(setting, currency_on(rate.from)); },
            R"("95")");
        if (contains(days, rate.from)) table.refuse(fmt::format("there is already a rate from {}", to_text(rate.from)));
        days.push_back(rate.from);
    });
    std::ranges::sort(rates, {}, &Policy::Rate::from);
}

void read_month(Settings& root, PolicyDraft& draft) {
    auto& policy = draft.policy;
    root.table("hours", [&](Settings& table) { read_hours(table, draft); });
    read_rates(
        root, [&](Day) -> const Currency& { return policy.currency; }, policy.rates);
    root.table("uptime", [&](Settings& table) { read_uptime(table, draft); });
    auto credits = policy.uptime->credits.value_or(Policy::Uptime::Credits());
    if (root.table("credits", [&](Settings& table) { read_keys(table, draft, credits); })) policy.uptime->credits = credits;
    root.table("feedback", [&](Settings& table) { read_keys(table, draft, *policy.feedback); });
    root.table("report", [&](Settings& table) { read_keys(table, draft, *policy.report); });
    root.table("platform_backup", [&](Settings& table) { read_keys(table, draft, policy.backup->platform); });
}

}  // namespace desk
