#include "store/yaml/ticket.hpp"

#include <doctest/doctest.h>

#include "core/duty/owed.hpp"
#include "store/yaml/canonical_reader.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "tests/nasty_strings.hpp"
#include "tests/random_tickets.hpp"
#include "tests/samples.hpp"

using namespace desk;

namespace {

using Outcome = CanonicalReading::Outcome;

const std::string example = R"(id: 2611-K7QF4
title: Payroll export fails
client: acme
requester:
  name: Jane Doe
  email: jane@acme.example
  phone: "+44 20 7946 0123"
kind: fault
channel: email
priority: high
status: open
tier: 2
assignee: sam
opened: 2026-11-20T09:14:03.217Z
description: |
  When payroll runs the export for November, it stops at 40 % with error 1722.
log:
- at: 2026-11-20T09:14:03.217Z
  by: sam
  do: open
- at: 2026-11-20T09:26:00.000Z
  by: sam
  do: reply
  via: phone
  text: Told Jane we can reproduce it.
- at: 2026-11-20T09:51:00.000Z
  by: sam
  do: work
  minutes: 25
  text: Reproduced with last month's data.
)";

const std::string small = R"(id: 2611-K7QF4
title: Payroll
status: new
opened: 2026-11-20T09:14:03.217Z
log:
- at: 2026-11-20T09:14:03.217Z
  by: sam
  do: open
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Ticket any(const std::string& bytes) {
    auto reading = ticket_from_any_yaml(bytes, "t.yaml");
    INFO(bytes);
    if (reading.problem) FAIL(to_text(reading.problem->where) << ": " << reading.problem->what);
    return *reading.ticket;
}

/// Both readers give `ticket` for what the writer writes of it.
void check_round_trip(const Ticket& ticket) {
    const auto bytes = to_yaml(ticket);
    INFO(bytes);
    const auto strict = ticket_from_canonical(bytes);
    REQUIRE(strict.outcome == Outcome::taken);
    CHECK(strict.ticket == ticket);
    const auto loose = ticket_from_any_yaml(bytes, "t.yaml");
    CHECK((loose.problem ? loose.problem->what : "") == "");
    REQUIRE(loose.ticket.has_value());
    CHECK(*loose.ticket == ticket);
    CHECK_FALSE(loose.loses_comment);
    CHECK(to_yaml(strict.ticket) == bytes);
}

YamlValue text_node(const std::string& text) {
    YamlValue node;
    node.text = text;
    return node;
}

}  // namespace

TEST_CASE("the example of the manual is canonical, and both readers agree on it") {
    const auto strict = ticket_from_canonical(example);
    REQUIRE(strict.outcome == Outcome::taken);
    CHECK(to_yaml(strict.ticket) == example);
    CHECK(any(example) == strict.ticket);
    CHECK(strict.ticket.requester.phone == "+44 20 7946 0123");
    CHECK(strict.ticket.description == "When payroll runs the export for November, it stops at 40 % with error 1722.\n");
    CHECK(as<did::Work>(strict.ticket.log[2])->minutes == Minutes(25));
}

TEST_CASE("every nasty string survives in every place, in both readers") {
    const auto base = any(example);
    for (const auto& nasty : nasty_strings(TEST_CASES)) {
        Ticket ticket = base;
        ticket.title = ticket.requester.name = ticket.description = nasty;
        std::get<did::Reply>(samples::recorded(ticket)[1].what).text = nasty;
        ticket.unknown_keys.push_back({"title", false, {text_node("custom"), text_node(nasty)}});
        samples::recorded(ticket)[1].unknown_keys.push_back({"do", false, {text_node("custom"), text_node(nasty)}});
        if (nasty.size() < 300) ticket.unknown_keys.push_back({"title", false, {text_node(nasty), text_node("value")}});
        check_round_trip(ticket);
    }
}

TEST_CASE("the two readers give the same for ten thousand random tickets") {
    constexpr std::uint64_t seed = 20261120;
    CAPTURE(seed);
    TicketMaker maker(seed, nasty_strings(TEST_CASES));
    for (int i = 0; i < 10'000; ++i) {
        CAPTURE(i);
        check_round_trip(maker.ticket());
    }
}

TEST_CASE("what is read without the log is the same ticket but for its log") {
    TicketMaker maker(7, nasty_strings(TEST_CASES));
    for (int i = 0; i < 500; ++i) {
        auto ticket = maker.ticket();
        const auto bytes = to_yaml(ticket);
        ticket.log = {};
        std::erase_if(ticket.unknown_keys, [](const UnknownKey& unknown_key) { return unknown_key.after == "log"; });
        CHECK(*ticket_from(bytes, "t.yaml", Depth::header).ticket == ticket);
        const auto open = ticket_from(bytes, "t.yaml", Depth::unless_closed);
        CHECK(open.ticket.has_value() == (ticket.now.status != Status::closed));
        CHECK_FALSE(open.problem.has_value());
    }
}

TEST_CASE("nothing that waits for an answer, or to be read, is passed over because its ticket is closed") {
    TicketMaker maker(13, nasty_strings(TEST_CASES));
    int waiting = 0, passed_over = 0;
    for (int i = 0; i < 3000; ++i) {
        auto ticket = maker.ticket();
        ticket.now = fold(ticket.log);
        const auto bytes = to_yaml(ticket);
        const bool wants = heard_unanswered(ticket) != nullptr;
        waiting += wants;
        passed_over += !may_want(bytes, {"hear"});
        INFO(bytes);
        CHECK((!wants || may_want(bytes, {"hear"})));
    }
    CHECK(waiting > 100);
    CHECK(passed_over > 10);
}

