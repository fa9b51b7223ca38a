#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/contract/counted.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// Entries of time: what `work` says of a calendar month of the desk's zone.
namespace desk {

/// A piece of one `work` event within a month. An entry is rounded up first, by the terms at its beginning, and then divided
/// where a month ends and where its terms or its rate change; the time added by rounding belongs to its last piece, so that the
/// pieces add up to the rounded whole. One that was corrected to nothing is still there, with no time.
struct TimeEntry {
    /// What it was in the month, from an instant on, until it was corrected.
    struct Former {
        Instant from{};
        Seconds time{0}, accounted{0};
        friend bool operator==(const Former&, const Former&) = default;
    };
    /// Why it is no longer as it was recorded.
    struct Correction {
        Instant at{};
        std::string by, why;
        std::string moved;  ///< the ticket to which it was moved
        friend bool operator==(const Correction&, const Correction&) = default;
    };

    Reference ticket;
    std::string client, kind, by, text;
    Instant began{};
    Instant recorded{};
    Seconds time{0};       ///< as it was worked, within the month
    Seconds accounted{0};  ///< as it counts: rounded up by the policy
    bool counted = true;   ///< uses up the hours of the month; else `why_not` says why
    std::string why_not;
    Seconds over{0};                           ///< how much of `accounted` is over the hours of the month
    Seconds unagreed{0};                       ///< how much of `over` nobody has agreed to pay, where the policy wants that
    std::vector<Former> former = {};           ///< rising; of no time where it was not in the month then
    std::optional<Correction> corrected = {};  ///< the last one
    std::string from = {};                     ///< the ticket from which it was moved

    friend bool operator==(const TimeEntry&, const TimeEntry&) = default;
};

/// The part of an entry in a period; absent if there is none. The time added by rounding belongs to its end.
std::optional<TimeEntry> part_of(const TimeEntry& entry, const Period& period);

/// From the first through the last; without a first one, all up to the last.
struct MonthSpan {
    std::optional<Month> first;
    Month last{};

    friend bool operator==(const MonthSpan&, const MonthSpan&) = default;
};

inline constexpr MonthSpan all_months{{}, std::chrono::year::max() / std::chrono::December};

/// From the earlier first month through the later last one.
MonthSpan united(const MonthSpan& a, const MonthSpan& b);

/// The entries of one ticket or client, by month. A month's are in the order of the log.
using EntriesByMonth = std::map<Month, std::vector<TimeEntry>>;

/// Those of a desk, by client.
using EntriesByClient = std::map<std::string, EntriesByMonth>;

/// The pieces of the ticket's work in the month, in the order of the log. By the terms of the day of the work.
std::vector<TimeEntry> entries_in(const Ticket& ticket, Month month, const Desk& desk);

/// The same of all months of the span into which the work of the ticket reaches.
EntriesByMonth entries_in(const Ticket& ticket, const MonthSpan& months, const Desk& desk);

/// Of many tickets, on all cores.
EntriesByClient entries_of(std::span<const Ticket> tickets, const MonthSpan& months, const Desk& desk);

/// The same, of what is known of each ticket already.
EntriesByClient entries_of(std::vector<EntriesByMonth> each, std::span<const Ticket> tickets);

/// Puts the entries of a ticket after those of its client.
void add(EntriesByClient& entries, const std::string& client, EntriesByMonth&& more);

/// The months that the work of the ticket reaches into, each once, rising.
std::vector<Month> months_of_work(const Ticket& ticket, const Zone& zone);

/// Whether any `work` of the ticket reaches into these months.
bool has_work_in(const Ticket& ticket, const MonthSpan& months, const Zone& zone);

/// Finds the files that may hold work of these months by the dates in their bytes, without decoding them. False is certain.
class MonthFilter {
public:
    MonthFilter(const MonthSpan& months, const Zone& zone);
    bool operator()(std::string_view bytes) const;

private:
    bool all_ = false;                ///< so many months that looking for their days would take longer than decoding
    std::vector<std::string> years_;  ///< `2026-`
    std::vector<std::string> days_;   ///< `2026-11-01`: days of which some hour, in some zone, is near the months; sorted
};

}  // namespace desk
