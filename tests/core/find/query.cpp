#include "core/find/query.hpp"

#include <doctest/doctest.h>

#include "core/contract/priority.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

using Words = std::vector<std::string>;

const Desk& desk_of_samples() {
    static const auto made = samples::desk();
    return made;
}

Query query(const Words& words) {
    const auto used = [] {
        return UsedWords{{"client", {"acme", "blue", "green"}},
                         {"channel", {"email", "phone"}},
                         {"priority", {"urgent"}},
                         {"product", {"crm"}},
                         {"release", {"4.9"}},
                         {"assignee", {"zoe"}}};
    };
    return query_from(words, {desk_of_samples(), at("2026-11-27T09:00Z"), [] { return "sam"; }, used});
}

bool matches(const Query& query, const Ticket& made) { return query.matches({made, desk_of_samples(), at("2026-11-27T09:00Z")}); }

bool finds(const Words& words, const Ticket& made) { return matches(query(words), made); }

/// The sentence in which the filter is refused.
std::string refusal(const std::string& word) {
    return samples::refusal([&] { query({word}); }, Fault::usage);
}

template <class Change>
Ticket changed(Change change) {
    auto made = ticket();
    change(made);
    return made;
}

Ticket with_status(Status status) {
    return changed([&](Ticket& t) { t.now.status = status; });
}
Ticket with_priority(const std::string& priority) {
    return changed([&](Ticket& t) { t.now.priority = priority; });
}
Ticket opened(std::string_view when) {
    return changed([&](Ticket& t) { t.opened = at(when); });
}

/// Everything that the ticket says in texts, each on a line of its own as a file has it.
std::string bytes_of(const Ticket& made) {
    std::string bytes = "id: " + made.id.text() + "\ntitle: " + made.title + "\nclient: " + made.client +
                        "\n  name: " + made.requester.name + "\n  email: " + made.requester.email +
                        "\n  phone: " + made.requester.phone + "\ndescription: |\n  " + made.description + "\nlog:\n";
    for (const auto& each : made.log) {
        bytes += "- do: " + std::string(verb_of(each)) + "\n";
        std::visit(
            [&]<class T>(const T& what) {
                T::fields(what, [&]<class Member>(Key key, const Member& member) {
                    if constexpr (std::is_same_v<Member, std::string>)
                        bytes.append("  ").append(key.name).append(": ").append(member).append("\n");
                });
            },
            each.what);
    }
    return bytes;
}

}  // namespace

TEST_CASE("no words find every ticket") {
    CHECK(finds({}, ticket()));
    CHECK(!query({}).finds_closed());
    CHECK(!query({}).needs_log());
    CHECK(!query({}).narrows());
}

TEST_CASE("words are joined by and, the values of one by or") {
    const auto made = ticket();
    CHECK(finds({"status:new", "client:acme"}, made));
    CHECK(!finds({"status:new", "client:blue"}, made));
    CHECK(finds({"client:blue,acme"}, made));
    CHECK(finds({"priority:high,medium"}, made));
}

TEST_CASE("every status can be asked for") {
    for (const auto status : {Status::fresh, Status::open, Status::waiting, Status::resolved, Status::closed})
        for (const auto other : {Status::fresh, Status::open, Status::waiting, Status::resolved, Status::closed})
            CHECK(finds({"status:" + std::string(to_text(status))}, with_status(other)) == (status == other));
    CHECK(query({"status:open"}).finds_closed());
    CHECK(query({"client:acme", "not:status:closed"}).finds_closed());
    CHECK(!query({"client:acme", "status"}).finds_closed());
}

TEST_CASE("priorities compare by their rank, the highest is the greatest") {
    CHECK(finds({"priority:high"}, with_priority("high")));
    CHECK(finds({"priority:>high"}, with_priority("critical")));
    CHECK(!finds({"priority:>high"}, with_priority("high")));
    CHECK(finds({"priority:>=high"}, with_priority("high")));
    CHECK(!finds({"priority:>=high"}, with_priority("medium")));
    CHECK(finds({"priority:<high"}, with_priority("low")));
    CHECK(finds({"priority:<=high"}, with_priority("high")));
    CHECK(finds({"priority:none"}, with_priority("")));
    CHECK(!finds({"priority:none"}, with_priority("low")));
    for (const auto* word : {"priority:<critical", "priority:>=low", "priority:low"}) CHECK(!finds({word}, with_priority("")));
}

