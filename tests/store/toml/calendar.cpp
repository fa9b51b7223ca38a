#include <doctest/doctest.h>

#include "core/base/error.hpp"
#include "store/toml/policy.hpp"

using namespace desk;
using namespace std::chrono;

namespace {

const std::string head = "[desk]\ntimezone = \"Europe/London\"\n";

std::optional<std::string> file(const std::string& path) {
    if (path != "holidays/uk.ics") return {};
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261228\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

Policy read(const std::string& text) { return policy_from_toml(head + text, "desk.toml", file); }

/// The calendar in which these are the hours of a week.
Calendar week(const std::string& hours) { return read("[calendar.office]\nhours = " + hours).calendars.at(1); }

/// The sentence with which the calendar is refused, and the hint on a line of its own.
std::string refusal(const std::string& text) {
    try {
        read("[calendar.office]\n" + text);
    } catch (const Error& error) {
        CHECK(error.fault == Fault::malformed);
        return error.hint.empty() ? error.what() : error.what() + ("\n" + error.hint);
    }
    return "accepted";
}

std::string refusal_of_hours(const std::string& hours) { return refusal("hours = { mon = \"" + hours + "\" }\n"); }

const std::vector<Window> nine_to_five{{hours(9), hours(17)}};

}  // namespace

TEST_CASE("a calendar says what its table says") {
    const auto policy = read(R"(
[calendar.office]
hours         = { mon-fri = "09:00-17:00", sat = "9:00-12:00, 13:00-15:30" }
timezone      = "Asia/Kathmandu"
holidays      = ["2026-12-25", "2026-12-25"]
holidays_from = "holidays/uk.ics"
dates         = { "2026-12-24" = "08:30-12:00", "2026-12-31" = "closed" }
)");
    Calendar expected{"office", *Zone::named("Asia/Kathmandu"), {}, {}, {}};
    for (std::size_t day = 0; day < 5; ++day) expected.week[day] = nine_to_five;
    expected.week[5] = {{hours(9), hours(12)}, {hours(13), Minutes(15 * 60 + 30)}};
    expected.holidays = {2026y / December / 25, 2026y / December / 28};
    expected.dates = {{2026y / December / 24, {{Minutes(8 * 60 + 30), hours(12)}}}, {2026y / December / 31, {}}};
    REQUIRE(policy.calendars.size() == 2);
    CHECK(policy.calendars[0] == always(policy.zone));
    CHECK(policy.calendars[1] == expected);
    CHECK(policy.calendar == "always");
}

TEST_CASE("a calendar without a zone is in that of the desk") { CHECK(week("{}").zone.name() == "Europe/London"); }

TEST_CASE("a range of days may run over the end of the week") {
    const auto calendar = week(R"({ fri-mon = "09:00-17:00" })");
    for (const std::size_t day : {0U, 4U, 5U, 6U}) CHECK(calendar.week[day] == nine_to_five);
    for (const std::size_t day : {1U, 2U, 3U}) CHECK(calendar.week[day].empty());
    CHECK(week(R"({ sun-sun = "09:00-17:00" })").week[6] == nine_to_five);
}

TEST_CASE("hours may run overnight, to midnight and all day; those that overlap are one") {
    CHECK(week(R"({ mon = "22:00-06:00" })").week[0] == std::vector<Window>{{hours(22), hours(6)}});
    CHECK(week(R"({ mon = "22:00-24:00" })").week[0] == std::vector<Window>{{hours(22), hours(24)}});
    CHECK(week(R"({ mon = "00:00-00:00" })").week[0] == std::vector<Window>{{hours(0), hours(0)}});
    CHECK(week(R"({ mon = "14:00-17:00,09:00-14:00" })").week[0] == nine_to_five);
}

TEST_CASE("bad hours are refused where they stand") {
    CHECK(refusal_of_hours("9-17") ==
          "desk.toml:4:17: \"9-17\" is not a list of hours\nwrite hours as in: 09:00-12:00, 13:00-17:00");
    for (const std::string hours :
         {"09:00", "09:00-", "-17:00", "09:00-17:00,", "09:60-17:00", "09:00-24:01", "24:00-06:00", "25:00-26:00",
          "09:00-12:00-15:00", "0900-1700", "+9:00-17:00", "09:00 17:00", "1h30-2h30", "Closed"})
        CHECK_MESSAGE(refusal_of_hours(hours).starts_with("desk.toml:4:17: \""), hours);
}

TEST_CASE("what is no calendar is refused where it stands") {
    CHECK(refusal("") == "desk.toml:3:1: [calendar.office] needs hours, as in: hours = { mon-fri = \"09:00-17:00\" }");
    CHECK(refusal("hours = { monday = \"09:00-17:00\" }\n") ==
          "desk.toml:4:20: \"monday\" is not a list of days of the week\nwrite days as in: mon, sat-sun, mon-fri");
    CHECK(refusal("hours = { mon-wed-fri = \"09:00-17:00\" }\n").find("not a list of days of the week") != std::string::npos);
    CHECK(refusal("hours = { mon-fri = \"09:00-17:00\", wed = \"09:00-12:00\" }\n") == "desk.toml:4:42: wed already has hours");
    CHECK(refusal("hours = {}\nholidays = [\"2026-02-29\"]\n") ==
          "desk.toml:5:13: \"2026-02-29\" is not a date\nwrite dates as in: 2026-12-25");
    CHECK(refusal("hours = {}\ndates = { xmas = \"closed\" }\n").starts_with("desk.toml:5:18: \"xmas\" is not a date"));
    CHECK(refusal("hours = {}\ntimezone = \"Europe/Lundon\"\n").starts_with("desk.toml:5:12: unknown time zone"));
    CHECK(refusal("hours = {}\nholiday = []\n")
              .starts_with("desk.toml:5:1: unknown key \"holiday\" in [calendar.office], did you mean"));
}

TEST_CASE("the file of holidays is one of the desk") {
    CHECK(refusal("hours = {}\nholidays_from = \"uk.ics\"\n") == "desk.toml:5:17: no file uk.ics in the desk");
    for (const std::string path : {"../uk.ics", "/etc/passwd", "a/../b", "./a", "a//b", "holidays/"})
        CHECK(refusal("hours = {}\nholidays_from = \"" + path + "\"\n") ==
              "desk.toml:5:17: \"" + path + "\" is not a path inside the desk");
}

TEST_CASE("the desk's calendar is one that there is") {
    const std::string tables = "[calendar.office]\nhours = {}\n";
    CHECK(read("calendar = \"office\"\n" + tables).calendar == "office");
    CHECK(read("calendar = \"always\"\n").calendar == "always");
    CHECK_THROWS_WITH_AS(read("calendar = \"ofice\"\n" + tables),
                         "desk.toml:3:12: unknown calendar \"ofice\", did you mean \"office\"?", Error);
    CHECK_THROWS_WITH_AS(read("[calendar.always]\nhours = {}\n"),
                         "desk.toml:3:1: the calendar \"always\" is built in: choose another name", Error);
}
