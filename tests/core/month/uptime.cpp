#include "core/month/uptime.hpp"

#include <doctest/doctest.h>

#include "core/contract/uptime_rules.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;

namespace {

using Limit = Policy::Uptime::Limit;

constexpr Month october = 2026y / October;

/// 99.8 %; maintenance of two kinds, announced 7 days before, 30 minutes in the month.
Policy watched() {
    auto policy = samples::policy();
    *policy.uptime = {Percent{998'000}, Policy::Uptime::Maintenance{7, {"os", "dbms"}, Minutes(30), Limit::month, false}};
    return policy;
}

Outage outage(std::string_view from, std::string_view until, std::string client = "") {
    return {at(from), at(until), "sam", "", std::move(client)};
}

Maintenance planned(std::string_view from, Minutes time, std::string_view announced = "2026-09-01T00:00Z",
                    std::string kind = "os") {
    return {at(from), at(from) + time, at(announced), std::move(kind), "sam", "", ""};
}

MonthUptime uptime(const Availability& said, const Policy& policy = watched(), Month month = october,
                   std::string_view now = "2027-01-01T00:00Z", const std::string& client = "") {
    return month_uptime(month, {said}, client, policy, at(now));
}

}  // namespace

TEST_CASE("A33: a month has the hours that pass in it: October 745 in London, March 743") {
    CHECK(uptime({}).total == hours(745));
    CHECK(uptime({}, watched(), 2026y / March).total == hours(743));
    CHECK(uptime({}, watched(), 2026y / November).total == hours(720));
    CHECK_FALSE(uptime({}).missed());
}

TEST_CASE("A33: outages that overlap or touch are counted once, in any order, and cut at the month's ends") {
    const auto a = outage("2026-10-03T10:00Z", "2026-10-03T11:00Z"), b = outage("2026-10-03T10:30Z", "2026-10-03T11:30Z"),
               c = outage("2026-10-03T11:30Z", "2026-10-03T12:00Z"), inside = outage("2026-10-03T10:10Z", "2026-10-03T10:20Z");
    CHECK(uptime({{a, b, c, inside}, {}}).down == hours(2));
    CHECK(uptime({{inside, c, b, a}, {}}).down == hours(2));
    const auto over_the_end = outage("2026-10-31T23:00Z", "2026-11-01T02:00Z");
    CHECK(uptime({{over_the_end}, {}}).down == hours(1));
    CHECK(uptime({{over_the_end}, {}}, watched(), 2026y / November).down == hours(2));
    CHECK(uptime({{outage("2026-09-30T22:00Z", "2026-09-30T23:30Z")}, {}}).down == Minutes(30));  // midnight in London is 23:00
}

TEST_CASE("A33: the target is missed by what is short of it, and by less than a second, too") {
    // 0.2 % of 745 hours are 1:29:24.
    CHECK_FALSE(uptime({{outage("2026-10-03T10:00Z", "2026-10-03T11:29:24Z")}, {}}).missed());
    const auto missed = uptime({{outage("2026-10-03T10:00Z", "2026-10-03T11:29:25Z")}, {}});
    CHECK(missed.missed_by() == Seconds(1));
    auto policy = watched();
    policy.uptime->target = Percent{999'999};  // of 720 hours 2.592 seconds may be missing
    CHECK_FALSE(uptime({{outage("2026-11-03T10:00Z", "2026-11-03T10:00:02Z")}, {}}, policy, 2026y / November).missed());
    CHECK(uptime({{outage("2026-11-03T10:00Z", "2026-11-03T10:00:03Z")}, {}}, policy, 2026y / November).missed());
}

TEST_CASE("A34: maintenance counts as up when it was announced so many times 24 hours before, and not a minute less") {
    const auto excused = [](std::string_view announced) {
        return uptime({{}, {planned("2026-10-10T21:00Z", Minutes(20), announced)}}).excused;
    };
    CHECK(excused("2026-10-03T21:00Z") == Minutes(20));
    CHECK(excused("2026-10-03T21:01Z") == Seconds(0));
    auto unannounced = planned("2026-10-10T21:00Z", Minutes(20));
    unannounced.announced.reset();
    const auto counted = uptime({{}, {unannounced}});
    CHECK(counted.down == Minutes(20));
    CHECK(counted.times.front().why == "it was not announced");
}

TEST_CASE("A34: over 30 minutes in the month all of it counts, or only the excess, as the policy says") {
    const Availability said{{}, {planned("2026-10-10T21:00Z", Minutes(20)), planned("2026-10-17T21:00Z", Minutes(15))}};
    CHECK(uptime({{}, {said.maintenance[0], planned("2026-10-17T21:00Z", Minutes(10))}}).excused == Minutes(30));
    CHECK(uptime(said).excused == Seconds(0));
    CHECK(uptime(said).down == Minutes(35));
    CHECK(uptime(said).times[1].why == "0:35 in the month, 0:30 allowed");
    auto policy = watched();
    policy.uptime->maintenance->only_excess = true;
    const auto excess = uptime(said, policy);
    CHECK(excess.down == Minutes(5));
    CHECK(excess.times[0].excused == Minutes(20));
    CHECK(excess.times[1].excused == Minutes(10));
}

TEST_CASE("A34: the limit may be one of each window") {
    auto policy = watched();
    policy.uptime->maintenance->within = Limit::window;
    const Availability said{{}, {planned("2026-10-10T21:00Z", Minutes(30)), planned("2026-10-17T21:00Z", Minutes(31))}};
    CHECK(uptime(said, policy).excused == Minutes(30));
    CHECK(uptime(said, policy).times[1].why == "0:31 in one window, 0:30 allowed");
    policy.uptime->maintenance->only_excess = true;
    CHECK(uptime(said, policy).excused == Minutes(60));
    CHECK(uptime(said, policy).down == Minutes(1));
}

TEST_CASE("A35: maintenance of another kind never counts as up, nor any where the policy excuses none") {
    const auto other = uptime({{}, {planned("2026-10-10T21:00Z", Minutes(5), "2026-09-01T00:00Z", "network")}});
    CHECK(other.down == Minutes(5));
    CHECK(other.times.front().why == "maintenance of kind network is not excused");
    auto policy = watched();
    policy.uptime->maintenance.reset();
    CHECK(uptime({{}, {planned("2026-10-10T21:00Z", Minutes(5))}}, policy).times.front().why == "no maintenance is excused");
}

TEST_CASE("an outage during maintenance that is excused is not down") {
    const auto both = uptime({{outage("2026-10-10T21:10Z", "2026-10-10T21:30Z")}, {planned("2026-10-10T21:00Z", Minutes(20))}});
    CHECK(both.excused == Minutes(20));
    CHECK(both.down == Minutes(10));
}

TEST_CASE("an outage lasts until now, and a month that is not over is judged so far") {
    Outage lasting{at("2026-10-03T10:00Z"), {}, "sam", "", ""};
    const auto now = uptime({{lasting}, {}}, watched(), october, "2026-10-03T12:00Z");
    CHECK(now.total == hours(61));
    CHECK(now.down == hours(2));
    CHECK_FALSE(now.over);
    CHECK(uptime({}, watched(), october, "2026-09-01T00:00Z").total == Seconds(0));
    CHECK(uptime({}, watched(), october, "2026-10-31T23:59:59Z").over == false);
    CHECK(uptime({}, watched(), october, "2026-11-01T00:00Z").over);
}

TEST_CASE("an outage that lasts, an outage that was ended, and maintenance reach into every month between") {
    const auto zone = watched().zone;
    const auto now = at("2027-01-02T00:00Z");
    std::map<Month, Availability> months;
    spread({{{at("2026-09-15T10:00Z"), {}, "sam", "", ""}}, {}}, zone, now, months);
    CHECK(months.size() == 5);
    CHECK(uptime(months.at(2026y / November), watched(), 2026y / November).down == hours(720));
    months.clear();
    // Midnight in London is 23:00 until the end of October: the outage does not reach into November, the maintenance does.
    spread({{outage("2026-08-31T23:00Z", "2026-11-01T00:00Z")}, {planned("2026-08-31T22:59Z", hours(24 * 92))}}, zone, now,
           months);
    CHECK(months.begin()->first == 2026y / August);
    CHECK(months.rbegin()->first == 2026y / December);
    CHECK(months.at(2026y / August).outages.empty());
    CHECK(months.at(2026y / September).outages.size() == 1);
    CHECK(months.at(2026y / November).outages.empty());
    CHECK(months.at(2026y / November).maintenance.size() == 1);
    months.clear();
    spread({{{at("2027-03-01T10:00Z"), {}, "sam", "", ""}}, {}}, zone, now, months);  // of a clock that runs ahead
    CHECK(months.size() == 1);
}

TEST_CASE("what was down for one client concerns nobody else") {
    const Availability said{
        {outage("2026-10-03T10:00Z", "2026-10-03T11:00Z", "acme"), outage("2026-10-04T10:00Z", "2026-10-04T11:00Z")}, {}};
    CHECK(uptime(said, watched(), october, "2027-01-01T00:00Z", "acme").down == hours(2));
    CHECK(uptime(said, watched(), october, "2027-01-01T00:00Z", "blue").down == hours(1));
    CHECK(uptime(said).down == hours(1));
}

TEST_CASE("in random months down, excused and up are what a count of minutes gives") {
    samples::Dice dice(46);
    for (int round = 0; round < 200; ++round) {
        auto policy = watched();
        policy.uptime->maintenance->most.reset();
        Availability said;
        const auto begin = policy.zone.start(october);
        const auto random = [&] { return begin + Minutes(dice.number(3 * 24 * 60)) - hours(24); };
        for (int count = dice.number(6); count > 0; --count) {
            const auto from = random();
            said.outages.push_back({from, from + Minutes(1 + dice.number(300)), "sam", "", ""});
        }
        for (int count = dice.number(4); count > 0; --count) {
            const auto from = random();
            said.maintenance.push_back({from, from + Minutes(1 + dice.number(200)), from - days(dice.number(14)),
                                        dice.chance(2) ? "os" : "network", "sam", "", ""});
        }
        std::int64_t down = 0, excused = 0;
        for (int minute = 0; minute < 3 * 24 * 60; ++minute) {
            const auto now = begin + Minutes(minute);
            const auto covers = [&](const auto& each, Instant until) { return each.from <= now && now < until; };
            bool is_down = false, is_excused = false;
            for (const auto& each : said.outages) is_down = is_down || covers(each, *each.until);
            for (const auto& each : said.maintenance) {
                if (!covers(each, each.until)) continue;
                is_down = true;
                is_excused = is_excused || (each.kind == "os" && each.from - *each.announced >= days(7));
            }
            excused += is_excused;
            down += is_down && !is_excused;
        }
        const auto made = uptime(said, policy);
        REQUIRE(made.down == Minutes(down));
        REQUIRE(made.excused == Minutes(excused));
        REQUIRE(made.up() + made.down == made.total);
    }
}