TEST_CASE("tiers compare as numbers") {
    const auto third = changed([](Ticket& t) { t.now.tier = 3; });
    CHECK(finds({"tier:3"}, third));
    auto none = third;
    none.now.tier = 0;
    CHECK(!finds({"tier:<3"}, none));
    CHECK(finds({"tier:>1"}, third));
    CHECK(!finds({"tier:>3"}, third));
    CHECK(finds({"tier:<=3"}, third));
    CHECK(!finds({"tier:<3"}, third));
}

TEST_CASE("client, kind, channel, assignee and scope compare as words, and none finds what has none") {
    auto made = ticket({event("2026-11-20T10:00Z", did::Assign{"sam"})});
    CHECK(finds({"client:acme", "kind:howto", "channel:email", "assignee:sam", "scope:in"}, made));
    CHECK(finds({"client:Acme", "kind:HOWTO", "assignee:Sam"}, made));
    for (const auto* word : {"client:none", "kind:none", "channel:none", "assignee:none", "scope:out"})
        CHECK(!finds({word}, made));
    made.client.clear();
    made.channel.clear();
    made.now = {};
    made.now.out_of_scope = true;
    CHECK(finds({"client:none", "kind:none", "channel:none", "assignee:none", "scope:out"}, made));
}

TEST_CASE("a release is one that some ticket has") {
    const auto made = changed([](Ticket& t) { t.release = "4.9"; });
    CHECK(finds({"release:4.9"}, made));
    CHECK(!finds({"release:none"}, made));
    CHECK(finds({"release:none"}, ticket()));
    CHECK(!finds({"release:4.9"}, ticket()));
    CHECK(refusal({"release:4.8"}) == "unknown release \"4.8\", did you mean \"4.9\"?");
}

TEST_CASE("a word that neither the desk nor a ticket has is a slip") {
    CHECK(refusal({"client:acm"}) == "unknown client \"acm\", did you mean \"acme\"?");
    CHECK(refusal({"channel:emial"}) == "unknown channel \"emial\", did you mean \"email\"?");
    CHECK(refusal({"assignee:bob"}) == "unknown assignee \"bob\"");
    CHECK(refusal({"product:payroll"}) == "unknown product \"payroll\"");
    CHECK(refusal({"not:client:acm"}) != "");
}

TEST_CASE("a word that tickets have and the policy has lost is found, but has no rank") {
    auto made = ticket();
    made.now.priority = "urgent";
    CHECK(finds({"priority:urgent"}, made));
    CHECK(finds({"assignee:zoe"}, ticket({event("2026-11-20T10:00Z", did::Assign{"zoe"})})));
    CHECK(refusal({"priority:>=urgent"}) == "unknown priority \"urgent\"");
}

TEST_CASE("former names, full names and addresses find what they are now") {
    auto desk = samples::desk();
    desk.policy.priorities[1].was = {"urgent"};
    desk.clients.resize(1);
    desk.clients[0].name = "acme";
    desk.clients[0].full = "Acme Ltd";
    desk.clients[0].domains = {"acme.example"};
    auto made = ticket();
    made.now.priority = "high";
    for (const auto* word : {"priority:urgent", "priority:>=urgent", "client:ACME", "client:Acme Ltd", "client:joe@acme.example"})
        CHECK(query_from(Words{word}, {desk, {}, [] { return "sam"; }}).matches({made, desk, at("2026-11-27T09:00Z")}));
}

TEST_CASE("a text is found in every script, whatever its capitals, in the bytes as well") {
    auto made = ticket();
    made.title = "Tür klemmt: Привет мир, ΕΛΛΗΝΙΚΆ, Cafe\u0301";
    for (const auto* word : {"TÜR", "привет", "ελληνικά", "CAFÉ", "tu\u0308r"}) {
        CHECK(finds({word}, made));
        CHECK(query({word}).may_match(made.title));
    }
    CHECK(!finds({"Tuer"}, made));
    CHECK(!query({"Tuer"}).may_match(made.title));
}

