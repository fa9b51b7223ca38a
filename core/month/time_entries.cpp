#include "core/month/time_entries.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/all_cores.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/ticket/revision.hpp"

namespace desk {
namespace {

/// Of more months than these every file is decoded.
constexpr auto most_filtered = std::chrono::months(24);

Period span_of(Month month, const Zone& zone) { return {zone.start(month), zone.start(month + std::chrono::months(1))}; }

/// From second to second: what a month's end splits is then, together, the whole again.
Period span_of(const Event& event, const did::Work& work) {
    const auto begin = std::chrono::floor<Seconds>(began(event, work));
    return {begin, begin + work.minutes};
}

/// The spans of a recorded `work`: as it holds, and as it was before it was corrected.
std::vector<Period> spans_of(const Ticket& ticket, const Event& event) {
    std::vector<Period> spans;
    const auto* work = as<did::Work>(event);
    if (!work) return spans;
    if (!ticket.log.revision_of(event) && work->minutes > Minutes(0)) return {span_of(event, *work)};
    for (const auto& version : versions_of(ticket.log, event))
        if (version.work && version.work->minutes > Minutes(0)) spans.push_back(span_of(event, *version.work));
    return spans;
}

Seconds overlap(const Period& a, const Period& b) {
    return std::chrono::floor<Seconds>(std::max(std::min(a.until, b.until) - std::max(a.from, b.from), Milliseconds(0)));
}

/// What the whole entry is rounded up by.
Seconds surplus(Minutes time, const Policy::Hours& hours) {
    if (!hours.round) return Seconds(0);
    const auto rest = time % *hours.round;
    return rest > Minutes(0) ? *hours.round - rest : Seconds(0);
}

std::string why_not_counted(const Ticket& ticket, const std::string& cause, const did::Work& work, const Policy& policy) {
    if (work.counted) return *work.counted ? "" : "logged so";
    return why_not_counted(ticket, cause, policy);
}

/// Within one day of the desk's zone they do not change.
std::vector<Period> divided_by_terms(const Period& whole, const std::string& client, const Desk& desk) {
    std::vector<Period> parts{whole};
    const auto& zone = desk.policy.zone;
    for (std::chrono::sys_days day(zone.day(whole.from));;) {
        const auto midnight = zone.start(Day(day += std::chrono::days(1)));
        auto& last = parts.back();
        if (midnight >= whole.until) return parts;
        if (midnight <= last.from || judged_alike(desk, client, last.from, midnight)) continue;
        last.until = midnight;
        parts.push_back({midnight, whole.until});
    }
}

/// `cause` is the ticket's, for which its whole log is looked through.
void add_pieces(std::vector<TimeEntry>& pieces, const Ticket& ticket, const std::string& cause, const Event& event,
                const Period& month, const Desk& desk) {
    const auto* work = as<did::Work>(event);
    if (!work) return;
    const auto whole = span_of(event, *work);
    if (overlap(whole, month) <= Seconds(0)) return;
    TimeEntry entry;
    entry.ticket = ticket.id;
    entry.client = ticket.client;
    entry.kind = ticket.now.kind;
    entry.by = work->who.empty() ? event.by : work->who;
    entry.text = work->text;
    entry.from = work->moved;
    entry.began = whole.from;
    entry.recorded = event.at;
    entry.time = work->minutes;
    entry.accounted = work->minutes + surplus(work->minutes, *terms_of(desk, ticket.client, whole.from).policy.hours);
    for (const auto& [from, until] : divided_by_terms(whole, ticket.client, desk)) {
        auto piece = part_of(entry, {std::max(from, month.from), std::min(until, month.until)});
        if (!piece) continue;
        piece->why_not = why_not_counted(ticket, cause, *work, terms_of(desk, ticket.client, from).policy);
        piece->counted = piece->why_not.empty();
        pieces.push_back(*std::move(piece));
    }
}

TimeEntry::Correction correction_by(const Event& revision) {
    if (const auto* correct = as<did::Correct>(revision)) return {revision.at, revision.by, correct->why, correct->moved};
    return {revision.at, revision.by, as<did::Retract>(revision)->why, {}};
}

/// The pieces of a `work` that was corrected: as it is right, and what it was before. One that was corrected away, or into other
/// months, leaves a piece of no time.
std::vector<TimeEntry> corrected_pieces(const Log& log, const Event& recorded,
                                        const std::function<std::vector<TimeEntry>(const Event&)>& pieces_of) {
    std::vector<TimeEntry> pieces;
    std::vector<TimeEntry::Former> former;
    std::optional<TimeEntry> last;
    for (const auto& [from, work] : versions_of(log, recorded)) {
        auto version = recorded;
        if (work) version.what = *work;
        pieces = work ? pieces_of(version) : std::vector<TimeEntry>();
        former.push_back({from, {}, {}});
        for (const auto& piece : pieces) {
            former.back().time += piece.time;
            former.back().accounted += piece.accounted;
        }
        if (!pieces.empty()) last = pieces.front();
    }
    if (!last) return {};
    former.pop_back();
    if (pieces.empty()) {
        last->time = last->accounted = Seconds(0);
        pieces.push_back(*std::move(last));
    }
    pieces.front().former = std::move(former);
    for (auto& piece : pieces) piece.corrected = correction_by(*log.revision_of(recorded));
    return pieces;
}

}  // namespace

std::optional<TimeEntry> part_of(const TimeEntry& entry, const Period& period) {
    const Period whole{entry.began, entry.began + entry.time};
    const auto time = overlap(whole, period);
    if (time <= Seconds(0)) return {};
    auto part = entry;
    part.began = std::max(whole.from, period.from);
    part.time = time;
    part.accounted = time + (whole.until <= period.until ? entry.accounted - entry.time : Seconds(0));
    return part;
}

MonthSpan united(const MonthSpan& a, const MonthSpan& b) {
    return {a.first && b.first ? std::optional(std::min(*a.first, *b.first)) : std::nullopt, std::max(a.last, b.last)};
}

std::vector<TimeEntry> entries_in(const Ticket& ticket, Month month, const Desk& desk) {
    std::vector<TimeEntry> entries;
    const auto whole = span_of(month, desk.policy.zone);
    const auto cause = cause_of(ticket);
    const auto pieces_of = [&](const Event& event) {
        std::vector<TimeEntry> pieces;
        add_pieces(pieces, ticket, cause, event, whole, desk);
        return pieces;
    };
    for (const auto& event : ticket.log.recorded())
        if (!ticket.log.revision_of(event))
            add_pieces(entries, ticket, cause, event, whole, desk);
        else if (as<did::Work>(event))
            std::ranges::move(corrected_pieces(ticket.log, event, pieces_of), std::back_inserter(entries));
    return entries;
}

EntriesByMonth entries_in(const Ticket& ticket, const MonthSpan& months, const Desk& desk) {
    EntriesByMonth entries;
    for (const auto month : months_of_work(ticket, desk.policy.zone))
        if (month <= months.last && (!months.first || *months.first <= month)) entries[month] = entries_in(ticket, month, desk);
    return entries;
}

void add(EntriesByClient& entries, const std::string& client, EntriesByMonth&& more) {
    for (auto& [month, of_month] : more) std::ranges::move(of_month, std::back_inserter(entries[client][month]));
}

EntriesByClient entries_of(std::span<const Ticket> tickets, const MonthSpan& months, const Desk& desk) {
    return entries_of(computed_on_all_cores(tickets, [&](const Ticket& ticket) { return entries_in(ticket, months, desk); }),
                      tickets);
}

EntriesByClient entries_of(std::vector<EntriesByMonth> each, std::span<const Ticket> tickets) {
    EntriesByClient entries;
    for (std::size_t i = 0; i < tickets.size(); ++i) add(entries, tickets[i].client, std::move(each[i]));
    return entries;
}

std::vector<Month> months_of_work(const Ticket& ticket, const Zone& zone) {
    std::vector<Month> months;
    for (const auto& event : ticket.log.recorded())
        for (const auto& span : spans_of(ticket, event))
            for (const auto month : {zone.month(span.from), zone.month(span.until - Seconds(1))}) months.push_back(month);
    std::ranges::sort(months);
    months.erase(std::unique(months.begin(), months.end()), months.end());
    return months;
}

bool has_work_in(const Ticket& ticket, const MonthSpan& months, const Zone& zone) {
    const Period whole{months.first ? zone.start(*months.first) : Instant::min(), span_of(months.last, zone).until};
    return std::ranges::any_of(ticket.log.recorded(), [&](const Event& event) {
        return std::ranges::any_of(spans_of(ticket, event),
                                   [&](const Period& span) { return overlap(span, whole) > Seconds(0); });
    });
}

MonthFilter::MonthFilter(const MonthSpan& months, const Zone& zone)
    : all_(!months.first || *months.first + most_filtered < months.last) {
    if (all_) return;
    // An entry lasts a day at most (`longest_work`), and a zone is never more than a day away from UTC.
    const auto margin = std::chrono::days(2);
    const auto last = std::chrono::floor<std::chrono::days>(span_of(months.last, zone).until) + margin;
    for (auto day = std::chrono::floor<std::chrono::days>(zone.start(*months.first)) - margin; day <= last;
         day += std::chrono::days(1)) {
        days_.push_back(to_text(Day{day}));
        const auto year = days_.back().substr(0, 5);
        if (years_.empty() || years_.back() != year) years_.push_back(year);
    }
}

bool MonthFilter::operator()(std::string_view bytes) const {
    if (all_) return true;
    for (const auto& year : years_)
        for (auto at = bytes.find(year); at != std::string_view::npos; at = bytes.find(year, at + year.size()))
            if (std::ranges::binary_search(days_, bytes.substr(at, days_.front().size()))) return true;
    return false;
}

}  // namespace desk
