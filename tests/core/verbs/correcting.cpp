#include "core/verbs/correcting.hpp"

#include <doctest/doctest.h>

#include "core/verbs/recording.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::refusal;

namespace {

/// Sam worked for an hour from 09:00 to 10:00 on the twentieth, and replied at 10:30; it is noon.
Ticket worked_on() {
    auto entry = event("2026-11-20T10:00Z", samples::worked(Minutes(60)));
    std::get<did::Work>(entry.what).text = "looked";
    return samples::ticket({entry, event("2026-11-20T10:30Z", did::Reply{"phone", "we look", false})});
}

const Event& entry_of(const Ticket& ticket) { return ticket.log.recorded()[1]; }

Ticket after(Ticket ticket, Event event) {
    append(ticket, std::move(event));
    return ticket;
}

const samples::Sam sam;

Event corrected_to(const Ticket& ticket, RightWork right, const std::string& why = "slip") {
    return correct(ticket, entry_of(ticket), right, why, sam.acting());
}

std::string refused(const Ticket& ticket, const RightWork& right, const std::string& why = "slip") {
    return refusal([&] { corrected_to(ticket, right, why); });
}

}  // namespace

TEST_CASE("a correction says what differs from the entry, and why") {
    const auto made = corrected_to(worked_on(), {Minutes(20), {}, {}, {}});
    did::Correct right{at("2026-11-20T10:00Z"), "sam"};
    right.minutes = Minutes(20);
    right.why = "slip";
    CHECK(*as<did::Correct>(made) == right);
    CHECK(made.at == sam.now);
}

TEST_CASE("a second correction says what the first one said as well, for the last one alone holds") {
    const auto once = after(worked_on(), corrected_to(worked_on(), {Minutes(20), {}, {}, {}}));
    const auto twice = after(once, corrected_to(once, {{}, {}, "read the log", {}}));
    const auto& work = *as<did::Work>(*twice.log.as_it_holds(entry_of(twice)));
    CHECK(work.minutes == Minutes(20));
    CHECK(work.text == "read the log");
}

TEST_CASE("a correction to what was recorded first says nothing but why") {
    const auto once = after(worked_on(), corrected_to(worked_on(), {Minutes(20), {}, {}, {}}));
    const auto back = corrected_to(once, {Minutes(60), {}, {}, {}});
    CHECK(!as<did::Correct>(back)->minutes);
    const auto twice = after(once, back);
    CHECK(as<did::Work>(*twice.log.as_it_holds(entry_of(twice)))->minutes == Minutes(60));
}

TEST_CASE("a correction is refused without a reason, and where it would change nothing") {
    CHECK(refused(worked_on(), {Minutes(20), {}, {}, {}}, " ") == "a correction needs a reason");
    CHECK(refused(worked_on(), {Minutes(60), {}, {}, {}}) == "the entry already says that");
    CHECK(refused(worked_on(), {Minutes(0), {}, {}, {}}) == "work takes at least a minute");
    CHECK(refused(worked_on(), {Minutes(24 * 60 + 1), {}, {}, {}}) == "24:01 is more than 24 hours in one entry");
    CHECK(refused(worked_on(), {{}, at("2026-11-20T11:30Z"), {}, {}}) ==
          "work that began at 2026-11-20 11:30 and took 1:00 ends in the future");
    CHECK(refused(worked_on(), {{}, {}, {}, "no body"}) == "unknown agent \"no body\"");
}

TEST_CASE("only time is corrected") {
    const auto ticket = worked_on();
    CHECK(refusal([&] {
              correct(ticket, ticket.log.recorded()[2], {Minutes(20), {}, {}, {}}, "slip", sam.acting());
          }) == "`reply` by sam of 2026-11-20T10:30:00.000Z is not a time entry");
}