TEST_CASE("me is who asks, and nobody is asked for unless me is meant") {
    const auto made = ticket({event("2026-11-20T10:00Z", did::Assign{"sam"})});
    CHECK(finds({"assignee:me"}, made));
    CHECK(!finds({"assignee:me"}, ticket()));
    const Words words{"assignee:kim"};
    const Asking asking{desk_of_samples(), {}, []() -> std::string { throw Error(Fault::refused, "nobody knows"); }};
    CHECK(!matches(query_from(words, asking), made));
}

TEST_CASE("a ticket is opened in a month or on a day of the desk's zone") {
    // In London it is 1 July already.
    const auto made = opened("2026-06-30T23:00Z");
    CHECK(finds({"opened:2026-07"}, made));
    CHECK(!finds({"opened:2026-06"}, made));
    CHECK(finds({"opened:2026-07-01"}, made));
    CHECK(!finds({"opened:2026-06-30"}, made));
    CHECK(finds({"opened:2026-06"}, opened("2026-06-30T22:59:59.999Z")));
}

TEST_CASE("later than a month is behind all of it, earlier is before all of it") {
    const auto in = opened("2026-11-15T12:00Z"), behind = opened("2026-12-01T00:00Z"), ahead = opened("2026-10-31T23:59:59Z");
    for (const auto* word : {"opened:>2026-11", "opened:>=2026-12", "not:opened:<=2026-11"}) {
        CHECK(!finds({word}, ahead));
        CHECK(!finds({word}, in));
        CHECK(finds({word}, behind));
    }
    for (const auto* word : {"opened:<2026-11", "opened:<=2026-10", "opened:<2026-11-01", "not:opened:>=2026-11"}) {
        CHECK(finds({word}, ahead));
        CHECK(!finds({word}, in));
        CHECK(!finds({word}, behind));
    }
    CHECK(finds({"opened:>=2026-11-15"}, in));
    CHECK(finds({"opened:<=2026-11-15"}, in));
}

TEST_CASE("an age is counted back from now") {
    // It is 27 November, 09:00.
    CHECK(finds({"opened:<7d"}, opened("2026-11-20T09:00:00.001Z")));
    CHECK(!finds({"opened:<7d"}, opened("2026-11-20T09:00Z")));
    CHECK(finds({"opened:>=7d"}, opened("2026-11-20T09:00Z")));
    CHECK(finds({"opened:>1w"}, opened("2026-11-20T08:59Z")));
    CHECK(finds({"opened:<12h"}, opened("2026-11-26T21:30Z")));
    CHECK(!finds({"opened:<12h"}, opened("2026-11-26T20:30Z")));
}

TEST_CASE("a length of time in a filter is never cut short") {
    // 27 November, 09:00.
    CHECK(finds({"opened:<1h30"}, opened("2026-11-27T07:31Z")));
    CHECK(!finds({"opened:<1h", "30m"}, opened("2026-11-27T07:30Z")));
    CHECK(finds({"opened:<1h", "and", "30m"}, opened("2026-11-27T07:31Z")));
    CHECK(finds({"opened:<90", "minutes", "payroll"}, opened("2026-11-27T07:31Z")));
    CHECK(!finds({"opened:<90", "minutes", "printer"}, opened("2026-11-27T07:31Z")));
    CHECK(finds({"not:opened:<1h", "30m"}, opened("2026-11-27T07:30Z")));
    CHECK(samples::refusal([] { query({"opened:<7d", "404"}); }, Fault::usage) == "\"opened:<7d 404\" is not a valid filter");
    auto made = opened("2026-11-27T07:31Z");
    made.now.tier = 2;
    made.description = "error 404";
    CHECK(finds({"tier:>1", "404"}, made));  // tiers have no units
}

