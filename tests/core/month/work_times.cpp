#include "core/month/work_times.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using samples::at;

namespace {

const Instant now = at("2026-11-27T12:00Z");

std::size_t cautions(const Ticket& ticket, std::string_view from, std::string_view until) {
    return cautions_on_time(ticket, {at(from), at(until)}, now, samples::zone("Europe/London")).size();
}

std::vector<Period> both(const Ticket& ticket, std::string_view from, std::string_view until, const std::string& who = "sam") {
    std::vector<Period> periods;
    for (const auto& each : overlaps(ticket, who, {at(from), at(until)}, samples::desk())) periods.push_back(each.both);
    return periods;
}

}  // namespace

TEST_CASE("work outside the life of its ticket, or of another year, looks wrong") {
    const auto open = samples::ticket();  // opened on 20 November at 09:00
    CHECK(cautions(open, "2026-11-20T09:00Z", "2026-11-20T10:00Z") == 0);
    CHECK(cautions(open, "2026-11-20T08:30Z", "2026-11-20T09:30Z") == 0);  // the call before it was typed in
    CHECK(cautions(open, "2026-11-20T08:00Z", "2026-11-20T09:00Z") == 0);
    CHECK(cautions(open, "2026-11-20T08:00Z", "2026-11-20T08:59Z") == 1);
    CHECK(cautions(open, "2025-11-20T09:00Z", "2025-11-20T10:00Z") == 2);
    const auto closed = samples::ticket({samples::resolution(), samples::closing()});
    const auto end = to_text(closed.log.back().at);
    CHECK(cautions(closed, "2026-11-20T09:00Z", "2026-11-20T09:30Z") == 0);
    CHECK(cautions(closed, end, "2026-11-27T12:00Z") == 1);
}

TEST_CASE("a person's work at the same time as other work is found, to the minute") {
    const auto ticket = samples::ticket(
        {samples::worked("2026-11-20T10:00Z", Minutes(60)), samples::worked("2026-11-20T13:00Z", Minutes(60), "kim")});
    const std::vector<Period> half{{at("2026-11-20T10:30Z"), at("2026-11-20T11:00Z")}};
    CHECK(both(ticket, "2026-11-20T10:30Z", "2026-11-20T11:30Z") == half);
    CHECK(both(ticket, "2026-11-20T11:00Z", "2026-11-20T12:00Z").empty());
    CHECK(both(ticket, "2026-11-20T10:59:30Z", "2026-11-20T12:00Z").empty());
    CHECK(both(ticket, "2026-11-20T13:00Z", "2026-11-20T14:00Z").empty());
    CHECK(both(ticket, "2026-11-20T13:00Z", "2026-11-20T14:00Z", "kim").size() == 1);
}
