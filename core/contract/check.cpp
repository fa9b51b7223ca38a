#include "core/contract/check.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/dated.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/rate.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/uptime_rules.hpp"

namespace desk {
namespace {

using Kind = PolicyFinding::Kind;
using Findings = std::vector<PolicyFinding>;

std::string table_of(const Policy::Priority& priority) { return "priority." + priority.name; }

void find_what_the_source_lacks(const Policy& policy, Findings& found) {
    for (const auto& hole : policy.missing) found.push_back({Kind::hole, "desk", hole});
}

/// Whether every channel has a response target, so that a priority needs none of its own.
bool channels_respond(const Policy& policy) {
    return !policy.channels.empty() && std::ranges::all_of(policy.channels, [](const Policy::Channel& channel) {
        return !channel.offered || channel.respond;
    });
}

void find_unsaid_of_priorities(const Policy& policy, Findings& found) {
    for (const auto& priority : policy.priorities) {
        const auto hole = [&](const char* text) { found.push_back({Kind::hole, table_of(priority), text}); };
        if (trimmed(priority.means).empty()) hole("no definition");
        if (!priority.targets.respond && !channels_respond(policy)) hole("no response target");
        if (!priority.targets.resolve) hole("no resolution target");
    }
}

void find_nameless_categories(const Policy& policy, Findings& found) {
    for (const auto& kind : policy.kinds) {
        const auto count = std::ranges::count(kind.categories, "?");
        if (count > 0)
            found.push_back({Kind::hole, "kind." + kind.name, count_of(count, "category", "categories") + " without a name"});
    }
}

/// By the channels that the most urgent reports must come by, somebody must be reached.
void find_channels_without_address(const Policy& policy, Findings& found) {
    for (const auto& channel : policy.channels) {
        const auto needs = [&](const Policy::Priority& priority) {
            const bool urgent = priority.immediate || rank_of(policy, priority.name) == 0;
            return urgent && contains(priority.channels, channel.name);
        };
        const auto priority = std::ranges::find_if(policy.priorities, needs);
        if (channel.offered && channel.address.empty() && priority != policy.priorities.end())
            found.push_back({Kind::hole, "channel." + channel.name, fmt::format("no address, and {} needs it", priority->name)});
    }
}

/// Mails go out from an address, and come back to it; what is asked for has a scale.
void find_gaps_of_mails(const Policy& policy, Findings& found) {
    const auto is_one = [](const Policy::Channel& channel) { return is_address(channel.address); };
    if (writes_mails(policy) && std::ranges::none_of(policy.channels, is_one))
        found.push_back({Kind::hole, "mail", "mails are to go out, and no channel has a mail address"});
    if (policy.feedback->ask && policy.feedback->scale.empty())
        found.push_back({Kind::hole, "feedback", "a score is asked for, and there is no scale"});
}

void find_twins(const Policy& policy, Findings& found) {
    const auto& all = policy.priorities;
    for (auto one = all.begin(); one != all.end(); ++one)
        for (auto other = one + 1; other != all.end(); ++other)
            if (!one->means.empty() && one->means == other->means)
                found.push_back({Kind::contradiction, table_of(*one),
                                 fmt::format("{} and {} have the same definition: an assessment cannot choose between them",
                                             one->name, other->name)});
}

void find_channels_not_offered(const Policy& policy, Findings& found) {
    if (policy.channels.empty()) return;
    for (const auto& priority : policy.priorities)
        for (const auto& name : priority.channels)
            if (const auto* channel = channel_named(policy, name); !channel || !channel->offered)
                found.push_back({Kind::contradiction, table_of(priority), fmt::format("channel {} is not offered", name)});
}

bool takes(const Policy& policy, const Policy::Channel& channel, const Policy::Priority& priority) {
    if (!channel.offered || (!priority.channels.empty() && !contains(priority.channels, channel.name))) return false;
    return channel.highest.empty() || rank_of(policy, priority.name) >= rank_of(policy, channel.highest);
}

void find_unreportable(const Policy& policy, Findings& found) {
    if (policy.channels.empty()) return;
    for (const auto& priority : policy.priorities)
        if (std::ranges::none_of(policy.channels, [&](const auto& channel) { return takes(policy, channel, priority); }))
            found.push_back(
                {Kind::contradiction, table_of(priority), "it cannot be reported: no channel that is offered accepts it"});
}

/// The tiers in which tickets begin, and those that the rules bring them to.
std::set<int> reached_tiers(const Desk& desk, const Policy& policy) {
    const auto& rules = *policy.escalation;
    std::set<int> reached{1};
    for (const auto& client : desk.clients)
        for (const auto& contract : client.contracts)
            if (!contract.tiers.empty()) reached.insert(std::ranges::min(contract.tiers));
    for (const auto& rule : rules.immediate) reached.insert(rule.to);
    if (rules.after_work) reached.insert(2);
    // Upwards from every tier that is reached, so from the lowest all are.
    if (rules.escalate)
        for (int tier = 2; tier <= static_cast<int>(policy.tiers.size()); ++tier) reached.insert(tier);
    return reached;
}

void find_tiers_out_of_reach(const Desk& desk, const Policy& policy, Findings& found) {
    const auto& rules = *policy.escalation;
    if (!rules.after_work && !rules.escalate && rules.immediate.empty()) return;
    const auto reached = reached_tiers(desk, policy);
    for (int tier = 1; tier <= static_cast<int>(policy.tiers.size()); ++tier)
        if (!reached.contains(tier))
            found.push_back({Kind::contradiction, fmt::format("tier {}", tier), "no escalation rule reaches it"});
}

bool is_never_shut(const Calendar& calendar) {
    constexpr Minutes midnight = std::chrono::hours(24);
    return std::ranges::all_of(calendar.week, [&](const std::vector<Window>& day) {
        const auto open = merged(day);
        return open.size() == 1 && open[0].from == Minutes(0) && (open[0].to >= midnight || open[0].to == Minutes(0));
    });
}

bool is_ever_open(const Calendar& calendar) {
    return std::ranges::any_of(calendar.week, [](const std::vector<Window>& day) { return !day.empty(); });
}

std::set<std::chrono::year> years_with_holidays(const Calendar& calendar) {
    std::set<std::chrono::year> years;
    for (const auto& day : calendar.holidays) years.insert(day.year());
    for (const auto& [day, hours] : calendar.dates)
        if (hours.empty()) years.insert(day.year());
    return years;
}

void find_years_without_holidays(const Policy& policy, std::chrono::year year, Findings& found) {
    for (const auto& calendar : policy.calendars) {
        if (!is_ever_open(calendar) || is_never_shut(calendar)) continue;
        const auto note = [&](std::string text) { found.push_back({Kind::note, "calendar." + calendar.name, std::move(text)}); };
        const auto years = years_with_holidays(calendar);
        if (years.empty()) {
            note("no holidays");
            continue;
        }
        for (const auto each : {year, year + std::chrono::years(1)})
            if (!years.contains(each)) note(fmt::format("no holiday in {}", static_cast<int>(each)));
    }
}

void find_reopening_for_ever(const Policy& policy, Findings& found) {
    if (!policy.reopen->within) found.push_back({Kind::note, "reopen", "closed tickets can be reopened at any time"});
}

void find_credits_without_target(const Policy& policy, Findings& found) {
    if (policy.uptime->credits && !policy.uptime->target)
        found.push_back({Kind::contradiction, "credits", "there are credits, and no uptime target to miss"});
}

/// Rates are inherited, and do not hold in another currency.
void find_rates_in_another_currency(const Policy& policy, Findings& found) {
    const auto is_other = [&](const Policy::Rate& rate) { return rate.hourly.currency != policy.currency; };
    const auto other = std::ranges::find_if(policy.rates, is_other);
    if (other != policy.rates.end())
        found.push_back(
            {Kind::contradiction, "rate",
             fmt::format("the currency is {} and the rates of desk.toml are in {}, so none applies: give it rates of its own",
                         policy.currency.code.empty() ? "not named" : policy.currency.code, other->hourly.currency.code)});
}

/// What holds for everybody without a policy of their own.
void find_currency_within_month(const Desk& desk, Findings& found) {
    for (const auto& dated : desk.policy.terms) {
        const auto before = std::chrono::sys_days(dated.from) - std::chrono::days(1);
        find_currency_within_month(policy_on(desk, before), before, policy_on(desk, dated.from), dated.from, "terms", found);
    }
}

Findings findings_in_policy(const Desk& desk, const Policy& policy, std::chrono::year year) {
    Findings found;
    find_what_the_source_lacks(policy, found);
    find_unsaid_of_priorities(policy, found);
    find_nameless_categories(policy, found);
    find_gaps_of_mails(policy, found);
    find_channels_without_address(policy, found);
    find_twins(policy, found);
    find_channels_not_offered(policy, found);
    find_unreportable(policy, found);
    find_tiers_out_of_reach(desk, policy, found);
    find_credits_without_target(policy, found);
    find_rates_in_another_currency(policy, found);
    find_years_without_holidays(policy, year, found);
    find_reopening_for_ever(policy, found);
    return found;
}

}  // namespace

void find_currency_within_month(const Policy& before, Day until, const Policy& after, Day from, const std::string& table,
                                std::vector<PolicyFinding>& found) {
    const auto &was = before.currency, &is = after.currency;
    const bool in_one_month = until.year() / until.month() == from.year() / from.month();
    if (was == is || was.code.empty() || is.code.empty() || !in_one_month) return;
    found.push_back({Kind::contradiction, table,
                     fmt::format("the currency changes from {} to {} on {}, within a month: it has a total in each", was.code,
                                 is.code, to_text(from))});
}

std::vector<PolicyFinding> findings_in(const Desk& desk, std::chrono::year year) {
    auto found = findings_in_policy(desk, desk.policy, year);
    const auto of_desk = found;
    for (const auto& [name, policy] : desk.further)
        for (auto& finding : findings_in_policy(desk, policy, year)) {
            // A further policy begins as a copy of the desk's, so it has its holes too.
            if (contains(of_desk, finding)) continue;
            finding.table = fmt::format("{}: {}", name, finding.table);
            found.push_back(std::move(finding));
        }
    find_currency_within_month(desk, found);
    for (const auto& client : desk.clients)
        if (!client.broken) std::ranges::move(findings_in(client, desk, year), std::back_inserter(found));
    std::ranges::stable_sort(found, std::ranges::less(), &PolicyFinding::kind);
    return found;
}

bool writes_mails(const Policy& policy) {
    const auto& mail = *policy.mail;
    return mail.acknowledge != Policy::Mail::Acknowledge::no || mail.confirm || mail.closing || policy.feedback->ask;
}

}  // namespace desk
