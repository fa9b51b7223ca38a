#include <doctest/doctest.h>

#include "cli/views/description.hpp"
#include "cli/views/events.hpp"
#include "cli/views/hours.hpp"
#include "cli/views/problems.hpp"
#include "cli/views/ticket_page.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/base/text.hpp"
#include "core/contract/hours_rules.hpp"
#include "tests/cli/shown.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

using Words = std::vector<std::string>;

std::string deed_of(Did what) { return deed(event("2026-11-20T10:00Z", std::move(what)), Zone::utc()); }

Ticket sample() {
    auto made = ticket({event("2026-11-20T09:30Z", did::Work{Minutes(25), "Reproduced\nwith last month's data.", "", {}, {}}),
                        event("2026-11-20T10:00Z", did::Prioritise{"medium", "high", "payday", "", ""}),
                        event("2026-11-21T00:30Z", did::Resolve{"Template corrected.", "fixed", "", ""}, "kim")});
    made.requester = {"Jane Doe", "jane@acme.example", "+44 20 7946 0123"};
    made.description = "It stops.\nAt 40 %.";
    return made;
}

Table list_of(const Ticket& made, const Words& columns, bool chosen, std::string_view now = "2026-11-22T12:00Z") {
    const auto desk = samples::desk();
    const ListedTicket listed{&made, summary_of(made, terms_of(desk, made), at(now))};
    return ticket_table({&listed, 1}, columns_typed(joined(columns, ",")), !chosen, {desk, at(now)});
}

Page page_of(std::span<const Ticket> tickets, const Policy& policy) {
    return ticket_page(tickets, {policy, {}, {}, {}}, at("2026-11-22T12:00Z"));
}

/// November as it is billed by the sample policy, or another.
Table hours_shown(std::vector<Ticket> tickets, const Policy& policy = samples::policy()) {
    const auto desk = samples::desk(policy);
    const ClosedMonths closed;
    return hours_table(bill(tickets, std::chrono::year(2026) / 11, {desk, closed}), policy.zone);
}

std::vector<Ticket> work_for_acme(Minutes counted) {
    auto made = ticket();
    auto fault = ticket({event("2026-11-20T12:00Z", samples::worked(Minutes(90)))});
    fault.now.kind = "fault";
    for (auto when = at("2026-11-01T10:00Z"); counted > Minutes(0);
         counted -= std::chrono::hours(10), when += std::chrono::days(1))
        made.log.push_back({when, "sam", samples::worked(std::min<Minutes>(counted, std::chrono::hours(10))), {}});
    return {made, fault};
}

}  // namespace

TEST_CASE("every event has its deed in a few words") {
    did::Open open;
    CHECK(deed_of(open) == "opened");
    open = {"email", {}, "fault", "high", 2, "sam"};
    CHECK(deed_of(open) == "opened by email: fault, high, tier 2, for sam");
    open = {"phone", {}, "", "", 0, "", Seconds(80)};
    CHECK(deed_of(open) == "opened by phone: waited 1 min 20 s");
    CHECK(deed_of(did::Reply{"phone", "hello", false}) == "told the client by phone");
    CHECK(deed_of(did::Reply{"", "hello", true}) == "automatic answer");
    CHECK(deed_of(did::Hear{"phone", "hello", ""}) == "heard from the client by phone");
    CHECK(deed_of(did::Hear{"", "hello", "Jane"}) == "heard from Jane");
    CHECK(deed_of(did::Work{Minutes(65), "", "onsite", {}, {}}) == "worked 1:05, onsite");
    CHECK(deed_of(did::Prioritise{"", "high", "", "", ""}) == "priority high");
    CHECK(deed_of(did::Prioritise{"low", "high", "", "Jane", "near"}) == "priority low -> high, asked by Jane, by rule near");
    CHECK(deed_of(did::Escalate{1, 2, "kim", "", ""}) == "escalated to tier 2, for kim");
    CHECK(deed_of(did::Assign{"nobody"}) == "assigned to nobody");
    CHECK(deed_of(did::Kind{"fault", "howto", ""}) == "kind fault -> howto");
    CHECK(deed_of(did::Scope{"out", "hardware"}) == "out of scope");
    CHECK(deed_of(did::Scope{"out", "use", "Manual, 3.2"}) == "out of scope, by Manual, 3.2");
    CHECK(deed_of(did::Scope{"in", "ours"}) == "in scope");
    CHECK(deed_of(did::Wait{"client", "", {}}) == "waits for client");
    CHECK(deed_of(did::Wait{"vendor", "", at("2026-11-24T09:00Z")}) == "waits for vendor until 2026-11-24 09:00");
    CHECK(deed_of(did::Resolve{"done", "fixed", "improper use", ""}) == "resolved, fixed, cause: improper use");
    CHECK(deed_of(did::Confirm{"Jane"}) == "confirmed by Jane");
    CHECK(deed_of(did::Reopen{"again", "recurred", "phone"}) == "reopened, recurred by phone");
    CHECK(deed_of(did::Link{"2611-9XW2M", ""}) == "relates to 2611-9XW2M");
    CHECK(deed_of(did::Link{"2611-9XW2M", "follows"}) == "follows 2611-9XW2M");
    CHECK(deed_of(did::Edit{"title", "Export fails", "Export stops"}) == "edited the title: Export fails -> Export stops");
    CHECK(deed_of(did::Edit{"description", "It\nfails", "It\nstops"}) == "edited the description");
    CHECK(deed_of(did::Unknown{"escort"}) == "escort");
    samples::Dice dice(61);
    for (int i = 0; i < 300; ++i) CHECK(!deed_of(dice.did()).empty());
}

