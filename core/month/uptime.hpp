#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/time/calendar.hpp"

/// The month's availability: how much of a calendar month of the desk's zone the platform was up.
namespace desk {

/// A time in which it was down.
struct Outage {
    Instant from{};
    std::optional<Instant> until;  ///< absent: it lasts
    std::string by, text;
    std::string client;              ///< whose platform it was; empty: everybody's
    std::optional<Instant> at = {};  ///< when it was recorded, where that is known

    friend bool operator==(const Outage&, const Outage&) = default;
};

/// Maintenance that was planned.
struct Maintenance {
    Instant from{};
    Instant until{};
    std::optional<Instant> announced;
    std::string kind;  ///< `os`, `dbms`, …
    std::string by, text;
    std::string client;
    std::optional<Instant> at = {};

    friend bool operator==(const Maintenance&, const Maintenance&) = default;
};

/// The end of the outages that lasted since then: a record of its own, so that two clones may both write one.
struct OutageEnd {
    Instant of{};        ///< when they began
    std::string client;  ///< as theirs
    Instant until{};
    std::string by, text;
    Instant at{};

    friend bool operator==(const OutageEnd&, const OutageEnd&) = default;
};

/// The removal of an outage or maintenance that was recorded wrongly. It applies to what was recorded before it.
struct Removal {
    Instant of{};        ///< when it began
    std::string client;  ///< as its
    bool maintenance = false;
    std::string by, why;
    Instant at{};

    friend bool operator==(const Removal&, const Removal&) = default;
};

/// What is recorded of the availability. A time belongs to the month in which it begins; it may end in a later one.
struct Availability {
    std::vector<Outage> outages;
    std::vector<Maintenance> maintenance;
    std::vector<OutageEnd> ends = {};
    std::vector<Removal> removals = {};

    friend bool operator==(const Availability&, const Availability&) = default;
};

/// The part of an outage or maintenance in the month, and how it counts.
struct DownTime {
    Period time;
    bool planned = false;
    std::string kind;    ///< of maintenance
    Seconds excused{0};  ///< counts as up
    std::string why;     ///< `announced 3 days before, not 7`
    std::string client, text;

    friend bool operator==(const DownTime&, const DownTime&) = default;
};

struct MonthUptime {
    Month month{};
    Seconds total{0};    ///< of the month; up to now where it is not over
    Seconds down{0};     ///< overlapping times are counted once, and what is excused is not down
    Seconds excused{0};  ///< maintenance that counts as up
    bool over = true;    ///< the month is
    std::optional<Percent> target;
    std::vector<DownTime> times;  ///< by their beginning

    Seconds up() const { return total - down; }

    /// The shortfall from the target; zero if it is met, or there is none.
    Seconds missed_by() const;
    bool missed() const { return missed_by() > Seconds(0); }
};

/// Ends each outage that lasts: the end that was recorded last counts, and their texts are added to its text.
/// In any order. Nothing else ends a recorded outage.
Availability with_ends(Availability said);

/// Whether both say the same, regardless of what was down.
bool says_the_same(const MonthUptime& a, const MonthUptime& b);

struct ClientUptime {
    std::string client;
    MonthUptime uptime;
};

/// Adds what is said to each month that it reaches into, however many they are. An outage that lasts reaches into that of `now`.
void spread(const Availability& said, const Zone& zone, Instant now, std::map<Month, Availability>& by_month);

/// The availability of a month for a client, or of what is everybody's where none is named. `said` is what reaches into the
/// month; extra records do no harm.
MonthUptime month_uptime(Month month, const Availability& said, const std::string& client, const Policy& policy, Instant now);

}  // namespace desk
