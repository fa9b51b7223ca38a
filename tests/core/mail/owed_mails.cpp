#include "core/mail/owed_mails.hpp"

#include <doctest/doctest.h>

#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using What = OwedMail::What;

namespace {

struct World {
    Policy policy = samples::policy();

    World() {
        policy.channels = {{.name = "email", .address = "help@junction.example"}};
        policy.mail->acknowledge = Policy::Mail::Acknowledge::at_once;
        policy.mail->confirm = policy.mail->closing = policy.feedback->ask = true;
        policy.feedback->scale = {"good", "poor"};
    }
    std::vector<What> owed(const Ticket& ticket, std::string_view now) const {
        std::vector<What> all;
        for (const auto& mail : owed_mails(ticket, {policy}, address_of(policy), at(now))) all.push_back(mail.what);
        return all;
    }
};

/// Opened by a mail on Friday at 09:00.
Ticket ticket(bool quiet = false) {
    auto ticket = samples::empty_ticket();
    ticket.id = samples::reference();
    ticket.requester.email = "jane@acme.example";
    ticket.channel = "email";
    did::Open open;
    open.channel = "email";
    open.message = "1@acme.example";
    open.quiet = quiet;
    append(ticket, event("2026-11-20T09:00Z", open, "desk"));
    return ticket;
}

Ticket with(Ticket ticket, std::string_view when, Did what) {
    append(ticket, event(when, std::move(what), "desk"));
    return ticket;
}

Ticket resolved() { return with(ticket(), "2026-11-20T10:00Z", did::Resolve{"done", "fixed", {}, {}}); }
Ticket closed() { return with(resolved(), "2026-11-20T11:00Z", did::Close{}); }

constexpr auto noon = "2026-11-20T12:00Z";

}  // namespace

TEST_CASE("a mail of a client's is acknowledged once, within a day, and not once a person has answered") {
    const World world;
    CHECK(world.owed(ticket(), noon) == std::vector{What::acknowledgement});
    CHECK(world.owed(ticket(), "2026-11-21T09:00Z") == std::vector{What::acknowledgement});
    CHECK(world.owed(ticket(), "2026-11-21T09:01Z").empty());
    CHECK(world.owed(with(ticket(), "2026-11-20T10:00Z", did::Reply{"phone", "yes", false}), noon).empty());
    const auto owed = owed_mails(ticket(), {world.policy}, address_of(world.policy), at(noon));
    CHECK(world.owed(with(ticket(), "2026-11-20T10:00Z", did::Sent{"acknowledgement", owed.front().message}), noon).empty());
    auto moved = world;
    moved.policy.channels.front().address = "help@new.example";
    CHECK(moved.owed(with(ticket(), "2026-11-20T10:00Z", did::Sent{"acknowledgement", owed.front().message}), noon).empty());
}

TEST_CASE("what did not come by mail, or was written by a program or on a list, gets no automatic mail") {
    const World world;
    auto by_phone = samples::ticket();
    by_phone.requester.email = "jane@acme.example";
    CHECK(world.owed(by_phone, noon).empty());
    CHECK(world.owed(ticket(true), noon).empty());
    CHECK(world.owed(with(ticket(true), "2026-11-20T10:00Z", did::Resolve{"done", {}, {}, {}}), noon).empty());
    auto to_us = ticket();
    to_us.requester.email = "help@junction.example";
    CHECK(world.owed(to_us, noon).empty());
}

TEST_CASE("in its hours a mail of the evening is acknowledged when the desk opens, after a weekend too") {
    World world;
    world.policy.mail->acknowledge = Policy::Mail::Acknowledge::in_hours;
    Calendar office{"office", samples::zone("Europe/London"), {}, {}, {}};
    for (std::size_t day = 0; day < 5; ++day) office.week[day] = {{std::chrono::hours(9), std::chrono::hours(17)}};
    world.policy.calendars.push_back(office);
    world.policy.channels.front().calendar = "office";
    auto late = samples::empty_ticket();
    late.requester.email = "jane@acme.example";
    late.channel = "email";
    did::Open open;
    open.message = "1@acme.example";
    append(late, event("2026-11-20T22:00Z", open, "desk"));
    CHECK(world.owed(late, "2026-11-20T23:00Z").empty());
    CHECK(world.owed(late, "2026-11-22T12:00Z").empty());
    CHECK(world.owed(late, "2026-11-23T08:59Z").empty());
    CHECK(world.owed(late, "2026-11-23T09:00Z") == std::vector{What::acknowledgement});
    CHECK(world.owed(late, "2026-11-24T09:01Z").empty());
}

