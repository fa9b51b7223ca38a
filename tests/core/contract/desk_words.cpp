#include "core/contract/desk_words.hpp"

#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/tier.hpp"
#include "core/duty/queue.hpp"
#include "core/find/query.hpp"
#include "core/find/sort.hpp"
#include "core/month/report.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;
using namespace std::chrono;

namespace {

/// critical, high, medium and low; acme's contract has p1, low and p2, and the kind gizmo. It asks for another scale.
Desk two_policies() {
    auto made = samples::desk(timed());
    made.policy.channels = {{"phone"}, {"email"}};
    *made.policy.feedback = {{"excellent", "good", "poor"}, "", Percent{980'000}, "poor"};
    auto gold = made.policy;
    gold.priorities = {gold.priorities[0], gold.priorities[3], gold.priorities[1]};
    gold.priorities[0].name = "p1";
    gold.priorities[0].immediate = true;
    gold.priorities[2].name = "p2";
    gold.kinds.push_back({"gizmo", "an odd thing"});
    gold.channels = {{"email"}, {"portal"}};
    gold.channels[0].first_contact = Percent{600'000};
    gold.tiers = {{"first"}};
    *gold.feedback = {{"fine", "bad"}, "", Percent{900'000}, "bad"};
    made.further = {{"gold", gold}};
    Client acme;
    acme.name = "acme";
    acme.contracts = {{2026y / 1 / 1, {}, "gold", {}, {}}};
    made.clients = {acme};
    return made;
}

Ticket made(char last, const std::string& client, const std::string& priority, const std::string& kind = "fault") {
    auto ticket = samples::ticket();
    ticket.id = reference(std::string("2611-0000") + last);
    ticket.client = client;
    auto& open = std::get<did::Open>(samples::recorded(ticket).front().what);
    ticket.now.priority = open.priority = priority;
    ticket.now.kind = open.kind = kind;
    return ticket;
}

std::string codes(const std::vector<Ticket>& tickets) {
    std::string text;
    for (const auto& each : tickets) text += each.id.code().back();
    return text;
}

std::string codes(const std::vector<ListedTicket>& tickets) {
    std::string text;
    for (const auto& each : tickets) text += each.ticket->id.code().back();
    return text;
}

/// Of acme p1, low and p2; of globex critical, high and low.
std::vector<Ticket> tickets() {
    return {made('1', "acme", "p1", "gizmo"), made('2', "acme", "low"),    made('3', "acme", "p2"),
            made('4', "globex", "critical"),  made('5', "globex", "high"), made('6', "globex", "low")};
}

std::string found(const std::string& word) {
    const auto desk = two_policies();
    const auto now = at("2026-11-27T09:00Z");
    const std::vector<std::string> words{word};
    const auto query = query_from(words, {desk, now, [] { return "sam"; }});
    std::vector<Ticket> matching;
    for (const auto& each : tickets())
        if (query.matches({each, desk, now})) matching.push_back(each);
    return codes(matching);
}

}  // namespace

TEST_CASE("the words of a desk are those of all its policies") {
    const auto desk = two_policies();
    CHECK(names_of(priorities_of(desk)) == std::vector<std::string>{"critical", "p1", "high", "medium", "p2", "low"});
    CHECK(names_of(kinds_of(desk)).back() == "gizmo");
    CHECK(kinds_of(desk).back().means == "an odd thing");
    CHECK(names_of(channels_of(desk)) == std::vector<std::string>{"phone", "email", "portal"});
    CHECK(names_of(scores_of(desk)) == std::vector<std::string>{"excellent", "good", "poor", "fine", "bad"});
    CHECK(names_of(priorities_of(samples::desk())) == priority_names(samples::policy()));
}

TEST_CASE("tiers have the names that each policy gives them") {
    auto desk = two_policies();
    desk.policy.tiers = {{"front desk"}, {"experts"}};
    CHECK(tiers_of(desk) == PolicyWords{{"1", "front desk / first"}, {"2", "experts"}});
}

TEST_CASE("filters know the priorities and kinds of every policy") {
    CHECK(found("priority:p1") == "1");
    CHECK(found("kind:gizmo") == "1");
    CHECK(found("priority:low") == "26");
    CHECK(refusal([] { found("priority:p3"); }, Fault::usage).find("p3") != std::string::npos);
}

TEST_CASE("a priority is compared by its rank in the ticket's own policy") {
    CHECK(found("priority:critical") == "4");     // only what is called so
    CHECK(found("priority:>=critical") == "14");  // p1 is as high
    CHECK(found("priority:>=high") == "1245");    // low is acme's second
    CHECK(found("priority:>low") == "145");       // of acme only p1 is above its low
    CHECK(found("priority:<p1") == "2356");
}

TEST_CASE("sorting and the queue go by the rank in the ticket's own policy") {
    const auto desk = two_policies();
    const auto now = at("2026-11-27T09:00Z");
    auto all = tickets();
    auto list = samples::listed(all, desk, now);
    sort(list, "priority", desk);
    CHECK(codes(list) == "142536");
    auto by_priority = desk;
    by_priority.policy.queue = {"immediate", "priority", "received"};
    queue(list, by_priority);
    CHECK(codes(list).substr(0, 2) == "14");
    all.push_back(made('7', "acme", "high"));  // none of its own policy's
    list = samples::listed(all, desk, now);
    sort(list, "priority", desk);
    CHECK(codes(list).back() == '7');
}

TEST_CASE("a report goes by each ticket's own policy: scale, goal, what is low, the goal of a channel") {
    const auto desk = two_policies();
    auto all = tickets();
    for (auto& each : all) {
        append(each, resolution());
        append(each, closing());
        append(each, event("2026-11-21T09:00Z", did::Rate{each.client == "acme" ? "bad" : "excellent", {}, {}}));
    }
    const Period november{at("2026-11-01T00:00Z"), at("2026-12-01T00:00Z")};
    const auto report = report_of(all, november, "", desk);
    const auto& said = report.satisfaction;
    CHECK(said.scores == std::vector<ScoreCount>{{"excellent", 3, 3, 1000, true, Percent{980'000}},
                                                 {"good", 0, 3, 0, false, {}},
                                                 {"poor", 0, 3, 0, false, {}},
                                                 {"fine", 0, 3, 0, true, Percent{900'000}},
                                                 {"bad", 3, 3, 1000, false, {}}});
    CHECK(said.unfollowed.size() == 3);
    REQUIRE(report.first_contact.size() == 2);
    CHECK_FALSE(report.first_contact[0].goal);
    CHECK(report.first_contact[1].goal == Percent{600'000});
    CHECK(report.first_contact[1].resolved == 3);
    std::vector<std::string> priorities;
    for (const auto& each : report.targets)
        if (priorities.empty() || priorities.back() != each.priority) priorities.push_back(each.priority);
    CHECK(priorities.front() == "critical");
    CHECK(priorities[1] == "p1");
}