TEST_CASE("the text of an event is what was said, or why") {
    CHECK(text_of(event("2026-11-20T10:00Z", did::Note{"said"})) == "said");
    CHECK(text_of(event("2026-11-20T10:00Z", did::Close{"because", ""})) == "because");
    CHECK(text_of(event("2026-11-20T10:00Z", did::Assign{"kim"})).empty());
}

TEST_CASE("the line of a git message is the first of the text, or the deed") {
    CHECK(summary(event("2026-11-20T10:00Z", did::Resolve{"template corrected\nand more", "", "", ""}), Zone::utc()) ==
          "resolve: template corrected");
    CHECK(summary(event("2026-11-20T10:00Z", did::Assign{"kim"}), Zone::utc()) == "assign: assigned to kim");
}

TEST_CASE("a ticket in JSON has the keys of its YAML, and only those that are there") {
    auto made = sample();
    const auto page = json(page_of({&made, 1}, samples::policy()));
    CHECK(stands_in(page, R"("schema": 2)"));
    CHECK(stands_in(
        page,
        R"("ticket": {"id": "2611-K7QF4","title": "Payroll export fails","client": "acme","requester": {"name": "Jane Doe",)"
        R"("email": "jane@acme.example","phone": "+44 20 7946 0123"},"kind": "howto","channel": "email",)"
        R"("priority": "high","status": "resolved","tier": 1,"opened": "2026-11-20T09:00:00.000Z",)"
        R"("description": "It stops.\nAt 40 %.","log": [)"));
    CHECK(stands_in(page, R"({"at": "2026-11-20T09:30:00.000Z","by": "sam","do": "work","minutes": 25,"text": )"));
    CHECK(!stands_in(page, "scope"));
    CHECK(!stands_in(page, "null"));
    made = Ticket();
    made.id = samples::reference();
    made.now.out_of_scope = true;
    const auto bare = json(page_of({&made, 1}, samples::policy()));
    CHECK(stands_in(bare, R"("scope": "out")"));
    for (const auto* key : {"client", "requester", "kind", "tier", "description"}) CHECK(!stands_in(bare, key));
}

TEST_CASE("keys that desk does not know are in JSON too, comments are not") {
    auto made = ticket();
    YamlValue list;
    list.form = YamlValue::Form::list;
    list.items = {{YamlValue::Form::plain, "5", {}, {}}, {YamlValue::Form::text, "x", {}, {}}};
    made.unknown_keys = {{"title", false, {{YamlValue::Form::plain, "cost", {}, {}}, list}},
                         {"title", true, {{}, {YamlValue::Form::text, "# remark", {}, {}}}}};
    samples::recorded(made).front().unknown_keys = {
        {"do", false, {{YamlValue::Form::plain, "weather", {}, {}}, {YamlValue::Form::text, "rain", {}, {}}}}};
    const auto page = json(page_of({&made, 1}, samples::policy()));
    CHECK(stands_in(page, R"("cost": ["5","x"])"));
    CHECK(stands_in(page, R"("weather": "rain")"));
    CHECK(!stands_in(page, "remark"));
}

TEST_CASE("several tickets in JSON are an array") {
    const std::vector both{sample(), ticket()};
    CHECK(stands_in(json(page_of(both, samples::policy())), R"("tickets": [{"id")"));
}

