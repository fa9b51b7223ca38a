#include "core/month/consequence.hpp"

#include <algorithm>
#include <map>

#include "core/contract/hours_rules.hpp"

namespace desk {
namespace {

using Counted = std::map<std::pair<std::string, Month>, Seconds>;

Counted counted_of(std::span<const Ticket> tickets, const Desk& desk) {
    Counted counted;
    for (const auto& ticket : tickets)
        for (const auto& [month, entries] : entries_in(ticket, all_months, desk))
            for (const auto& entry : entries)
                if (entry.counted) counted[{ticket.client, month}] += entry.accounted;
    return counted;
}

ClientHours hours_with(EntriesByClient entries, std::span<const Ticket> tickets, const std::string& client, Month month,
                       const Desk& desk) {
    const auto needed = months_needed(desk, month, client);
    for (const auto& ticket : tickets)
        if (ticket.client == client) add(entries, client, entries_in(ticket, needed, desk));
    for (auto& hours : month_hours(entries, month, desk, client).clients)
        if (hours.client == client) return std::move(hours);
    return {};
}

}  // namespace

std::set<std::pair<std::string, Month>> months_with_more(const TicketsChanged& changed, const Desk& desk) {
    const auto before = counted_of(changed.before, desk);
    std::set<std::pair<std::string, Month>> more;
    for (const auto& [place, time] : counted_of(changed.after, desk))
        if (const auto then = before.find(place); then == before.end() || then->second < time) more.insert(place);
    return more;
}

Consequence consequence_of(std::span<const Ticket> others, const TicketsChanged& changed, const std::string& client, Month month,
                           const Desk& desk) {
    const auto entries = entries_of(others, months_needed(desk, month, client), desk);
    const auto then = hours_with(entries, changed.before, client, month, desk);
    const auto now = hours_with(entries, changed.after, client, month, desk);
    Consequence made{{}, std::max(now.unagreed - then.unagreed, Seconds(0))};
    if (!now.cap) return made;
    // By what there is to use now: a client that had no work before had no figures either.
    const auto had_used = [&](int percent) {
        auto before = now;
        before.used = then.used;
        return before.has_used(percent);
    };
    const auto& warn_at = terms_in(desk, client, month).policy.hours->warn_at;
    for (auto percent = warn_at.rbegin(); percent != warn_at.rend() && !made.crossing; ++percent)
        if (now.has_used(*percent) && !had_used(*percent)) made.crossing = {client, month, *percent, now.used, now.limit()};
    return made;
}

}  // namespace desk