TEST_CASE("days have names, and a weekday of the past is the last one") {
    // 27 November is a Friday.
    CHECK(finds({"opened:yesterday"}, opened("2026-11-26T10:00Z")));
    CHECK(!finds({"opened:today"}, opened("2026-11-26T10:00Z")));
    CHECK(finds({"opened:>=monday"}, opened("2026-11-23T10:00Z")));
    CHECK(!finds({"opened:>=monday"}, opened("2026-11-22T10:00Z")));
}

TEST_CASE("weeks, months and years are named from now") {
    // 27 November 2026 is a Friday.
    for (const auto* word : {"opened:this-week", "opened:this-month", "opened:2026", "opened:this-year", "opened:>last-week",
                             "opened:THIS-WEEK", "opened:this week", "opened:<next-week"})
        CHECK_MESSAGE(finds({word}, opened("2026-11-23T00:00Z")), word);
    CHECK(finds({"opened:last-week"}, opened("2026-11-22T23:59Z")));
    CHECK(!finds({"opened:last-week"}, opened("2026-11-23T00:00Z")));
    CHECK(finds({"opened:last-month"}, opened("2026-10-01T10:00Z")));
    CHECK(!finds({"opened:last-month"}, opened("2026-11-01T10:00Z")));
    CHECK(finds({"opened:last-year"}, opened("2025-12-31T10:00Z")));
}

TEST_CASE("another sign than the colon after a field is refused, not searched for") {
    CHECK(refusal("status=open") == "\"status=open\" is not a filter, did you mean \"status:open\"?");
    CHECK(refusal("status==open") == "\"status==open\" is not a filter, did you mean \"status:open\"?");
    CHECK(refusal("tier>1") == "\"tier>1\" is not a filter, did you mean \"tier:>1\"?");
    CHECK(refusal("priority>=high") == "\"priority>=high\" is not a filter, did you mean \"priority:>=high\"?");
    CHECK(refusal("priority!=low") == "\"priority!=low\" is not a filter, did you mean \"not:priority:low\"?");
    CHECK(refusal("not:client=acme") == "\"not:client=acme\" is not a filter, did you mean \"not:client:acme\"?");
    auto made = ticket();
    made.description = "error=1722 status=open";
    CHECK(finds({"error=1722"}, made));
    CHECK(finds({"text:status=open"}, made));
}

TEST_CASE("words are searched for everywhere in the text, in either case of the letters") {
    auto made = ticket({event("2026-11-20T10:00Z", did::Note{"Error 1722 in the spooler"}),
                        event("2026-11-20T11:00Z", did::Wait{"the vendor", "a patch", {}}),
                        event("2026-11-20T12:00Z", did::Edit{"title", "Export is slow", "Payroll export fails"})});
    made.requester = {"Jane Doe", "jane@acme.example", "+44 20 7946 0123"};
    made.description = "It stops at 40 %.";
    for (const auto* word : {"payroll", "PAYROLL", "1722", "spooler", "Jane", "acme.example", "7946", "40 %", "a patch", "slow",
                             "2611-k7qf4", "k7qf4", "vendor"})
        CHECK_MESSAGE(finds({word}, made), word);
    CHECK(!finds({"printer"}, made));
    CHECK(!finds({"payroll", "printer"}, made));
    CHECK(query({"payroll"}).needs_log());
}

TEST_CASE("text: stands before a word that has a colon") {
    auto made = ticket();
    made.description = "RuntimeError: status:open, not:so";
    CHECK(finds({"text:status:open"}, made));
    CHECK(finds({"text:Error: s"}, made));
    CHECK(finds({"text:not:so"}, made));
    CHECK(!finds({"text:status:closed"}, made));
    CHECK(finds({"text:open, not"}, made));
}

TEST_CASE("not: turns a word round") {
    const auto made = ticket();
    CHECK(!finds({"not:client:acme"}, made));
    CHECK(finds({"not:client:blue,green"}, made));
    CHECK(!finds({"not:client:blue,acme"}, made));
    CHECK(finds({"not:printer"}, made));
    CHECK(!finds({"not:payroll"}, made));
    CHECK(!finds({"not:text:payroll"}, made));
}