TEST_CASE("a page shows the header, what happened on which day of the desk's zone, and the time spent") {
    auto policy = samples::policy();
    policy.zone = samples::zone("Asia/Kathmandu");
    const auto made = sample();
    CHECK(shown(page_of({&made, 1}, policy)) ==
          "2611-K7QF4  Payroll export fails\n"
          "resolved, high, howto, tier 1 (first line), not assigned\n"
          "\n"
          "  client      acme\n"
          "  requester   Jane Doe <jane@acme.example>, +44 20 7946 0123\n"
          "  opened      2026-11-20 14:45 by email\n"
          "  due         no target (the contract gives none)\n"
          "\n"
          "  It stops.\n"
          "  At 40 %.\n"
          "\n"
          "2026-11-20\n"
          "  1  14:45  sam  opened by email: howto, medium, tier 1\n"
          "  2  15:15  sam  worked 0:25\n"
          "                 Reproduced\n"
          "                 with last month's data.\n"
          "  3  15:45  sam  priority medium -> high\n"
          "                 payday\n"
          "\n"
          "2026-11-21\n"
          "  4  06:15  kim  resolved, fixed\n"
          "                 Template corrected.\n"
          "\n"
          "time spent  0:25\n");
}

TEST_CASE("a page of a closed ticket says how long it may be reopened") {
    const auto made = samples::closed();
    CHECK(stands_in(shown(page_of({&made, 1}, samples::policy())), "through 2026-12-20"));
}

TEST_CASE("nothing that a ticket says reaches the page raw") {
    auto made = sample();
    made.title = made.client = made.requester.name = made.description = made.now.assignee = "\x1b[31mred\x1b[0m\r";
    append(made, event("2026-11-22T09:00Z", did::Unknown{"\x1b]0;title\a"}, "\x1b[2J"));
    append(made, event("2026-11-22T09:00Z", did::Note{"\x1b[31mred"}));
    const auto list = list_of(made, column_names(), true);
    for (const auto& text : {shown(page_of({&made, 1}, samples::policy())), shown(list)})
        CHECK(text.find_first_of("\x1b\r\a") == std::string::npos);
}

TEST_CASE("a list has the columns that are asked for, in their order") {
    CHECK(shown(list_of(sample(), {"priority", "id", "age"}, true)) ==
          "PRIORITY  ID          AGE\n"
          "high      2611-K7QF4   2d\n");
    CHECK(samples::refusal([] { list_of(sample(), {"prioritty"}, true); }, Fault::usage) ==
          "unknown column \"prioritty\", did you mean \"priority\"?");
}

TEST_CASE("a list in JSON has every column unless the user chose some") {
    const auto all = json(list_of(sample(), {"id", "title"}, false));
    for (const auto& name : column_names()) CHECK_MESSAGE(stands_in(all, "\"" + name + "\": "), name);
    CHECK(stands_in(all, R"("age": 183600)"));
    CHECK(stands_in(all, R"("assignee": null)"));
    CHECK(json(list_of(sample(), {"id"}, true)) == R"({"schema": 2,"tickets": [{"id": "2611-K7QF4"}]})");
}

TEST_CASE("an age is told in its largest unit") {
    const auto age = [](std::string_view now) { return list_of(ticket(), {"age"}, true, now).rows.front().front().shown; };
    CHECK(age("2026-11-20T09:00Z") == "0m");
    CHECK(age("2026-11-20T09:59Z") == "59m");
    CHECK(age("2026-11-20T10:00Z") == "1h");
    CHECK(age("2026-11-21T08:59Z") == "23h");
    CHECK(age("2026-11-21T09:00Z") == "1d");
    CHECK(age("2026-11-20T08:59Z") == "0m");
}

TEST_CASE("the default columns of a list are columns") {
    for (const auto form : {Form::people, Form::porcelain, Form::json})
        for (const auto& chosen : list_columns(form))
            CHECK(std::ranges::find(column_names(), chosen.name) != column_names().end());
}

