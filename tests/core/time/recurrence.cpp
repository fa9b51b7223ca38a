#include "core/time/recurrence.hpp"

#include <doctest/doctest.h>

#include "core/time/time.hpp"

using namespace desk;
using namespace std::chrono;

namespace {

using Every = Recurrence::Every;

std::vector<std::string> days_of(const Recurrence& rule, sys_days first, sys_days last = 2030y / December / 31) {
    std::set<sys_days> found;
    std::size_t steps = 100'000;
    CHECK(add_days(rule, first, last, steps, found));
    std::vector<std::string> days;
    for (const auto day : found) days.push_back(to_text(Day(day)));
    return days;
}

using Days = std::vector<std::string>;

}  // namespace

TEST_CASE("a yearly rule keeps the day of the year where it names none") {
    CHECK(days_of({.count = 3}, 2026y / December / 25) == Days{"2026-12-25", "2027-12-25", "2028-12-25"});
    CHECK(days_of({.interval = 2, .months = {5, 3}}, 2026y / March / 7, 2028y / April / 1) ==
          Days{"2026-03-07", "2026-05-07", "2028-03-07"});
    CHECK(days_of({}, 2024y / February / 29) == Days{"2024-02-29", "2028-02-29"});
}

TEST_CASE("weekdays are counted in the month, or in the year where no month is named") {
    CHECK(days_of({.count = 2, .weekdays = {{Monday, -1}}, .months = {8}}, 2026y / January / 1) ==
          Days{"2026-08-31", "2027-08-30"});
    CHECK(days_of({.count = 2, .weekdays = {{Monday, 20}}}, 1997y / May / 19) == Days{"1997-05-19", "1998-05-18"});
    CHECK(days_of({.every = Every::month, .count = 3, .weekdays = {{Friday, 1}}}, 1997y / September / 5) ==
          Days{"1997-09-05", "1997-10-03", "1997-11-07"});
    CHECK(days_of({.every = Every::month, .count = 2, .weekdays = {{Monday, -2}}}, 1997y / September / 22) ==
          Days{"1997-09-22", "1997-10-20"});
}

TEST_CASE("what a rule names must hold together") {
    CHECK(days_of({.every = Every::month, .count = 2, .weekdays = {{Friday}}, .month_days = {13}}, 1997y / September / 2) ==
          Days{"1998-02-13", "1998-03-13"});
    CHECK(days_of({.count = 2, .weekdays = {{Tuesday}}, .months = {11}, .month_days = {2, 3, 4, 5, 6, 7, 8}},
                  1996y / November / 5) == Days{"1996-11-05", "1997-11-04"});
    CHECK(days_of({.every = Every::day, .months = {2}, .month_days = {30}}, 2026y / January / 1).empty());
    CHECK(days_of({.count = 3, .year_days = {1, -1}}, 2026y / June / 1) == Days{"2026-12-31", "2027-01-01", "2027-12-31"});
    CHECK(days_of({.every = Every::month, .count = 2, .month_days = {-3}}, 1997y / September / 28) ==
          Days{"1997-09-28", "1997-10-29"});
}

TEST_CASE("positions are those of the period") {
    const std::vector<Recurrence::On> working{{Monday}, {Tuesday}, {Wednesday}, {Thursday}, {Friday}};
    CHECK(days_of({.every = Every::month, .count = 2, .weekdays = working, .positions = {-2}}, 1997y / September / 29) ==
          Days{"1997-09-29", "1997-10-30"});
}

TEST_CASE("weeks begin where the rule says") {
    const std::vector<Recurrence::On> two{{Tuesday}, {Sunday}};
    const sys_days first = 1997y / August / 5;
    CHECK(days_of({.every = Every::week, .interval = 2, .count = 4, .weekdays = two}, first) ==
          Days{"1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"});
    CHECK(days_of({.every = Every::week, .interval = 2, .count = 4, .week_start = Sunday, .weekdays = two}, first) ==
          Days{"1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"});
    CHECK(days_of({.every = Every::week, .until = 1997y / August / 20}, first) == Days{"1997-08-05", "1997-08-12", "1997-08-19"});
}

TEST_CASE("a rule that looks at too many days stops") {
    std::set<sys_days> found;
    std::size_t steps = 1000;
    CHECK(!add_days({.every = Every::day}, 2000y / January / 1, 2100y / December / 31, steps, found));
    CHECK(found.size() <= 1000);
}
