#include "core/ticket/event.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::event;

TEST_CASE("every verb of the log makes its event, and the event knows its verb") {
    const std::vector<std::string> verbs{"open",    "reply",   "hear",    "note",    "work",   "prioritise", "escalate",
                                         "assign",  "kind",    "scope",   "wait",    "resume", "answer",     "step",
                                         "promise", "resolve", "confirm", "close",   "reopen", "rate",       "link",
                                         "attach",  "edit",    "correct", "retract", "sent"};
    CHECK(verbs.size() + 1 == std::variant_size_v<AnyDid>);
    for (const auto& verb : verbs) {
        const Event made{{}, "sam", did_from(verb), {}};
        CHECK(verb_of(made) == verb);
        CHECK_MESSAGE(!as<did::Unknown>(made), verb);
    }
}

TEST_CASE("a verb that is none of ours is kept to the letter") {
    for (const std::string verb : {"escort", "Open", "open ", ""}) {
        const Event made{{}, "sam", did_from(verb), {}};
        REQUIRE(as<did::Unknown>(made));
        CHECK(verb_of(made) == verb);
    }
}

TEST_CASE("a log is in the order of time, then agent, then verb") {
    const auto early = event("2026-11-20T09:00:00.000Z", did::Work{}, "sam");
    CHECK(before(early, event("2026-11-20T09:00:00.001Z", did::Assign{}, "kim")));
    CHECK(before(event("2026-11-20T09:00:00.000Z", did::Work{}, "kim"), early));
    CHECK(before(event("2026-11-20T09:00:00.000Z", did::Note{}, "sam"), early));
    CHECK(before(early, event("2026-11-20T09:00:00.000Z", did::Unknown{"zip"}, "sam")));
}

TEST_CASE("what an event says besides has no part in the order") {
    const auto one = event("2026-11-20T09:00Z", did::Note{"one"}), other = event("2026-11-20T09:00Z", did::Note{"other"});
    CHECK(!before(one, other));
    CHECK(!before(other, one));
}

TEST_CASE("no key of an event reads as something else in YAML 1.1") {
    const std::vector<std::string> words{"on", "off", "yes", "no", "y", "n", "true", "false", "null", "at", "by", "do"};
    const auto check_keys = []<class T>(const T& what, const std::vector<std::string>& none) {
        T::fields(what, [&](Key key, const auto&) { CHECK(std::ranges::find(none, key.name) == none.end()); });
    };
    samples::Dice dice(1);
    for (int i = 0; i < 500; ++i) std::visit([&](const auto& what) { check_keys(what, words); }, dice.did());
}