TEST_CASE("events are told one a row, their texts whole in JSON") {
    const auto made = sample();
    const std::vector<LoggedEvent> events{{&made, &made.log[1]}};
    const auto table = event_table(events, samples::policy(), false);
    CHECK(shown(table) ==
          "AT                ID          TITLE                 BY   WHAT\n"
          "2026-11-20 09:30  2611-K7QF4  Payroll export fails  sam  worked 0:25: Reproduced\n");
    CHECK(shown(event_table(made, events, samples::policy(), false)) ==
          "2611-K7QF4  Payroll export fails\n\n"
          "AT                BY   WHAT\n"
          "2026-11-20 09:30  sam  worked 0:25: Reproduced\n");
    CHECK(json(table) == R"({"schema": 2,"events": [{"at": "2026-11-20T09:30:00.000Z","id": "2611-K7QF4",)"
                         R"("title": "Payroll export fails","by": "sam",)"
                         R"("do": "work","deed": "worked 0:25","text": "Reproduced\nwith last month's data."}]})");
}

TEST_CASE("a month's hours are told in hours, and in JSON in seconds") {
    const auto table = hours_shown(work_for_acme(std::chrono::hours(28) + Minutes(45)));
    CHECK(shown(table) ==
          "Hours in 2026-11\n"
          "CLIENT   USED    CAP  LEFT  OVER  NOT COUNTED\n"
          "acme    28:45  30:00  1:15  0:00         1:30\n");
    CHECK(json(table) ==
          R"({"schema": 2,"clients": [{"client": "acme","used": 103500,"cap": 108000,"left": 4500,"over": 0,"not_counted": 5400,)"
          R"("carried": 0,"agreed": 0,"unagreed": 0,"charge": null,"currency": null,"plans": [],"ceased": null}],)"
          R"("month": "2026-11","closed": null})");
    CHECK(hours_shown(work_for_acme(std::chrono::hours(30))).rows.front().front().look == Look::normal);
    const auto over = hours_shown(work_for_acme(Minutes(30 * 60 + 1)));
    CHECK(over.rows.front()[4].shown == "0:01");
    CHECK(over.rows.front()[4].look == Look::bad);
}

TEST_CASE("the entries of a month trace its figures") {
    const auto hours = month_hours(work_for_acme(std::chrono::hours(31)), std::chrono::year(2026) / 11, samples::desk());
    const auto table = entries_table(hours, samples::policy());
    REQUIRE(table.rows.size() == 5);
    CHECK(shown(table).find("kind fault") != std::string::npos);
    CHECK(table.rows[3][7].shown == "1:00");
}

TEST_CASE("the text of an entry is its first line, and whole in JSON") {
    const auto made = sample();
    const auto hours = month_hours({&made, 1}, std::chrono::year(2026) / 11, samples::desk());
    const auto table = entries_table(hours, samples::policy());
    CHECK(stands_in(shown(table), "Reproduced\n"));
    CHECK(stands_in(json(table), R"("text": "Reproduced\nwith last month's data.")"));
}

TEST_CASE("an entry that is rounded up shows what it is reckoned as") {
    auto policy = samples::policy();
    policy.hours->round = Minutes(15);
    auto made = ticket({event("2026-11-20T12:00Z", samples::worked(Minutes(20)))});
    const auto table = entries_table(month_hours({&made, 1}, std::chrono::year(2026) / 11, samples::desk(policy)), policy);
    CHECK(stands_in(shown(table), "ACCOUNTED"));
    CHECK(stands_in(json(table), R"("time": 1200)"));
    CHECK(stands_in(json(table), R"("accounted": 1800)"));
}

TEST_CASE("hours of tickets without a client, and without a cap, are told as such") {
    auto made = ticket({event("2026-11-20T12:00Z", samples::worked(Minutes(90)))});
    made.client.clear();
    auto policy = samples::policy();
    policy.hours->cap.reset();
    CHECK(shown(hours_shown({made}, policy)) ==
          "Hours in 2026-11\n"
          "CLIENT  USED  CAP  LEFT  OVER  NOT COUNTED\n"
          "-       1:30             0:00         0:00\n");
    CHECK(stands_in(json(hours_shown({made}, policy)), R"("client": null,"used": 5400,"cap": null,"left": null)"));
}

TEST_CASE("a statement is told line by line, with its total") {
    Statement statement{"acme", {"GBP", 2}};
    statement.lines = {{StatementLine::What::charge, "support", {}, {}, Seconds(0), {}, {}, samples::pence(500'000)},
                       {StatementLine::What::over,
                        "Moving",
                        samples::reference(),
                        at("2026-11-20T12:00Z"),
                        std::chrono::hours(5),
                        samples::pence(20'000),
                        {},
                        samples::pence(100'000)}};
    const auto table = lines_table({&statement, 1}, samples::zone("Europe/London"));
    CHECK(shown(table) ==
          "CLIENT  WHAT    BEGAN             ID          TIME  HOURLY   AMOUNT  TEXT\n"
          "acme    charge                                              5000.00  support\n"
          "acme    over    2026-11-20 12:00  2611-K7QF4  5:00  200.00  1000.00  Moving\n"
          "acme: 6000.00 GBP\n");
    CHECK(stands_in(json(table), R"("hourly": "200.00","amount": "1000.00","text": "Moving","currency": "GBP","of": null)"));
}

TEST_CASE("findings are told as a compiler prints them") {
    const std::vector<Problem> problems{{{"tickets/2026/11/2611-K7QF4.yaml", 3, 7}, "a tab"},
                                        {{"desk.toml", 0, 0}, "is missing"}};
    CHECK(shown(problem_page(problems)) == "tickets/2026/11/2611-K7QF4.yaml:3:7: a tab\ndesk.toml: is missing\n");
    CHECK(json(problem_page(problems)) ==
          R"({"schema": 2,"problems": [{"file": "tickets/2026/11/2611-K7QF4.yaml","line": 3,"column": 7,"what": "a tab"},)"
          R"({"file": "desk.toml","line": null,"column": null,"what": "is missing"}]})");
}
