#include "core/contract/clock_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

/// Support to Acme ceased from 20 November, 10:00 (a Friday), to the end of the month.
class CeasedFromTen : public Suspensions {
public:
    const std::vector<Period>& of(const std::string& client) const override {
        static const std::vector<Period> none, some{{at("2026-11-20T10:00Z"), at("2026-12-01T00:00Z")}};
        return client == "acme" ? some : none;
    }
};

std::string resolution_of(const Ticket& ticket, std::string_view now, bool ceases = true, Clock* kept = nullptr) {
    static const CeasedFromTen suspensions;
    auto policy = timed();
    policy.hours->ceases = ceases;
    for (const auto& clock : clocks(ticket, {policy, nullptr, nullptr, &suspensions}, at(now), Detail::steps))
        if (clock.measure == Measure::resolve) {
            if (kept) *kept = clock;
            return line(clock);
        }
    return {};
}

Ticket fault(std::vector<Event> events = {}) {
    auto made = ticket_of("high", events);
    std::get<did::Open>(samples::recorded(made).front().what).kind = "fault";
    made.now = fold(made.log);
    return made;
}

}  // namespace

TEST_CASE("A24: where support has ceased the clock of what counts stands still until the month is over") {
    // 24 business hours: one of them on 20 November, the others from 1 December on.
    CHECK(resolution_of(ticket_of("high"), "2026-11-25T09:00Z") ==
          "resolve 1: paused, 24 business hours of priority.high, due 2026-12-03 11:00");
    CHECK(resolution_of(ticket_of("high"), "2026-12-02T09:00Z") ==
          "resolve 1: running, 24 business hours of priority.high, due 2026-12-03 11:00");
    CHECK(resolution_of(ticket_of("high"), "2026-12-03T12:00Z") ==
          "resolve 1: late, 24 business hours of priority.high, due 2026-12-03 11:00");
}

TEST_CASE("A24: faults, other clients and policies that do not say so are owed as before") {
    const auto as_ever = "resolve 1: running, 24 business hours of priority.high, due 2026-11-24 13:00";
    CHECK(resolution_of(fault(), "2026-11-20T11:00Z") == as_ever);
    CHECK(resolution_of(ticket_of("high"), "2026-11-20T11:00Z", false) == as_ever);
    auto blue = ticket_of("high");
    blue.client = "blue";
    CHECK(resolution_of(blue, "2026-11-20T11:00Z") == as_ever);
}

TEST_CASE("A24: the reckoning says that support had ceased, and a wait meanwhile is not counted twice") {
    auto waiting = ticket_of("high", {waits_for("2026-11-20T09:30Z", "client"), resumed("2026-11-24T09:00Z")});
    auto policy = timed();
    policy.hours->ceases = true;
    policy.clock->pause.resolve = {"client"};
    const CeasedFromTen suspensions;
    const auto all = clocks(waiting, {policy, nullptr, nullptr, &suspensions}, at("2026-11-25T09:00Z"), Detail::steps);
    const auto& clock = all.back();
    CHECK(clock.pauses == std::vector<Period>{{at("2026-11-20T09:30Z"), at("2026-11-24T09:00Z")},
                                              {at("2026-11-24T09:00Z"), at("2026-12-01T00:00Z")}});
    CHECK(std::ranges::any_of(clock.steps, [](const ExplainStep& step) {
        return step.what == "pause" && step.text == "support ceased: the hours of the month are used up";
    }));
}

TEST_CASE("A24: what was resolved while support had ceased is judged by the time that counts") {
    Clock kept;
    CHECK(resolution_of(ticket_of("high", {resolved_by("2026-11-27T09:00Z")}), "2026-12-10T09:00Z", true, &kept) ==
          "resolve 1: met, 24 business hours of priority.high, due 2026-12-01 12:00, stopped 2026-11-27 09:00");
    CHECK(kept.pauses == std::vector<Period>{{at("2026-11-20T10:00Z"), at("2026-11-27T09:00Z")}});
}
