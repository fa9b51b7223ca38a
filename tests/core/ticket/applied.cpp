#include "core/ticket/applied.hpp"

#include "tests/core/clock/clock.hpp"
#include "tests/dice.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

std::vector<std::string> turns(const std::vector<Event>& events) {
    std::vector<std::string> said;
    const auto made = ticket(events);
    for (const auto& turn : turns_of(made))
        said.push_back(std::string(verb_of(*turn.event)) + " " + to_text(turn.event->at).substr(11, 5) +
                       (turn.closed_unresolved() ? " unresolved" : ""));
    return said;
}

}  // namespace

TEST_CASE("of two resolutions, closings or reopenings that a merge brings together the first applied") {
    CHECK(turns({resolved_by("2026-11-20T10:00Z"), resolved_by("2026-11-20T11:00Z"), closed_at("2026-11-20T12:00Z"),
                 closed_at("2026-11-20T13:00Z"), reopened("2026-11-20T14:00Z"), reopened("2026-11-20T15:00Z")}) ==
          Lines{"resolve 10:00", "close 12:00", "reopen 14:00"});
    CHECK(turns({reopened("2026-11-20T10:00Z")}).empty());
    CHECK(turns({closed_at("2026-11-20T10:00Z"), resolved_by("2026-11-20T11:00Z")}) == Lines{"close 10:00 unresolved"});
    CHECK(turns({resolved_by("2026-11-20T10:00Z"), reopened("2026-11-20T11:00Z"), closed_at("2026-11-20T12:00Z")}) ==
          Lines{"resolve 10:00", "reopen 11:00", "close 12:00 unresolved"});
}

TEST_CASE("the closing that stands is the one that applied, and none after a reopening") {
    auto made = ticket({resolved_by("2026-11-20T10:00Z"), closed_at("2026-11-20T12:00Z"), closed_at("2026-11-20T13:00Z")});
    REQUIRE(closing(made) != nullptr);
    CHECK(closing(made)->at == at("2026-11-20T12:00Z"));
    CHECK(resolution(made)->at == at("2026-11-20T10:00Z"));
    append(made, reopened("2026-11-20T14:00Z"));
    CHECK(closing(made) == nullptr);
    CHECK(resolution(made) == nullptr);
    append(made, closed_at("2026-11-20T15:00Z"));
    CHECK(closing(made)->at == at("2026-11-20T15:00Z"));
    CHECK(resolution(made) == nullptr);  // it was closed without one
}

TEST_CASE("a walk ends where the fold does, and takes every turn that changes whether it is open") {
    Dice dice(15);
    for (int round = 0; round < 2000; ++round) {
        auto made = ticket();
        for (int count = dice.number(12); count > 0; --count) append(made, dice.event());
        Lifecycle last;
        bool was_open = true;
        int changes = 0, closings = 0;
        walk(made.log, [&](const Event&, Status before, const Lifecycle& now) {
            CHECK(is_open(before) == was_open);
            changes += is_open(now.status) != was_open;
            closings += before == Status::resolved && now.status == Status::closed;
            was_open = is_open(now.status);
            last = now;
        });
        CHECK(last == fold(made.log));
        CHECK(static_cast<int>(turns_of(made).size()) == changes + closings);
        CHECK((closing(made) != nullptr) == (made.now.status == Status::closed));
        auto events = made.log.recorded();
        dice.shuffle(events);
        made.log = events;
        Lifecycle shuffled;
        walk(made.log, [&](const Event&, Status, const Lifecycle& now) { shuffled = now; });
        CHECK(shuffled == last);
    }
}
