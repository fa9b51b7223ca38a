#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "core/month/hours.hpp"
#include "core/month/suspensions.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono_literals;
using samples::at;
using samples::event;
using std::chrono::hours;
using std::chrono::November;
using std::chrono::October;

namespace {

constexpr Month november = 2026y / November;

/// Three hours on the tenth, recorded at their end.
Event three_hours() { return event("2026-11-10T12:00Z", samples::worked(hours(3))); }

Event corrected(std::string_view when, std::optional<Minutes> minutes, std::optional<Instant> began = {}) {
    did::Correct correct{at("2026-11-10T12:00Z"), "sam"};
    correct.minutes = minutes;
    correct.began = began;
    correct.why = "slip";
    return event(when, correct, "kim");
}

Ticket with(std::initializer_list<Event> events) {
    auto made = samples::empty_ticket();
    made.log = events;
    return made;
}

std::vector<TimeEntry> entries(const Ticket& ticket, Month month = november) {
    return entries_in(ticket, month, samples::desk());
}

ClientHours hours_of(const Ticket& ticket, const Policy& policy = samples::policy()) {
    return month_hours({&ticket, 1}, november, samples::desk(policy), "acme").clients.front();
}

}  // namespace

TEST_CASE("a corrected entry counts as it is right, and says what it was, who corrected it and why") {
    const auto ticket = with({three_hours(), corrected("2026-11-12T09:00Z", Minutes(20))});
    const auto made = entries(ticket);
    REQUIRE(made.size() == 1);
    CHECK(made[0].time == Minutes(20));
    CHECK(made[0].began == at("2026-11-10T11:40Z"));
    CHECK(made[0].corrected == TimeEntry::Correction{at("2026-11-12T09:00Z"), "kim", "slip", ""});
    CHECK(made[0].former == std::vector{TimeEntry::Former{at("2026-11-10T12:00Z"), hours(3), hours(3)}});
    CHECK(hours_of(ticket).used == Minutes(20));
}

TEST_CASE("an entry that was corrected away is still there, of no time") {
    const auto ticket = with({three_hours(), corrected("2026-11-12T09:00Z", Minutes(0))});
    const auto made = entries(ticket);
    REQUIRE(made.size() == 1);
    CHECK(made[0].time == Seconds(0));
    CHECK(made[0].former.front().time == hours(3));
    CHECK(hours_of(ticket).used == Seconds(0));
}

TEST_CASE("work that was put into another month is of that month, and leaves its trace in the other") {
    const auto ticket = with({three_hours(), corrected("2026-11-12T09:00Z", {}, at("2026-10-31T23:00Z"))});
    const auto october = entries(ticket, 2026y / October), of_november = entries(ticket);
    REQUIRE(october.size() == 1);
    CHECK(october[0].time == hours(1));
    REQUIRE(of_november.size() == 1);
    CHECK(of_november[0].time == hours(2));
    CHECK(months_of_work(ticket, Zone::utc()) == std::vector{2026y / October, november});
    CHECK(has_work_in(ticket, {2026y / October, 2026y / October}, Zone::utc()));
}

TEST_CASE("rounding goes by the corrected time") {
    auto policy = samples::policy();
    policy.hours->round = Minutes(15);
    CHECK(hours_of(with({three_hours(), corrected("2026-11-12T09:00Z", Minutes(20))}), policy).used == Minutes(30));
}

TEST_CASE("work is of who did it, by the correction") {
    auto correction = corrected("2026-11-12T09:00Z", {});
    std::get<did::Correct>(correction.what).who = "ann";
    CHECK(entries(with({three_hours(), correction}))[0].by == "ann");
}

TEST_CASE("support had ceased by what was recorded until it was corrected, and no longer") {
    auto policy = samples::policy();
    policy.hours->ceases = true;
    policy.hours->cap = Minutes(120);
    const auto ceased = [&](const Ticket& ticket) {
        return suspensions_in(hours_of(ticket, policy), nullptr, policy, november, policy.zone);
    };
    const auto end = policy.zone.start(2026y / std::chrono::December);
    CHECK(ceased(with({three_hours()})) == std::vector{Period{at("2026-11-10T12:00Z"), end}});
    CHECK(ceased(with({three_hours(), corrected("2026-11-12T09:00Z", Minutes(20))})) ==
          std::vector{Period{at("2026-11-10T12:00Z"), at("2026-11-12T09:00Z")}});
    CHECK(ceased(
              with({three_hours(), corrected("2026-11-12T09:00Z", Minutes(20)), corrected("2026-11-13T09:00Z", Minutes(121))})) ==
          std::vector{Period{at("2026-11-10T12:00Z"), at("2026-11-12T09:00Z")}, Period{at("2026-11-13T09:00Z"), end}});
}
