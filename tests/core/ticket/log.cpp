#include "core/ticket/log.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/ticket/revision.hpp"
#include "core/ticket/ticket.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;

namespace {

constexpr auto when = "2026-11-20T10:00Z";

Event spent(int minutes, std::string_view at = when) { return event(at, samples::worked(Minutes(minutes))); }

did::Correct right(std::optional<Minutes> minutes, std::string_view of = when) {
    did::Correct correct{at(of), "sam"};
    correct.minutes = minutes;
    correct.why = "slip";
    return correct;
}

did::Retract took_back(std::string_view verb, std::string_view of = when) { return {at(of), "sam", std::string(verb), "slip"}; }

/// The minutes of the work that holds.
std::vector<int> minutes_in(const Log& log) {
    std::vector<int> all;
    for (const auto& each : log)
        if (const auto* work = as<did::Work>(each)) all.push_back(static_cast<int>(work->minutes.count()));
    return all;
}

std::string verbs_in(const Log& log) {
    std::string verbs;
    for (const auto& each : log) verbs += std::string(verb_of(each)) + " ";
    return verbs;
}

using Minuteses = std::vector<int>;

}  // namespace

TEST_CASE("a correction says what is right of an entry; everything recorded stays") {
    const Log log{spent(300), event("2026-11-20T12:00Z", right(Minutes(30)), "kim")};
    CHECK(minutes_in(log) == Minuteses{30});
    REQUIRE(log.recorded().size() == 2);
    CHECK(as<did::Work>(log.recorded()[0])->minutes == Minutes(300));
    CHECK(log.revision_of(log.recorded()[0]) == &log.recorded()[1]);
    CHECK(log.revision_of(log.recorded()[1]) == nullptr);
    CHECK(fate_in_words(log, log.recorded()[0]) == "corrected to 0:30 by kim");
    CHECK(revision_in_words(log.recorded()[1], Zone::utc()) == "corrected the work by sam of 2026-11-20 10:00 to 0:30");
}

TEST_CASE("what a correction does not say stays as the entry has it") {
    auto first = spent(60);
    std::get<did::Work>(first.what).text = "looked";
    std::get<did::Work>(first.what).mode = "remote";
    auto correct = right({});
    correct.who = "kim";
    const Log log{first, event("2026-11-20T12:00Z", correct)};
    const auto& work = *as<did::Work>(log[0]);
    CHECK(work.minutes == Minutes(60));
    CHECK(work.text == "looked");
    CHECK(work.mode == "remote");
    CHECK(work.who == "kim");
    CHECK(began(log[0], work) == at("2026-11-20T09:00Z"));
}

TEST_CASE("without another beginning corrected work ended when it was recorded") {
    const Log log{spent(300), event("2026-11-20T12:00Z", right(Minutes(30)))};
    CHECK(began(log[0], *as<did::Work>(log[0])) == at("2026-11-20T09:30Z"));
}

TEST_CASE("no minutes: there was no work") {
    const Log log{spent(300), event("2026-11-20T12:00Z", right(Minutes(0)), "kim")};
    CHECK(minutes_in(log).empty());
    CHECK(log.as_it_holds(log.recorded()[0]) == nullptr);
    CHECK(fate_in_words(log, log.recorded()[0]) == "taken back by kim");
}

TEST_CASE("the last correction wins, wherever it stands") {
    const auto first = event("2026-11-20T12:00Z", right(Minutes(30))),
               last = event("2026-11-20T13:00Z", right(Minutes(45)), "kim");
    CHECK(minutes_in({spent(300), first, last}) == Minuteses{45});
    CHECK(minutes_in({last, first, spent(300)}) == Minuteses{45});
    CHECK(minutes_in({spent(300), event("2026-11-20T12:00Z", right(Minutes(0))), last}) == Minuteses{45});
    CHECK(minutes_in({event("2026-11-19T12:00Z", right(Minutes(30))), spent(300)}) == Minuteses{30});
}

TEST_CASE("what only records is taken back; what changed the ticket is not") {
    for (const auto* verb : {"reply", "hear", "note", "answer", "step", "promise", "rate", "link", "wait", "attach"}) {
        CAPTURE(verb);
        const Log log{event(when, did_from(verb)), event("2026-11-20T12:00Z", took_back(verb))};
        CHECK(verbs_in(log) == "retract ");
    }
    for (const auto* verb : {"open", "work", "prioritise", "resolve", "close", "reopen", "assign", "kind", "edit", "correct"}) {
        CAPTURE(verb);
        const Log log{event(when, did_from(verb)), event("2026-11-20T12:00Z", took_back(verb))};
        CHECK(verbs_in(log) == std::string(verb) + " retract ");
    }
}

