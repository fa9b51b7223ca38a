#include "core/time/zone.hpp"

#include <algorithm>
#include <cstdlib>

#include <absl/time/civil_time.h>
#include <absl/time/time.h>
#include <fmt/format.h>

namespace desk {

struct Zone::Rules {
    std::string name;
    absl::TimeZone zone;
};

namespace {

/// Names of the IANA database only: no way out of its folder, no file of this machine alone, and none of the names that
/// abseil adds (`libc:…`, `Fixed/…`).
bool may_be_a_zone(std::string_view name) {
    constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_/";
    constexpr std::size_t longest = 64;
    if (name.empty() || name.size() > longest || name.front() == '/') return false;
    if (name.find_first_not_of(characters) != std::string_view::npos) return false;
    return name != "localtime" && name != "posixrules" && !name.starts_with("Fixed/");
}

Instant instant_of(absl::Time time) { return Instant(Milliseconds(absl::ToUnixMillis(time))); }

absl::CivilSecond civil_from(Day day, int hour, int minute, int second) {
    const auto month = static_cast<unsigned>(day.month()), date = static_cast<unsigned>(day.day());
    return absl::CivilSecond(static_cast<int>(day.year()), static_cast<int>(month), static_cast<int>(date), hour, minute, second);
}

}  // namespace

Zone::Zone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

std::optional<Zone> Zone::named(const std::string& name) {
    absl::TimeZone zone;
    // abseil keeps what it has loaded, so that equal names share their rules.
    if (!may_be_a_zone(name) || !absl::LoadTimeZone(name, &zone)) return {};
    return Zone(std::make_shared<const Rules>(Rules{name, zone}));
}

Zone Zone::utc() {
    static const auto rules = std::make_shared<const Rules>(Rules{"UTC", absl::UTCTimeZone()});
    return Zone(rules);
}

const std::string& Zone::name() const { return rules_->name; }

Local Zone::local(Instant at) const {
    const auto info = rules_->zone.At(absl::FromUnixMillis(at.time_since_epoch().count()));
    const auto& civil = info.cs;
    const Day day = std::chrono::year(static_cast<int>(civil.year())) / civil.month() / civil.day();
    return {day, civil.hour(), civil.minute(), civil.second(), Seconds(info.offset)};
}

Month Zone::month(Instant at) const {
    const Day day = this->day(at);
    return day.year() / day.month();
}

Instant Zone::instant(Day day, int hour, int minute, int second) const {
    const auto info = rules_->zone.At(civil_from(day, hour, minute, second));
    return instant_of(info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre);
}

Instant Zone::last_instant(Day day, int hour, int minute, int second) const {
    const auto info = rules_->zone.At(civil_from(day, hour, minute, second));
    return instant_of(info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.post);
}

Zone::Steady Zone::steady(Instant at) const {
    constexpr auto never = std::chrono::hours(24L * 365 * 100'000);
    const auto time = absl::FromUnixMillis(at.time_since_epoch().count());
    const auto change_at = [this](const absl::TimeZone::CivilTransition& change) {
        // Put forward, it is the time they jump from that does not exist; put back, the one they jump to that comes twice.
        return instant_of(rules_->zone.At(std::min(change.from, change.to)).trans);
    };
    absl::TimeZone::CivilTransition before, after;
    // PrevTransition looks strictly before, to the second, and a change at the very instant belongs to its stretch.
    const bool begins = rules_->zone.PrevTransition(time + absl::Seconds(1), &before);
    const bool ends = rules_->zone.NextTransition(time, &after);
    return {begins ? change_at(before) : Instant(-never), ends ? change_at(after) : Instant(never), local(at).offset};
}

std::string shown(const Zone& zone, Instant at) {
    const auto local = zone.local(at);
    return fmt::format("{} {:02}:{:02}", to_text(local.day), local.hour, local.minute);
}

std::string zoned_text(const Zone& zone, Instant at) {
    const auto local = zone.local(at);
    const auto fraction = (at - std::chrono::floor<Seconds>(at)).count();
    const auto east = std::chrono::duration_cast<Minutes>(local.offset).count();
    return fmt::format("{}T{:02}:{:02}:{:02}{}{}{:02}:{:02}", to_text(local.day), local.hour, local.minute, local.second,
                       fraction == 0 ? "" : fmt::format(".{:03}", fraction), east < 0 ? '-' : '+', std::abs(east) / 60,
                       std::abs(east) % 60);
}

}  // namespace desk