TEST_CASE("a resolution is asked about until the client has said something, or for a week") {
    const World world;
    CHECK(world.owed(resolved(), noon) == std::vector{What::confirmation});
    CHECK(world.owed(resolved(), "2026-11-27T10:01Z").empty());
    CHECK(world.owed(with(resolved(), "2026-11-20T11:00Z", did::Hear{"phone", "it works", "Jane"}), noon).empty());
    CHECK(world.owed(with(resolved(), "2026-11-20T11:00Z", did::Confirm{"Jane"}), noon).empty());
    did::Resolve mailed{"done", "fixed", {}, {}};
    mailed.message = "ours@junction.example";
    CHECK(world.owed(with(ticket(), "2026-11-20T10:00Z", mailed), noon).empty());
}

TEST_CASE("a closing is told, with the question for a score, unless nothing was resolved or the client has given one") {
    const World world;
    CHECK(world.owed(closed(), noon) == std::vector{What::closing, What::feedback});
    CHECK(world.owed(with(ticket(), "2026-11-20T11:00Z", did::Close{"a slip", {}}), noon).empty());
    did::Resolve told{"done", "fixed", {}, {}};
    told.message = "2611-K7QF4.resolve.1@junction.example";
    const auto at_once = with(with(ticket(), "2026-11-20T10:00Z", told), "2026-11-20T10:00:00.001Z", did::Close{});
    CHECK(world.owed(at_once, noon) == std::vector{What::feedback});
    const auto later = with(with(ticket(), "2026-11-20T10:00Z", told), "2026-11-20T10:30Z", did::Close{});
    CHECK(world.owed(later, noon) == std::vector{What::closing, What::feedback});
    CHECK(world.owed(with(closed(), "2026-11-20T11:30Z", did::Rate{"good", {}}), noon) == std::vector{What::closing});
    did::Close swept{"no answer", "unanswered", at("2026-12-20T11:00Z")};
    CHECK(world.owed(with(resolved(), "2026-11-27T11:00Z", swept), "2026-12-20T12:00Z") ==
          std::vector{What::closing, What::feedback});
}

TEST_CASE("an address gets one acknowledgement a day, and ten automatic mails") {
    MailBrake brake(at(noon));
    const std::string jane = "jane@acme.example";
    const auto sent = [](std::string_view when) { return with(ticket(), when, did::Sent{"acknowledgement", "x@y"}); };
    brake.count(sent("2026-11-19T11:00Z"), jane);
    CHECK(brake.lets(jane, What::acknowledgement));
    brake.count(sent("2026-11-20T11:00Z"), jane);
    CHECK(!brake.lets(jane, What::acknowledgement));
    CHECK(!brake.lets("Jane@ACME.example", What::acknowledgement));
    CHECK(brake.lets(jane, What::closing));
    CHECK(brake.lets("bo@acme.example", What::acknowledgement));
    for (int i = 0; i < 9; ++i) brake.count(jane, What::closing);
    CHECK(!brake.lets(jane, What::closing));
}

TEST_CASE("a score is answered by a link that quotes the ticket") {
    World world;
    world.policy.feedback->scale = {"very good", "poor"};
    const auto fields = fields_of(closed(), {world.policy}, address_of(world.policy), at(noon));
    const auto reference = closed().id.text();
    CHECK(fields[MailField::scores].starts_with("very good: mailto:help@junction.example?subject=%5B"));
    CHECK(fields[MailField::scores].find("%5D%20score%3A%20very%20good\npoor: mailto:") != std::string::npos);
    CHECK(fields[MailField::resolution] == "done");
}