TEST_CASE("whatever is dated later than the retraction is taken back by it, but for the opening") {
    for (const auto* verb : {"resolve", "close", "assign", "edit", "work", "correct", "retract"}) {
        CAPTURE(verb);
        const Log log{event("2026-11-20T09:00Z", did::Open{}), event("2026-11-20T09:30Z", took_back(verb)),
                      event(when, did_from(verb))};
        CHECK(verbs_in(log) == "open retract ");
    }
    CHECK(verbs_in({event("2026-11-20T09:30Z", took_back("open")), event(when, did::Open{})}) == "retract open ");
}

TEST_CASE("a correction of a clock that ran ahead, once taken back, does not win any more") {
    const auto ahead = event("2027-11-20T12:00Z", right(Minutes(500)), "sam");
    const auto back = event("2026-11-20T13:00Z", took_back("correct", "2027-11-20T12:00Z"));
    CHECK(minutes_in({spent(300), ahead, event("2026-11-20T14:00Z", right(Minutes(45)))}) == Minuteses{500});
    CHECK(minutes_in({spent(300), ahead, event("2026-11-20T14:00Z", right(Minutes(45))), back}) == Minuteses{45});
    CHECK(minutes_in({spent(300), ahead, back}) == Minuteses{300});
}

TEST_CASE("as of an instant before its correction an entry is as it was") {
    auto made = samples::ticket({spent(300)});
    append(made, event("2026-11-25T12:00Z", right(Minutes(0))));
    CHECK(minutes_in(made.log).empty());
    CHECK(minutes_in(as_of(made, at("2026-11-25T12:00Z")).log) == Minuteses{300});
}

TEST_CASE("a ticket whose only work was taken back is new again; one that waits no more is open") {
    auto made = samples::ticket({spent(30)});
    CHECK(made.now.status == Status::open);
    append(made, event("2026-11-20T12:00Z", right(Minutes(0))));
    CHECK(made.now.status == Status::fresh);
    append(made, event("2026-11-20T13:00Z", did::Wait{"client", {}, {}}));
    CHECK(made.now.status == Status::waiting);
    append(made, event("2026-11-20T14:00Z", took_back("wait", "2026-11-20T13:00Z")));
    CHECK(made.now.status == Status::fresh);
}

TEST_CASE("an edit of a clock that runs ahead, once taken back, is out of the header") {
    auto made = samples::ticket();
    append(made, event("2027-11-20T12:00Z", did::Edit{"title", made.title, "Wrong"}));
    CHECK(made.title == "Wrong");
    append(made, event("2026-11-20T12:00Z", took_back("edit", "2027-11-20T12:00Z")));
    CHECK(made.title == "Payroll export fails");
    CHECK(inconsistencies(made, Zone::utc()).empty());
}

TEST_CASE("what is received, and how, follows the edits of the log") {
    auto made = samples::ticket();
    append(made, event("2026-11-20T12:00Z", did::Edit{"received", to_text(made.opened), "2026-11-19T22:00:00.000Z"}));
    append(made, event("2026-11-20T12:00Z", did::Edit{"channel", "email", "phone"}));
    CHECK(made.opened == at("2026-11-19T22:00Z"));
    CHECK(made.channel == "phone");
    CHECK(inconsistencies(made, Zone::utc()).empty());
    const auto before = as_of(made, at("2026-11-20T12:00Z"));
    CHECK(before.opened == at("2026-11-20T09:00Z"));
    CHECK(before.channel == "email");
    made.channel = "fax";
    CHECK(inconsistencies(made, Zone::utc()).size() == 1);
}

TEST_CASE("a correction of what is not there, and one of too long, are findings") {
    auto made = samples::ticket({event("2026-11-20T12:00Z", right(Minutes(30)))});
    CHECK(inconsistencies(made, Zone::utc()) ==
          std::vector<std::string>{"revises what is not in its log: `correct` by sam of 2026-11-20T12:00:00.000Z"});
    made = samples::ticket({spent(30), event("2026-11-20T12:00Z", right(Minutes(24 * 60 + 1)))});
    CHECK(inconsistencies(made, Zone::utc()) == std::vector<std::string>{"says that sam worked 24:01 at a stretch"});
}

TEST_CASE("what holds does not depend on the order in which it is read, and holds of itself") {
    samples::Dice dice(20261129);
    for (int i = 0; i < 400; ++i) {
        std::vector<Event> events;
        for (int count = 2 + dice.number(12); count > 0; --count) {
            const auto made = dice.event();
            const auto same = [&](const Event& other) { return !before(made, other) && !before(other, made); };
            if (std::ranges::none_of(events, same)) events.push_back(made);
        }
        const auto sorted = [](const Log& log) {
            std::vector<Event> all(log.begin(), log.end());
            std::ranges::sort(all, before);
            return all;
        };
        const Log log(events);
        dice.shuffle(events);
        CHECK(sorted(Log(events)) == sorted(log));
        CHECK(fold(Log(events)) == fold(log));
        CHECK(sorted(Log(sorted(log))) == sorted(log));
    }
}
