#include "store/desk/timer.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include "tests/samples.hpp"
#include "tests/store/scratch.hpp"

using namespace desk;
using namespace desk::test;
using samples::at;

namespace {

const Timer sample{samples::reference(), at("2026-11-20T09:14:03.217Z")};

}  // namespace

TEST_CASE("a timer is there until it is removed, and is that of one agent on one desk") {
    const Scratch scratch;
    const auto state = scratch.path + "/state";
    const TimerFile sams(state, "/srv/desk", "sam"), kims(state, "/srv/desk", "kim"), others(state, "/srv/other", "sam");
    CHECK(!sams.read().timer);
    sams.start(sample);
    CHECK(sams.read().timer == sample);
    CHECK(TimerFile(state, "/srv/../srv/desk/", "sam").read().timer == sample);
    CHECK(!kims.read().timer);
    CHECK(!others.read().timer);
    kims.start(sample);
    sams.remove();
    CHECK(!sams.read().timer);
    CHECK(kims.read().timer == sample);
}

TEST_CASE("a second timer is not started over the first") {
    const Scratch scratch;
    const TimerFile file(scratch.path, "/srv/desk", "sam");
    file.start(sample);
    CHECK(samples::refusal([&] { file.start({samples::reference("2611-9XW2M"), sample.since}); }, Fault::io) != "");
    CHECK(file.read().timer == sample);
}

TEST_CASE("what is no timer is told with its file, and none") {
    const Scratch scratch;
    const TimerFile file(scratch.path, "/srv/desk", "sam");
    file.start(sample);
    for (const auto* text : {"", "nonsense", "2611-K7QF4", "2611-K7QF4 yesterday", "2611-K7QF4 2026-11-20T09:14Z more"}) {
        std::ofstream(scratch.path + "/desk/timers/srv/desk/sam.timer", std::ios::trunc) << text << "\n";
        const auto [timer, broken] = file.read();
        CHECK(!timer);
        REQUIRE(broken);
        CHECK(broken->where.file == scratch.path + "/desk/timers/srv/desk/sam.timer");
    }
}
