#include "core/month/report_targets.hpp"

#include "core/contract/escalation_rules.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;
using namespace std::chrono;

namespace {

const auto london = zone("Europe/London");

Period november() { return {london.start(2026y / November), london.start(2026y / December)}; }
Period december() { return {november().until, london.start(2027y / January)}; }

Event edited(std::string_view when, std::string field, std::string from, std::string to) {
    return event(when, did::Edit{std::move(field), std::move(from), std::move(to)});
}

std::vector<std::string> what_of(const std::vector<Corrected>& corrected) {
    std::vector<std::string> all;
    for (const auto& each : corrected) all.push_back(each.what);
    return all;
}

}  // namespace

TEST_CASE("a target that a month counted as missed, and that work recorded later had met, is corrected in that later month") {
    // Due three business hours after 09:00; the answer is recorded in December.
    const std::vector made{
        ticket_of("high", {event("2026-12-01T09:00Z", did::Work{Minutes(30), "Looked", "", at("2026-11-20T10:00Z"), {}})})};
    const auto desk = samples::desk(timed());
    const auto earlier = report_of(as_of(made, november().until), november(), "", desk);
    CHECK(earlier.corrected.empty());
    CHECK(earlier.targets.front().missed == 1);
    const auto later = report_of(made, december(), "", desk);
    CHECK(what_of(later.corrected) == std::vector<std::string>{"response: met 2026-11-20 10:00, was missed 2026-11-20 12:00"});
    CHECK(later.targets.empty());
}

TEST_CASE("a promise is told as loosened when a change moved it back after most of its time, in the period of the change") {
    const auto loosened = [](std::string_view when, const Period& period, int near = 80) {
        auto policy = timed();
        policy.escalation->near = near;
        return report_of(std::vector{ticket_of("high", {prioritised(when, "medium")})}, period, "", samples::desk(policy))
            .loosened;
    };
    const auto late = loosened("2026-11-20T11:45Z", november());
    REQUIRE(late.size() == 1);
    CHECK(late.front().measure == Measure::respond);
    CHECK(shown(london, late.front().change.was) == "2026-11-20 12:00");
    CHECK(late.front().change.due > late.front().change.was);
    CHECK(late.front().change.by == "sam");
    CHECK(loosened("2026-11-20T11:45Z", december()).empty());
    CHECK(loosened("2026-11-20T10:00Z", november()).empty());
    CHECK(loosened("2026-11-20T10:00Z", november(), 20).size() == 1);
}

TEST_CASE("what was corrected after a period is told by its report; a client is not told of another") {
    const auto made = ticket_of("high", {edited("2026-12-02T09:00Z", "client", "acme", "bolt"),
                                         edited("2026-12-03T09:00Z", "title", "Export fails", "Import fails")});
    const auto corrected = [&](const Period& period, const std::string& client, std::string_view now) {
        auto as_now = made;
        as_now.client = "bolt";
        return what_of(corrected_after(std::vector{as_now}, period, client, at(now), london));
    };
    using Texts = std::vector<std::string>;
    CHECK(corrected(november(), "", "2026-12-04T09:00Z") == Texts{"client: bolt, was acme, since 2026-12-02 09:00"});
    CHECK(corrected(november(), "acme", "2026-12-04T09:00Z") == Texts{"client: another, since 2026-12-02 09:00"});
    CHECK(corrected(november(), "bolt", "2026-12-04T09:00Z").empty());
    CHECK(corrected(december(), "", "2027-01-04T09:00Z").empty());
    CHECK(corrected(november(), "", "2026-12-01T09:00Z").empty());  // a clock that runs ahead
}
