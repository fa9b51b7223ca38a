#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/month/time_entries.hpp"

/// The month's hours: person-time of `work`, per client and calendar month of the desk's zone, against what the contract
/// includes.
namespace desk {

/// What a kind of work has used of what the contract's term includes of it.
struct PlannedHours {
    std::string kind;
    Seconds planned{0};
    Seconds used{0};                 ///< from the beginning of the contract through the month
    Seconds over{0};                 ///< in the month, over what is planned
    Seconds agreed{0};               ///< that much of it the client agreed to pay
    std::vector<TimeEntry> entries;  ///< of the month, the parts over it; `unagreed` is what nobody agreed to

    friend bool operator==(const PlannedHours&, const PlannedHours&) = default;
};

/// used is all that counts; over is the part of it above cap + carried, and left what remains of these.
struct HoursSum {
    std::optional<Seconds> cap;  ///< included in the month; absent: there is no limit
    Seconds carried{0};          ///< left over from earlier months
    Seconds agreed{0};           ///< over the cap, by what was agreed for the month
    Seconds used{0}, over{0}, not_counted{0};
    Seconds unagreed{0};  ///< of `over`: not to be charged, for nobody agreed to it

    std::optional<Seconds> left() const;

    /// What there is to use: the cap, and what was carried into the month; none without a cap.
    Seconds limit() const { return cap.value_or(Seconds(0)) + carried; }

    /// Whether so many percent of that are used up; for 100, whether it is exceeded. Never without a cap.
    bool has_used(int percent) const;
    friend bool operator==(const HoursSum&, const HoursSum&) = default;
};

/// The hours of one client. A sum over entries always equals the figure.
struct ClientHours : HoursSum {
    std::string client;  ///< empty: tickets that name none
    Seconds carries{0};  ///< what this month leaves for the next
    std::vector<Period>
        suspensions;  ///< in which support ceased: by what had been recorded these and the agreed hours were used up
    std::vector<TimeEntry> entries;   ///< by time of work
    std::vector<PlannedHours> plans;  ///< in the order of the contract
};

struct MonthHours {
    Month month{};
    std::vector<ClientHours> clients;  ///< by name
};

/// Those of all its clients.
std::vector<TimeEntry> all_entries(const MonthHours& hours);

/// The hours that a client has in a month, by its contract or the policy; absent if there is no limit.
std::optional<Seconds> hours_included(const Desk& desk, const std::string& client, Month month);

/// The months whose work the hours of a month depend on: that month alone, unless hours are carried over or planned for a term.
/// `client` empty: of all.
MonthSpan months_needed(const Desk& desk, Month month, const std::string& client = {});

/// The hours of a month, of those clients who have work in it, and of those whose contract includes or charges something.
/// `client` empty: of all. The entries are those of the months needed, in any order; extra ones do no harm.
MonthHours month_hours(const EntriesByClient& entries, Month month, const Desk& desk, const std::string& client = {});

/// The same of tickets.
MonthHours month_hours(std::span<const Ticket> tickets, Month month, const Desk& desk, const std::string& client = {});

/// When support ceased by all work so far, by client. Each time lasts until its month is over.
std::map<std::string, std::vector<Period>> suspension_periods(const EntriesByClient& entries, const Desk& desk);

}  // namespace desk