TEST_CASE("time is taken back as none, and comes back only with a time") {
    const auto ticket = worked_on();
    const auto none = after(ticket, take_back(ticket, entry_of(ticket), "another ticket", sam.acting()));
    CHECK(none.log.as_it_holds(entry_of(none)) == nullptr);
    CHECK(refused(none, {{}, {}, "x", {}}) == "the entry was taken back");
    CHECK(refusal([&] { take_back(none, entry_of(none), "again", sam.acting()); }) ==
          "`work` by sam of 2026-11-20T10:00:00.000Z has already been taken back");
    const auto again = after(none, corrected_to(none, {Minutes(5), {}, {}, {}}));
    CHECK(as<did::Work>(*again.log.as_it_holds(entry_of(again)))->minutes == Minutes(5));
}

TEST_CASE("a reply is taken back; an opening and a resolution are not") {
    auto ticket = worked_on();
    const auto back = take_back(ticket, ticket.log.recorded()[2], "the wrong client", sam.acting());
    CHECK(*as<did::Retract>(back) == did::Retract{at("2026-11-20T10:30Z"), "sam", "reply", "the wrong client"});
    CHECK(refusal([&] { take_back(ticket, ticket.log.recorded()[0], "slip", sam.acting()); }) ==
          "the opening of a ticket cannot be taken back");
    append(ticket, event("2026-11-20T11:00Z", did::Resolve{"done", {}, {}, {}}));
    CHECK(refusal([&] { take_back(ticket, ticket.log.recorded()[3], "slip", sam.acting()); }) ==
          "`resolve` by sam of 2026-11-20T11:00:00.000Z cannot be taken back: it has changed the ticket");
}

TEST_CASE("what a clock recorded that runs ahead is taken back from before it, a minute ahead or a year") {
    for (const auto* when : {"2026-11-20T12:01Z", "2027-11-20T12:00Z"}) {
        CAPTURE(when);
        auto ticket = worked_on();
        append(ticket, event(when, did::Resolve{"done", {}, {}, {}}, "kim"));
        CHECK(ticket.now.status == Status::resolved);
        append(ticket, take_back(ticket, ticket.log.recorded()[3], "its clock is wrong", sam.acting()));
        CHECK(ticket.now.status == Status::open);
    }
}

TEST_CASE("an entry that is moved keeps when it was done and by whom, and both tickets name each other") {
    const auto ticket = worked_on();
    const Acting kim{sam.policy, "kim", sam.now};
    const auto work = moved_work(ticket, entry_of(ticket), {}, kim);
    CHECK(work.minutes == Minutes(60));
    CHECK(work.began == at("2026-11-20T09:00Z"));
    CHECK(work.text == "looked");
    CHECK(work.who == "sam");
    CHECK(work.moved == "2611-K7QF4");
    const auto left = after(ticket, move_away(ticket, entry_of(ticket), samples::reference("2611-9XW2M"), "another's", kim));
    CHECK(left.log.as_it_holds(entry_of(left)) == nullptr);
    CHECK(refused(left, {Minutes(5), {}, {}, {}}) == "the entry was moved to 2611-9XW2M");
    CHECK(refusal([&] { move_away(ticket, entry_of(ticket), ticket.id, "another's", kim); }) == "the entry is already on K7QF4");
}

TEST_CASE("whoever types means the last entry of time of theirs that holds") {
    auto ticket = worked_on();
    CHECK(last_work_of(ticket, "sam") == &ticket.log.recorded()[1]);
    CHECK(last_work_of(ticket, "kim") == nullptr);
    CHECK(last_revisable(ticket) == &ticket.log.recorded()[2]);
    append(ticket, take_back(ticket, entry_of(ticket), "slip", sam.acting()));
    CHECK(last_work_of(ticket, "sam") == nullptr);
    append(ticket, take_back(ticket, ticket.log.recorded()[2], "slip", sam.acting()));
    CHECK(last_revisable(ticket) == &ticket.log.recorded()[0]);
}
