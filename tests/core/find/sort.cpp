#include "core/find/sort.hpp"

#include <doctest/doctest.h>

#include "core/find/query.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

/// The references' codes, in the order of sorting.
std::string order(const std::vector<Ticket>& tickets, const std::string& by, const Desk& desk = samples::desk(),
                  Instant now = {}) {
    auto list = samples::listed(tickets, desk, now);
    sort(list, by, desk);
    std::string codes;
    for (const auto& each : list) codes += each.ticket->id.code().back();
    return codes;
}

Ticket numbered(char last) {
    auto made = ticket();
    made.id = reference(std::string("2611-0000") + last);
    return made;
}

}  // namespace

TEST_CASE("tickets are sorted by each key") {
    auto a = numbered('1'), b = numbered('2'), c = numbered('3');
    a.now = {Status::closed, "training", "low", 3, "sam", false};
    b.now = {Status::fresh, "fault", "critical", 1, "", false};
    c.now = {Status::waiting, "howto", "", 2, "kim", false};
    a.opened += Minutes(5);
    c.opened -= Minutes(5);
    a.title = "b", b.title = "c", c.title = "a";
    a.client = "y", b.client = "z", c.client = "";
    CHECK(order({a, b, c}, "priority") == "213");
    CHECK(order({a, b, c}, "-priority") == "312");
    CHECK(order({a, b, c}, "opened") == "321");
    CHECK(order({c, b, a}, "id") == "123");
    CHECK(order({a, b, c}, "client") == "312");
    CHECK(order({a, b, c}, "status") == "231");
    CHECK(order({a, b, c}, "assignee") == "231");
    CHECK(order({a, b, c}, "tier") == "231");
    CHECK(order({a, b, c}, "kind") == "231");
    CHECK(order({a, b, c}, "title") == "312");
}

TEST_CASE("what is due first comes first, and what has no due time last") {
    const auto desk = desk_with_targets();
    const auto now = at("2026-11-20T09:30Z");
    auto a = numbered('1'), b = numbered('2'), c = numbered('3');
    c.opened -= Minutes(30);
    samples::recorded(c).front().at = c.opened;
    append(b, event("2026-11-20T09:10Z", did::Reply{"phone", "hello", false}));
    CHECK(order({a, b, c}, "due", desk, now) == "312");
    CHECK(order({a, b, c}, "-due", desk, now) == "213");
    CHECK(sorts_by_clocks("client,-due"));
    CHECK(!sorts_by_clocks("priority,opened"));
}

TEST_CASE("several keys sort one after the other, and ties by reference") {
    auto a = numbered('1'), b = numbered('2'), c = numbered('3'), d = numbered('4');
    a.now.tier = d.now.tier = 2;
    d.opened += Minutes(5);
    CHECK(order({d, c, b, a}, "tier") == "2314");
    CHECK(order({d, c, b, a}, "-tier") == "1423");
    CHECK(order({a, b, c, d}, "-tier,-opened") == "4123");
    CHECK(order({d, c, b, a}, "client,status") == "1234");
}

TEST_CASE("sorting by what is no key is refused") {
    std::vector<ListedTicket> none;
    const auto desk = samples::desk();
    for (const auto& key : sort_keys()) sort(none, key, desk);
    CHECK(refusal([&] { sort(none, "prority", desk); }, Fault::usage) ==
          "unknown sort key \"prority\", did you mean \"priority\"?");
    for (const auto* by : {"", "priority,", "--opened", "age"})
        CHECK(!refusal([&] { sort(none, by, desk); }, Fault::usage).empty());
}
