#include "core/month/volume.hpp"

#include "core/month/report.hpp"
#include "core/ticket/fields.hpp"
#include "tests/core/clock/clock.hpp"
#include "tests/dice.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Volumes volumes(const std::vector<Ticket>& tickets, const Period& period, const std::string& client = {}) {
    Volumes made;
    for (const auto& each : as_of(tickets, period.until)) add(made, each, period, client);
    made.leave_out_empty_rows();
    return made;
}

Period november() { return {at("2026-11-01T00:00Z"), at("2026-12-01T00:00Z")}; }

Ticket opened_on(std::string_view when, const std::vector<Event>& events = {}) {
    auto made = ticket();
    made.opened = samples::recorded(made).front().at = at(when);
    for (const auto& each : events) append(made, each);
    return made;
}

/// Tickets whose priority, kind, tier, client and channel change while they are resolved, closed and reopened, out of order and
/// twice.
Ticket random_ticket(Dice& dice) {
    Lines editable;
    for (const auto name : {"client", "channel"})
        if (std::ranges::find(header_texts, name) != header_texts.end()) editable.emplace_back(name);
    auto made = ticket();
    samples::recorded(made).front().at = at("2026-11-20T08:59:59Z");
    made.opened = made.log.front().at - Seconds(dice.chance(3) ? dice.number(20) : 0);
    for (int count = dice.number(20); count > 0; --count) {
        auto next = dice.event();
        const auto word = dice.pick(Lines{"acme", "blue", ""});
        if (dice.chance(3)) next.what = did::Edit{dice.pick(editable), dice.pick(Lines{"acme", "blue", ""}), word};
        if (dice.chance(3))
            next.what = dice.chance(2) ? Did(did::Resolve{"done", "", "", ""}) : Did(did::Reopen{"again", "", ""});
        append(made, next);
    }
    if (dice.chance(2)) made.client = dice.pick(Lines{"acme", "blue", ""});
    return made;
}

using Rows = std::map<std::string, Volume>;

Rows all_rows(const Volumes& volumes) {
    Rows rows{{"all", volumes.all}};
    const auto add = [&](const std::string& of, const auto& some) {
        for (const auto& [name, row] : some) rows[of + " " + name] = row;
    };
    add("kind", volumes.kinds);
    add("priority", volumes.priorities);
    add("channel", volumes.channels);
    add("client", volumes.clients);
    for (const auto& [tier, row] : volumes.tiers) rows["tier " + std::to_string(tier)] = row;
    return rows;
}

}  // namespace

TEST_CASE("a ticket closed as a duplicate went without being resolved, and a resolution counts each time") {
    const auto made =
        volumes({opened_on("2026-11-02T09:00Z",
                           {resolved_by("2026-11-03T09:00Z"), reopened("2026-11-04T09:00Z"), resolved_by("2026-11-05T09:00Z")}),
                 opened_on("2026-11-02T09:00Z",
                           {event("2026-11-03T09:00Z", did::Link{"2611-AAAAA", "duplicates"}), closed_at("2026-11-03T09:01Z")}),
                 opened_on("2026-10-02T09:00Z", {closed_at("2026-11-03T09:01Z")})},
                november());
    CHECK(made.all == Volume{1, 2, 1, 2, 2, 1, 0, 0, 2, 0});
    CHECK(made.all.balance() == 0);
    CHECK(made.agents.at("sam") == AgentCount{2, 2, Seconds(0), Seconds(0), 0, 0});
}

TEST_CASE("what happened to a ticket is in the rows of what it was then, and a change moves it while it is open") {
    const auto made =
        volumes({opened_on("2026-11-02T09:00Z", {prioritised("2026-11-03T09:00Z", "critical"), resolved_by("2026-11-04T09:00Z"),
                                                 prioritised("2026-11-05T09:00Z", "low")})},
                november())
            .priorities;
    CHECK(made.at("critical") == Volume{0, 0, 0, 1, 0, 0, 1, 0, 0, 0});
    CHECK_FALSE(made.contains("low"));
    const auto first = ticket().now.priority;
    CHECK(made.at(first) == Volume{0, 1, 0, 0, 0, 0, -1, 0, 0, 0});
}

TEST_CASE("the first kind and priority hold from the opening, where they were given in the same period") {
    auto made =
        opened_on("2026-11-02T09:00Z", {turned_into("2026-11-03T09:00Z", "fault"), prioritised("2026-12-03T09:00Z", "low")});
    std::get<did::Open>(samples::recorded(made).front().what) = {};
    made.now = fold(made.log);
    const auto then = volumes({made}, november());
    CHECK(then.kinds == std::map<std::string, Volume>{{"fault", Volume{0, 1, 0, 0, 0, 0, 0, 1, 0, 0}}});
    CHECK(then.priorities == std::map<std::string, Volume>{{"", Volume{0, 1, 0, 0, 0, 0, 0, 1, 0, 0}}});
    const auto later = volumes({made}, {november().until, at("2027-01-01T00:00Z")}).priorities;
    CHECK(later.at("") == Volume{1, 0, 0, 0, 0, 0, -1, 0, 0, 0});
    CHECK(later.at("low").moved == 1);
}

TEST_CASE("of one client: a ticket that was found to be another's has moved out") {
    auto made = opened_on("2026-11-02T09:00Z",
                          {event("2026-11-03T09:00Z", did::Edit{"client", "acme", "blue"}), resolved_by("2026-11-04T09:00Z")});
    made.client = "blue";
    CHECK(volumes({made}, november(), "acme").all == Volume{0, 1, 0, 0, 0, 0, -1, 0, 0, 0});
    CHECK(volumes({made}, november(), "blue").all == Volume{0, 0, 0, 1, 0, 0, 1, 0, 0, 0});
    CHECK(volumes({made}, november()).all.moved == 0);
}

TEST_CASE(
    "the volume adds up for all and in each row, and what is open at the end of a period is so at the beginning of the next") {
    Dice dice(12);
    for (int round = 0; round < 3000; ++round) {
        std::vector<Ticket> tickets;
        for (int count = 1 + dice.number(4); count > 0; --count) tickets.push_back(random_ticket(dice));
        const auto client = dice.chance(3) ? std::string("acme") : std::string();
        Rows before;
        for (int i = 0; i < 4; ++i) {
            const auto from = at("2026-11-20T08:59:30Z") + Seconds(i * 20);
            const auto rows = all_rows(volumes(tickets, {from, from + Seconds(20)}, client));
            for (const auto& [name, row] : rows) {
                CAPTURE(round);
                CAPTURE(name);
                REQUIRE(row.balance() == row.open);
                REQUIRE(row.open_before == before[name].open);
            }
            for (const auto& [name, row] : before) REQUIRE((row.open == 0 || rows.contains(name)));
            if (client.empty()) REQUIRE(rows.at("all").moved == 0);
            int open = 0;
            for (const auto& each : as_of(tickets, from + Seconds(20))) open += is_open(each.now.status);
            if (client.empty()) REQUIRE(rows.at("all").open == open);
            before = rows;
        }
    }
}
