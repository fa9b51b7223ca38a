#include "core/hours.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace desk {
namespace {

struct Span {
    Instant begin, end;
};

Span span_of(Month month, const Zone& zone) { return {zone.start(month), zone.start(month + std::chrono::months(1))}; }

/// From second to second: what a month's end splits is then, together, the whole again.
Span span_of(const Event& event, const did::Work& work) {
    const auto begin = std::chrono::floor<Seconds>(began(event, work));
    return {begin, begin + work.minutes};
}

Seconds overlap(const Span& a, const Span& b) {
    return std::chrono::floor<Seconds>(std::max(std::min(a.end, b.end) - std::max(a.begin, b.begin), Milliseconds(0)));
}

/// Empty when the entry uses up the cap.
std::string why_not_counted(const Ticket& ticket, const did::Work& work, const Policy& policy) {
    if (work.counted) return *work.counted ? "" : "logged so";
    if (ticket.now.out_of_scope) return "out of scope";
    if (!counts(policy, ticket.now.kind)) return fmt::format("kind {}", ticket.now.kind);
    return {};
}

Entry entry_of(const Ticket& ticket, const Event& event, const did::Work& work, const Policy& policy) {
    Entry entry;
    entry.ticket = ticket.id;
    entry.client = ticket.client;
    entry.kind = ticket.now.kind;
    entry.by = event.by;
    entry.text = work.text;
    entry.began = began(event, work);
    entry.why_not = why_not_counted(ticket, work, policy);
    entry.counted = entry.why_not.empty();
    return entry;
}

/// Runs the client's entries, in the order of the work, against the cap.
void settle(ClientHours& client) {
    std::ranges::stable_sort(client.entries, [](const Entry& a, const Entry& b) {
        return std::tie(a.began, a.ticket, a.by) < std::tie(b.began, b.ticket, b.by);
    });
    for (auto& entry : client.entries) {
        if (!entry.counted) {
            client.not_counted += entry.time;
            continue;
        }
        const auto room = client.cap ? *client.cap - client.used : entry.time;
        entry.over = std::max(entry.time - room, Seconds(0));
        client.used += entry.time - entry.over;
        client.over += entry.over;
    }
}

std::optional<int> highest_crossed(const Policy& policy, Seconds before, Seconds after) {
    if (!policy.hours.cap) return std::nullopt;
    const auto reached = [&](int percent, Seconds counted) {
        const auto share = counted * 100, limit = Seconds(*policy.hours.cap) * percent;
        return percent == 100 ? share > limit : share >= limit;
    };
    for (auto percent = policy.hours.warn_at.rbegin(); percent != policy.hours.warn_at.rend(); ++percent)
        if (reached(*percent, after) && !reached(*percent, before)) return *percent;
    return std::nullopt;
}

}  // namespace

std::optional<Seconds> ClientHours::left() const {
    if (!cap) return std::nullopt;
    return *cap - used;
}

MonthHours month_hours(std::span<const Ticket> tickets, Month month, const Policy& policy, const std::string& client) {
    const auto whole = span_of(month, policy.zone);
    std::map<std::string, ClientHours> clients;
    if (!client.empty()) clients[client];
    for (const auto& ticket : tickets) {
        if (!client.empty() && ticket.client != client) continue;
        for (const auto& event : ticket.log) {
            const auto* work = as<did::Work>(event);
            if (!work) continue;
            auto entry = entry_of(ticket, event, *work, policy);
            entry.time = overlap(span_of(event, *work), whole);
            entry.began = std::max(entry.began, whole.begin);
            if (entry.time > Seconds(0)) clients[ticket.client].entries.push_back(std::move(entry));
        }
    }
    MonthHours hours{month, {}};
    for (auto& [name, statement] : clients) {
        statement.client = name;
        statement.cap = policy.hours.cap;
        settle(statement);
        hours.clients.push_back(std::move(statement));
    }
    return hours;
}

bool has_work_in(const Ticket& ticket, Month month, const Zone& zone) {
    const auto whole = span_of(month, zone);
    return std::ranges::any_of(ticket.log, [&](const Event& event) {
        const auto* work = as<did::Work>(event);
        return work && overlap(span_of(event, *work), whole) > Seconds(0);
    });
}

MonthFilter::MonthFilter(Month month, const Zone& zone) {
    // An entry lasts a day at most (`longest_work`), and a zone is never more than a day away from UTC.
    const auto margin = std::chrono::days(2);
    const auto whole = span_of(month, zone);
    const auto last = std::chrono::floor<std::chrono::days>(whole.end) + margin;
    for (auto day = std::chrono::floor<std::chrono::days>(whole.begin) - margin; day <= last; day += std::chrono::days(1)) {
        days_.push_back(to_text(Day{day}));
        const auto year = days_.back().substr(0, 5);
        if (years_.empty() || years_.back() != year) years_.push_back(year);
    }
}

bool MonthFilter::operator()(std::string_view bytes) const {
    for (const auto& year : years_)
        for (auto at = bytes.find(year); at != std::string_view::npos; at = bytes.find(year, at + year.size()))
            if (std::ranges::binary_search(days_, bytes.substr(at, days_.front().size()))) return true;
    return false;
}

std::vector<Month> months_of_last_work(const Ticket& ticket, const Zone& zone) {
    const auto* event = last<did::Work>(ticket);
    if (!event) return {};
    const auto span = span_of(*event, *as<did::Work>(*event));
    std::vector<Month> months{zone.month(span.begin)};
    const auto end = zone.month(span.end - Seconds(1));
    if (end != months.front()) months.push_back(end);
    return months;
}

std::vector<Crossing> crossings(std::span<const Ticket> others, const Ticket& before, const Ticket& after,
                                std::span<const Month> months, const Policy& policy) {
    std::vector<Crossing> found;
    for (const auto month : months) {
        const auto counted = [&](std::span<const Ticket> tickets) {
            for (const auto& client : month_hours(tickets, month, policy).clients)
                if (client.client == after.client) return client.counted();
            return Seconds(0);
        };
        const auto base = counted(others);
        const auto then = base + counted({&before, 1}), now = base + counted({&after, 1});
        if (const auto percent = highest_crossed(policy, then, now)) found.push_back({after.client, month, *percent, now});
    }
    return found;
}

}  // namespace desk