TEST_CASE("a closed ticket in another form is not wanted either") {
    const auto bytes = replaced(small, "status: new", "status: 'closed'");
    const auto reading = ticket_from(bytes, "t.yaml", Depth::unless_closed);
    CHECK_FALSE(reading.ticket.has_value());
    CHECK_FALSE(reading.problem.has_value());
    CHECK(ticket_from(bytes, "t.yaml", Depth::header).ticket->log.empty());
}

TEST_CASE("no part of a file that was cut off inside a line passes for a ticket") {
    TicketMaker maker(11, nasty_strings(TEST_CASES));
    for (int i = 0; i < 20; ++i) {
        const auto bytes = i == 0 ? example : to_yaml(maker.ticket());
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto prefix = bytes.substr(0, size);
            const auto reading = ticket_from(prefix, "t.yaml");
            INFO(prefix);
            REQUIRE(reading.ticket.has_value() != reading.problem.has_value());
            // At the end of a line it may be a shorter ticket.
            if (!prefix.ends_with('\n')) CHECK(reading.problem.has_value());
            if (reading.canonical) CHECK(to_yaml(*reading.ticket) == prefix);
        }
    }
}

TEST_CASE("a file that a person wrote is read, and written back in canonical form") {
    const std::string written = R"(---
# about this ticket
status: 'new'
"title": Payroll
  export
id: 2611-K7QF4

tags: [payroll, "5", 5, {a: ~}, []]
log:
# the beginning
- {by: sam, do: open, at: 2026-11-20 10:14:03.217+01:00}
- do: note
  by: "sam"
  text: >-
    folded
    text
  at: '2026-11-20T09:20Z'
opened: 2026-11-20T09:14:03.217Z
# the end
)";
    const auto reading = ticket_from(written, "t.yaml");
    REQUIRE(reading.ticket.has_value());
    CHECK_FALSE(reading.canonical);
    CHECK_FALSE(reading.loses_comment);
    CHECK(to_yaml(*reading.ticket) == R"(# about this ticket
id: 2611-K7QF4
tags:
- payroll
- "5"
- 5
- a: ~
- []
title: Payroll export
status: new
opened: 2026-11-20T09:14:03.217Z
# the end
log:
# the beginning
- at: 2026-11-20T09:14:03.217Z
  by: sam
  do: open
- at: 2026-11-20T09:20:00.000Z
  by: sam
  do: note
  text: folded text
)");
    check_round_trip(*reading.ticket);
}

TEST_CASE("a comment that has no place in the canonical form is known to be lost") {
    const auto loses = [](std::string_view from, std::string_view to) {
        const auto reading = ticket_from(replaced(example, from, to), "t.yaml");
        REQUIRE(reading.ticket.has_value());
        return reading.loses_comment;
    };
    CHECK(loses("client: acme\n", "client: acme # trailing\n"));
    CHECK(loses("requester:\n", "requester:\n  # indented\n"));
    CHECK(loses("requester:\n", "requester:\n# inside\n"));
    CHECK(loses("description: |\n", "description: | # header\n"));
    CHECK(loses("  do: reply\n", "# inside an event\n  do: reply\n"));
    CHECK(loses("log:\n", "log: # of events\n"));
    CHECK(loses("last month's data.\n", "last month's data.\n  # indented\n"));
    CHECK_FALSE(loses("client: acme\n", "# a\nclient: acme\n# b\n"));
    CHECK_FALSE(loses("log:\n", "# a\nlog:\n# b\n"));
    CHECK_FALSE(loses("last month's data.\n", "last month's data.\n# a\n\n# b\n"));
    CHECK_FALSE(loses("client: acme\n", "client: 'it is # no comment'\n"));
    CHECK_FALSE(loses("it stops", "# it stops"));
}

TEST_CASE("an unknown verb and its keys are kept") {
    const auto bytes =
        example + "- at: 2026-11-20T09:52:00.000Z\n  by: sam\n  do: escort\n  whom:\n  - Jane\n  - 5\n  minutes: many\n";
    const auto ticket = any(bytes);
    CHECK(as<did::Unknown>(ticket.log.back())->verb == "escort");
    CHECK(ticket.log.back().unknown_keys.size() == 2);
    CHECK(to_yaml(ticket) == bytes);
    CHECK(ticket_from(bytes, "t.yaml").canonical);
}

TEST_CASE("an extra whose key has gone stays behind the key before it") {
    auto ticket = any(replaced(example, "assignee: sam\n", "assignee: sam\nteam: blue\n"));
    ticket.now.assignee.clear();
    CHECK(to_yaml(ticket).find("tier: 2\nteam: blue\nopened:") != std::string::npos);
    ticket.unknown_keys[0].after = "what another version knows";
    CHECK(to_yaml(ticket).find("team: blue\n") != std::string::npos);
}

TEST_CASE("a log in another order is sorted") {
    const auto later = std::string("- at: 2026-11-20T09:15:00.000Z\n  by: sam\n  do: resume\n");
    const auto sorted = any(small + later);
    const auto bytes = replaced(small, "log:\n", "log:\n" + later);
    const auto reading = ticket_from(bytes, "t.yaml");
    CHECK_FALSE(reading.canonical);
    CHECK(*reading.ticket == sorted);
}
