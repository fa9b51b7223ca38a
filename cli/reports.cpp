#include "cli/reports.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/month/report_targets.hpp"
#include "core/ticket/edits.hpp"
#include "store/desk/platform_backups.hpp"

namespace desk::cli {

Reports::Reports(std::string client, Context& context)
    : client_(std::move(client)),
      context_(context),
      desk_(context.desk()),
      kept_(context.store(), context.now),
      platform_backups_(platform_backups_of(context.store())) {}

void Reports::read(const Asked& from, const Asked& through) {
    const auto needed = months_needed(kept_.sources(), from.months.first, last_begun(through), client_);
    const LifeFilter lives({from.whole.from, through.whole.until});
    const MonthFilter worked(needed, desk_.policy.zone);
    const auto may_match = [&](std::string_view bytes) { return lives(bytes) || worked(bytes); };
    const auto matches = [&](const Ticket& ticket) { return client_.empty() || was_ever_of(ticket, client_); };
    const auto entries = [&](const Ticket& known) { return std::optional(entries_in(known, needed, desk_)); };
    auto found = context_.store().map({Depth::whole, may_match, matches},
                                      [&](const Ticket& ticket) { return known_now(ticket, context_.now, entries); });
    entries_ = entries_of(std::move(found.values), found.tickets);
    tickets_ = std::move(found.tickets);
}

std::vector<std::string> Reports::closed_otherwise(const Months& months) const {
    std::vector<std::string> all;
    for (auto month = months.first; month <= months.last; month += std::chrono::months(1))
        std::ranges::copy(kept_.closed_otherwise(month), std::back_inserter(all));
    return all;
}

std::vector<TimeEntry> Reports::Made::all_entries() const {
    auto all = days;
    for (const auto& month : months) all.insert(all.end(), month.entries.begin(), month.entries.end());
    return all;
}

Reports::Made Reports::made(const Asked& asked) const {
    Made made;
    std::vector<Ticket> living;
    for (const auto& ticket : tickets_)
        if (lives_in(ticket, asked.whole)) living.push_back(ticket);
    const auto period = so_far(asked.whole, living, context_.now);
    made.tickets = as_of(std::move(living), period.until);
    made.report = report_of(made.tickets, period, client_, desk_);
    std::ranges::move(corrected_after(tickets_, period, client_, context_.now, desk_.policy.zone),
                      std::back_inserter(made.report.corrected));
    for (auto month = asked.months.first; month <= last_begun(asked); month += std::chrono::months(1)) {
        auto of_it = of_month(month);
        for (const auto& entry : asked.in_months ? std::vector<TimeEntry>() : of_it.entries)
            if (auto part = part_of(entry, asked.whole)) made.days.push_back(*std::move(part));
        if (asked.in_months) made.months.push_back(std::move(of_it));
    }
    const auto entries = made.all_entries();
    add_hours(made.report.volume.agents, entries);
    if (!client_.empty()) made.listed = reported_tickets(made.report, made.tickets, entries);
    return made;
}

WholeReport Reports::whole(const Made& made, const Asked& asked) const {
    return {made.report, made.months, made.days, desk_, context_.now, asked.whole, made.listed, {}, {}};
}

/// The last of the months that has begun by now.
Month Reports::last_begun(const Asked& asked) const { return std::min(asked.months.last, desk_.policy.zone.month(context_.now)); }

/// The entries of a month; of a closed one as it was stated.
std::vector<TimeEntry> Reports::stated(const Billing& billing) const {
    if (!billing.closed) return all_entries(billing.hours);
    auto entries = entries_as_of(billing.closed->at, tickets_, billing.closed->month, desk_);
    std::erase_if(entries, [&](const TimeEntry& entry) { return !client_.empty() && entry.client != client_; });
    return entries;
}

/// Those of the statement, where it kept them.
std::vector<WeekHours> Reports::weeks_of(const ReportMonth& month) const {
    if (!month.billing.closed || month.billing.closed->weeks.empty()) return desk::weeks_of(month.entries, desk_.policy.zone);
    auto weeks = month.billing.closed->weeks;
    std::erase_if(weeks, [&](const WeekHours& week) { return !client_.empty() && week.client != client_; });
    return weeks;
}

/// Of a month that was over before anything was recorded nobody knows.
std::vector<PlatformMonth> Reports::platforms_in(Month month) const {
    auto platforms = platforms_of(platform_backups_, desk_, month);
    if (!client_.empty()) platforms = {platform_of(platform_backups_, client_, desk_, month)};
    const auto end = desk_.policy.zone.start(month + std::chrono::months(1));
    std::vector<PlatformMonth> months;
    for (auto& platform : platforms)
        if (platform.says_something() && (end > context_.now || newest_copy(platform, end)))
            months.push_back(desk::month_of(std::move(platform), month, desk_.policy.zone, context_.now));
    return months;
}

ReportMonth Reports::of_month(Month month) const {
    ReportMonth made{bill(entries_, month, kept_.sources(), client_), {}, {}, {}, {}, {}, platforms_in(month)};
    made.entries = stated(made.billing);
    made.weeks = weeks_of(made);
    if (auto uptime = kept_.uptime(client_, month); uptime.target) made.uptime = std::move(uptime);
    if (client_.empty()) made.own = kept_.own_uptimes(month);
    std::erase_if(made.own, [](const ClientUptime& own) { return !own.uptime.target || own.uptime.total == Seconds(0); });
    // A month that met its target gives nothing back to anybody.
    for (const auto& client : desk_.clients) {
        if (!contract_in(client, month) || (!client_.empty() && client.name != client_)) continue;
        const auto uptime = kept_.uptime(client.name, month);
        if (!uptime.missed()) continue;
        if (auto credit = credit_for(client, uptime, desk_)) made.credits.emplace_back(client.name, *std::move(credit));
    }
    return made;
}

}  // namespace desk::cli