TEST_CASE("a filter that is none is refused with the nearest one") {
    CHECK(refusal("stauts:open") == "\"stauts:open\": unknown filter \"stauts:\", did you mean \"status\"?");
    CHECK(refusal("not:clint:acme") == "\"clint:acme\": unknown filter \"clint:\", did you mean \"client\"?");
    CHECK(refusal("http://acme.example") == "\"http://acme.example\": unknown filter \"http:\"");
    CHECK(refusal("status:opne") == "unknown status \"opne\", did you mean \"open\"?");
    CHECK(refusal("status:") == "unknown status \"\"");
    CHECK(refusal("priority:hgih") == "unknown priority \"hgih\", did you mean \"high\"?");
    CHECK(refusal("priority:>none") == "unknown priority \"none\"");
    CHECK(refusal("kind:falt") == "unknown kind \"falt\", did you mean \"fault\"?");
    CHECK(refusal("scope:inn") == "unknown scope \"inn\", did you mean \"in\"?");
    for (const auto* word : {"tier:two", "tier:", "tier:2x", "tier:>", "tier:99999999999"}) CHECK(!refusal(word).empty());
    for (const auto* word : {"opened:", "opened:soon", "opened:2026-13", "opened:2026-02-30", "opened:<7", "opened:<-7d",
                             "opened:<7y", "opened:<d", "opened:<99999999999d", "opened:lastweek"})
        CHECK_MESSAGE(!refusal(word).empty(), word);
}

TEST_CASE("an age without a sign is refused: no ticket is of an age to the millisecond") {
    CHECK(refusal("opened:7d") == "\"opened:7d\" is not a valid filter");
}

TEST_CASE("a search for nothing is refused") {
    for (const auto* word : {"", "text:", "not:", "not:text:"}) CHECK(!refusal(word).empty());
}

TEST_CASE("a file that cannot hold the words need not be decoded") {
    const auto searching = query({"payroll", "status:open"});
    CHECK(searching.narrows());
    CHECK(searching.may_match("title: PAYROLL export"));
    CHECK(!searching.may_match("title: Printer"));
    CHECK(!query({"payroll", "1722"}).may_match("title: Payroll"));
    // It may be written in escapes.
    CHECK(searching.may_match("title: \"\\x50ayroll\""));
}

TEST_CASE("words that a file may hold in another form, and words that must not be there, leave out no file") {
    for (const auto* word :
         {"two words", "it's", "say \"hello\"", "C:\\temp", "line\nbreak", "not:payroll", "not:text:payroll"}) {
        const auto searching = query({std::string(word).find(':') == 1 ? std::string("text:") + word : word});
        CHECK(searching.may_match("title: Printer"));
        CHECK(!searching.narrows());
    }
    CHECK(query({"status:open", "client:acme"}).may_match(""));
}

TEST_CASE("no file is left out whose ticket matches") {
    samples::Dice dice(51);
    const Words needles{"client", "VENDOR", "sam", "h", "ow", "2611-", "k7qf4", "payroll", "nobody", "it"};
    int count = 0;
    for (int round = 0; round < 2000; ++round) {
        auto made = ticket();
        for (int events = dice.number(5); events > 0; --events) append(made, dice.event());
        if (dice.chance(3)) made.title = "Printer";
        const auto searching = query({dice.pick(needles), dice.pick(needles)});
        if (!matches(searching, made)) continue;
        ++count;
        REQUIRE(searching.may_match(bytes_of(made)));
    }
    CHECK(count > 100);
}

TEST_CASE("every filter that is offered is known") {
    const Words examples{"status:open", "priority:high", "client:acme",   "assignee:me",    "tier:1",
                         "kind:fault",  "channel:phone", "scope:in",      "opened:2026-11", "text:x",
                         "not:text:x",  "product:crm",   "release:4.9",   "due:none",       "late:yes",
                         "breached:no", "near:no",       "waits:client",  "until:today",    "by:sam",
                         "cause:x",     "requester:x",   "updated:today", "closed:none",    "resolved:2026"};
    for (const auto& name : filter_fields())
        CHECK_MESSAGE(std::ranges::any_of(examples, [&](const auto& each) { return each.starts_with(name + ":"); }), name);
    for (const auto& word : examples) query({word});
    CHECK(filter_fields().size() == examples.size());
}
