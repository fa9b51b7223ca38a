#include "core/month/report_tickets.hpp"

#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;
using namespace std::chrono;

namespace {

Period november() { return {at("2026-11-01T00:00Z"), at("2026-12-01T00:00Z")}; }

Ticket opened_on(std::string_view when, std::string code, const std::vector<Event>& events = {}) {
    auto made = ticket_of("high");
    made.id = reference(std::string(when.substr(2, 2)) + std::string(when.substr(5, 2)) + "-" + code);
    made.opened = samples::recorded(made).front().at = at(when);
    for (const auto& each : events) append(made, each);
    return made;
}

}  // namespace

TEST_CASE("the tickets of a client's month: what was opened, changed or worked on in it, or is open at its end") {
    auto others = opened_on("2026-11-02T09:00Z", "EEEEE");
    others.client = "blue";
    const std::vector tickets{
        opened_on("2026-11-20T09:00Z", "AAAAA",
                  {replied("2026-11-20T10:00Z"), resolved_by("2026-11-20T12:00Z"), closed_at("2026-11-21T09:00Z")}),
        opened_on("2026-10-02T09:00Z", "BBBBB"),
        opened_on("2026-10-01T09:00Z", "CCCCC", {resolved_by("2026-10-02T12:00Z"), closed_at("2026-10-03T09:00Z")}),
        opened_on("2026-10-05T09:00Z", "DDDDD", {resolved_by("2026-10-06T12:00Z"), worked("2026-11-05T09:00Z", Minutes(40))}),
        others};
    const auto desk = samples::desk(timed());
    const auto made = report_of(tickets, november(), "acme", desk);
    const auto entries = all_entries(month_hours(tickets, 2026y / November, desk, "acme"));
    std::string text;
    for (const auto& each : reported_tickets(made, tickets, entries))
        text += each.ticket->id.text() + " " + to_text(duration_cast<Minutes>(each.counted)) +
                (each.resolved ? " resolved " : " ") + each.targets + "\n";
    CHECK(text ==
          "2610-BBBBB 0:00 \n"
          "2610-DDDDD 0:40 resolved \n"
          "2611-AAAAA 0:00 resolved respond met, resolve met\n");
}

TEST_CASE("what an entry is rounded up by belongs to its end, wherever it is divided") {
    TimeEntry entry;
    entry.began = at("2026-11-22T23:30Z");
    entry.time = Minutes(50);
    entry.accounted = Minutes(60);
    const auto night = at("2026-11-23T00:00Z");
    const auto first = part_of(entry, {at("2026-11-16T00:00Z"), night}),
               second = part_of(entry, {night, at("2026-11-30T00:00Z")});
    REQUIRE((first && second));
    CHECK(first->accounted == Minutes(30));
    CHECK(second->accounted == Minutes(30));
    CHECK(second->began == night);
    CHECK(second->time == Minutes(20));
    CHECK_FALSE(part_of(entry, {at("2026-11-30T00:00Z"), at("2026-12-30T00:00Z")}));
}
