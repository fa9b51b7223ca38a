#include "cli/views/clocks.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "cli/views/owed.hpp"
#include "cli/views/recorded.hpp"
#include "cli/views/sweep.hpp"
#include "cli/views/ticket_page.hpp"
#include "cli/views/ticket_table.hpp"
#include "cli/views/why.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/process.hpp"
#include "core/contract/route_rule.hpp"
#include "tests/cli/shown.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

Table clocks_of(const Ticket& ticket, const Desk& desk, Instant now) {
    const ListedTicket listed{&ticket, TicketNow(ticket, desk, now).whole_summary()};
    return ticket_table({&listed, 1}, columns_typed("due,left,late"), false, {desk, now});
}

}  // namespace

TEST_CASE("a list tells when a ticket is due, what is left of the time, and whether it is late") {
    const auto desk = samples::desk_with_targets(), plain = samples::desk();
    const auto made = ticket();
    const auto row = [&](std::string_view now) { return clocks_of(made, desk, at(now)); };
    const auto early = row("2026-11-20T09:30:30Z");
    CHECK(shown(early) == "DUE               LEFT  LATE\n2026-11-20 11:00  1:29\n");
    CHECK(json(early) == R"({"schema": 2,"tickets": [{"due": "2026-11-20T11:00:00.000Z","left": 5370,"late": false}]})");
    CHECK(early.rows.front()[1].look == Look::normal);
    CHECK(row("2026-11-20T10:36Z").rows.front()[1].look == Look::warning);
    const auto late = row("2026-11-20T11:00:30Z");
    CHECK(shown(late) == "DUE                LEFT  LATE\n2026-11-20 11:00  -0:01  yes\n");
    CHECK(late.rows.front()[1].look == Look::bad);
    CHECK(json(clocks_of(made, plain, at("2026-11-20T09:30Z"))) ==
          R"({"schema": 2,"tickets": [{"due": null,"left": null,"late": false}]})");
    CHECK(need_clocks(columns_typed("id,left")));
    CHECK(!need_clocks(list_columns(Form::porcelain)));
}

TEST_CASE("the columns of the queue are columns") {
    for (const auto form : {Form::people, Form::porcelain, Form::json})
        for (const auto& chosen : queue_columns(form))
            CHECK(std::ranges::find(column_names(), chosen.name) != column_names().end());
}

TEST_CASE("a page tells how the clocks stand, how long it waited, and its steps") {
    auto desk = samples::desk_with_targets();
    desk.policy.processes = {{"repair", {}, true, {{}, {}}}};
    desk.policy.processes.front().steps[0].name = "look";
    desk.policy.processes.front().steps[1].name = "mend";
    desk.policy.intake->items = {{"since", "Since when?", {}, {}, {}}};
    desk.policy.routes = {{{}, "kim", false}};
    const auto made = ticket(
        {event("2026-11-20T09:30Z", did::Reply{"phone", "hello", false}), event("2026-11-20T10:00Z", did::Wait{"client", "", {}}),
         event("2026-11-20T11:30Z", did::Resume{""}), event("2026-11-20T12:00Z", did::Step{"look", "bad", ""})});
    const auto page = shown(ticket_page({&made, 1}, desk, at("2026-11-20T13:00Z")));
    for (const auto* part :
         {"  response    met 2026-11-20 09:30, due 2026-11-20 11:00 (priority.medium: 2 hours)\n", "  resolution  no target",
          "  waited      1:30 for the client\n", "  repair      \u2713 look: bad (2026-11-20 12:00, sam)\n              - mend\n",
          "  to ask      Since when?\n", "  suggested   kim"})
        CHECK_MESSAGE(stands_in(page, part), part << " is not in\n" << page);
    Output out(Form::json, {}, false);
    for (const auto& each : standing_pages({&made, 1}, desk, at("2026-11-20T13:00Z"))) out.show(each);
    for (const auto* part : {R"("waits": [)", R"("time": 5400)", R"("step": "mend")", R"("item": "since")", R"("agent": "kim")",
                             R"("measure": "respond")"})
        CHECK_MESSAGE(stands_in(out.text(), part), part);
    const auto done = samples::closed();
    const auto last = shown(ticket_page({&done, 1}, desk, at("2026-11-20T13:00Z")));
    CHECK(!stands_in(last, "to ask"));
    CHECK(!stands_in(last, "suggested"));
}

TEST_CASE("the reckoning of a clock is told step by step") {
    const auto desk = samples::desk_with_targets();
    const auto made = ticket();
    const auto page = why_page({&made, 1}, desk, at("2026-11-20T11:30Z"));
    const auto text = shown(page);
    CHECK(stands_in(text, "response: late, due Fri 2026-11-20 11:00, 0:30 over\n"));
    CHECK(stands_in(text, " 1  opened by email: Fri 2026-11-20 09:00\n"));
    CHECK(stands_in(text, "open  Fri 2026-11-20 09:00 - 11:00   2:00    2:00\n"));
    CHECK(stands_in(text, "late, over 0:30\n"));
    CHECK(stands_in(json(page), R"("step": "window","text": "open","from": "2026-11-20T09:00:00.000Z",)"
                                R"("until": "2026-11-20T11:00:00.000Z","seconds": 7200})"));
}

TEST_CASE("what is owed, and what the rules did, are told one a line") {
    const auto made = ticket();
    const std::vector<OwedLine> lines{
        {&made, {Owed::What::assess, "no priority yet", at("2026-11-20T09:00Z"), at("2026-11-20T10:00Z")}}};
    const auto desk = samples::desk();
    const auto table = owed_table(lines, desk, at("2026-11-20T11:00Z"));
    CHECK(stands_in(shown(table), "ID          CLIENT  PRIORITY"));
    CHECK(stands_in(shown(table), made.title + "  no priority yet\n"));
    CHECK(stands_in(json(table), R"("late": true)"));
    CHECK(table.rows.front()[6].look == Look::bad);
    const std::vector<Recorded> done{recorded(made, event("2026-11-20T10:00Z", did::Escalate{1, 2, "", "hard", "near"}))};
    CHECK(shown(sweep_page(done, Zone::utc())) == "2611-K7QF4 " + made.title + ": escalated to tier 2, by rule near: hard\n");
}
