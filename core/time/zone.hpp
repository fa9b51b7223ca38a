#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/time/time.hpp"

namespace desk {

/// An instant in a zone's local time.
struct Local {
    Day day{};
    int hour = 0;
    int minute = 0;
    int second = 0;
    Seconds offset{0};  ///< east of UTC

    friend bool operator==(const Local&, const Local&) = default;
};

/// A time zone of the IANA database. Cheap to copy.
class Zone {
public:
    /// Absent if the system's database has no zone of this name.
    static std::optional<Zone> named(const std::string& name);
    static Zone utc();

    const std::string& name() const;
    friend bool operator==(const Zone& a, const Zone& b) { return a.name() == b.name(); }
    Local local(Instant at) const;
    Day day(Instant at) const { return local(at).day; }
    Month month(Instant at) const;

    /// The instant of this local time: in autumn the first of the two, in spring's gap the moment of the change.
    Instant instant(Day day, int hour, int minute, int second = 0) const;

    /// The same, but in autumn the second of the two.
    Instant last_instant(Day day, int hour, int minute, int second = 0) const;

    /// A stretch of time without a clock change.
    struct Steady {
        Instant from{};
        Instant until{};
        Seconds offset{0};
    };
    /// The stretch that contains the instant, without limits (some 100,000 years) if there is no change.
    Steady steady(Instant at) const;

    /// The first instant of the day or the month; usually midnight, but not where summer time begins at midnight.
    Instant start(Day day) const { return instant(day, 0, 0); }
    Instant start(Month month) const { return instant(month / 1, 0, 0); }

private:
    struct Rules;
    explicit Zone(std::shared_ptr<const Rules> rules);
    std::shared_ptr<const Rules> rules_;
};

/// `2026-11-20 09:14`: for people, in their zone, to the minute.
std::string shown(const Zone& zone, Instant at);

/// `2026-11-20T09:14:03+00:00`: ISO 8601 with the offset of the zone, and milliseconds if there are any.
std::string zoned_text(const Zone& zone, Instant at);

}  // namespace desk
