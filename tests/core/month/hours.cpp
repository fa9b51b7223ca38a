#include "core/month/hours.hpp"

#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "core/month/consequence.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;
using samples::empty_ticket;
using samples::total;
using samples::worked;

namespace {

constexpr Month november = 2026y / November;

Ticket worked_on(std::vector<Event> events, const std::string& kind = "howto", const std::string& client = "acme") {
    auto made = empty_ticket(kind, client);
    made.log = std::move(events);
    std::ranges::sort(samples::recorded(made), before);
    return made;
}

/// The figures of a month's only client: used, over, not counted.
struct Figures {
    std::string used, over, not_counted;
    friend bool operator==(const Figures&, const Figures&) = default;
};

Figures figures(const std::vector<Ticket>& tickets, Month month = november, const Policy& policy = samples::policy()) {
    const auto hours = month_hours(tickets, month, samples::desk(policy));
    if (hours.clients.size() != 1) return {std::to_string(hours.clients.size()) + " clients", "", ""};
    const auto& client = hours.clients.front();
    return {hours_text(client.used), hours_text(client.over), hours_text(client.not_counted)};
}

std::vector<int> crossed(Minutes others, Minutes was, Minutes is, const Policy& policy = samples::policy()) {
    const auto made = [](Minutes minutes) {
        auto ticket = empty_ticket();
        for (; minutes > Minutes(0); minutes -= hours(10))
            ticket.log.push_back(worked("2026-11-10T08:00Z", std::min<Minutes>(minutes, hours(10))));
        return ticket;
    };
    const Ticket other = made(others);
    auto before = made(was), after = made(is);
    std::vector<int> percents;
    const auto desk = samples::desk(policy);
    const TicketsChanged changed{{&before, 1}, {&after, 1}};
    for (const auto& [client, month] : months_with_more(changed, desk))
        if (const auto crossing = consequence_of({&other, 1}, changed, client, month, desk).crossing)
            percents.push_back(crossing->percent);
    return percents;
}

}  // namespace

TEST_CASE("a month without work has no clients, unless one is asked for") {
    CHECK(month_hours(std::span<const Ticket>(), november, samples::desk()).clients.empty());
    CHECK(month_hours(std::vector{empty_ticket()}, november, samples::desk()).clients.empty());
    const auto asked = month_hours(std::span<const Ticket>(), november, samples::desk(), "acme");
    REQUIRE(asked.clients.size() == 1);
    CHECK(asked.clients.front().client == "acme");
    CHECK(asked.clients.front().used == Seconds(0));
    CHECK(asked.clients.front().left() == hours(30));
}

TEST_CASE("two people who work for an hour each have used two hours") {
    CHECK(figures({worked_on({worked("2026-11-10T09:00Z", hours(1), "sam"), worked("2026-11-10T09:00Z", hours(1), "kim")})}) ==
          Figures{"2:00", "0:00", "0:00"});
}

TEST_CASE("fault time never uses up the cap, and says why") {
    const std::vector tickets{worked_on({worked("2026-11-10T09:00Z", hours(12))}, "fault"),
                              worked_on({worked("2026-11-11T09:00Z", hours(20)), worked("2026-11-12T09:00Z", Minutes(525))})};
    CHECK(figures(tickets) == Figures{"28:45", "0:00", "12:00"});
    const auto entries = month_hours(tickets, november, samples::desk()).clients.front().entries;
    REQUIRE(entries.size() == 3);
    CHECK(!entries.front().counted);
    CHECK(entries.front().why_not == "kind fault");
    CHECK(entries.back().why_not.empty());
}

TEST_CASE("an entry counts by its own word before its ticket's scope, and by scope before kind") {
    const auto one = [](std::optional<bool> counted, bool out, const std::string& kind) {
        auto ticket = worked_on({worked("2026-11-10T09:00Z", hours(1))}, kind);
        std::get<did::Work>(samples::recorded(ticket).front().what).counted = counted;
        ticket.now.out_of_scope = out;
        return month_hours({&ticket, 1}, november, samples::desk()).clients.front().entries.front().why_not;
    };
    CHECK(one({}, false, "howto").empty());
    CHECK(one({}, false, "").empty());
    CHECK(one({}, false, "of another policy").empty());
    CHECK(one({}, true, "fault") == "out of scope");
    CHECK(one(true, true, "fault").empty());
    CHECK(one(false, false, "howto") == "logged so");
}

TEST_CASE("30:00 is not over a cap of 30 hours, 30:01 is, and the entry that crosses it is split") {
    auto work = std::vector{worked("2026-11-10T00:00Z", hours(20)), worked("2026-11-12T00:00Z", hours(10))};
    CHECK(figures({worked_on(work)}) == Figures{"30:00", "0:00", "0:00"});
    work.push_back(worked("2026-11-11T00:00Z", Minutes(1)));
    CHECK(figures({worked_on(work)}) == Figures{"30:01", "0:01", "0:00"});
    const auto hours_of = month_hours(std::vector{worked_on(work)}, november, samples::desk()).clients.front();
    REQUIRE(hours_of.entries.size() == 3);
    CHECK(hours_of.left() == Seconds(0));
    CHECK(hours_of.entries[1].over == Seconds(0));
    CHECK(hours_of.entries[2].over == Minutes(1));
    CHECK(hours_of.entries[2].time == hours(10));
}

TEST_CASE("what is over the cap is what was worked last, whoever recorded it first") {
    auto late = worked("2026-11-02T09:00Z", hours(2));
    late.at = at("2026-11-29T09:00Z");
    std::get<did::Work>(late.what).began = at("2026-11-02T09:00Z");
    const auto client = month_hours(std::vector{worked_on({late}), worked_on({worked("2026-11-20T00:00Z", hours(15))}),
                                                worked_on({worked("2026-11-10T00:00Z", hours(15))})},
                                    november, samples::desk())
                            .clients.front();
    CHECK(client.entries.front().began == at("2026-11-02T09:00Z"));
    CHECK(client.entries.front().over == Seconds(0));
    CHECK(client.entries.back().began == at("2026-11-20T00:00Z"));
    CHECK(client.entries.back().over == hours(2));
}

TEST_CASE("without a cap nothing is over and nothing is left") {
    auto policy = samples::policy();
    policy.hours->cap.reset();
    const std::vector tickets{worked_on({worked("2026-11-10T00:00Z", hours(24)), worked("2026-11-12T00:00Z", hours(24))})};
    CHECK(figures(tickets, november, policy) == Figures{"48:00", "0:00", "0:00"});
    CHECK(!month_hours(tickets, november, samples::desk(policy)).clients.front().left());
}

TEST_CASE("a cap of nothing puts everything over it") {
    auto policy = samples::policy();
    policy.hours->cap = Minutes(0);
    CHECK(figures({worked_on({worked("2026-11-10T00:00Z", hours(1))})}, november, policy) == Figures{"1:00", "1:00", "0:00"});
}

TEST_CASE("clients stand by name, each against a cap of its own") {
    const auto hours_of = month_hours(std::vector{worked_on({worked("2026-11-10T00:00Z", hours(20))}, "howto", "blue"),
                                                  worked_on({worked("2026-11-10T00:00Z", hours(20))}, "howto", "acme"),
                                                  worked_on({worked("2026-11-10T00:00Z", hours(1))}, "howto", "")},
                                      november, samples::desk());
    REQUIRE(hours_of.clients.size() == 3);
    CHECK(hours_of.clients[0].client.empty());
    CHECK(hours_of.clients[1].client == "acme");
    CHECK(hours_of.clients[2].client == "blue");
    CHECK(hours_of.clients[2].left() == hours(10));
}

TEST_CASE("work belongs to the month in which it was done, not in which it was recorded") {
    auto late = worked("2026-10-30T09:00Z", hours(1));
    late.at = at("2026-11-05T09:00Z");
    std::get<did::Work>(late.what).began = at("2026-10-30T09:00Z");
    CHECK(figures({worked_on({late})}) == Figures{"0 clients", "", ""});
    CHECK(figures({worked_on({late})}, 2026y / October).used == "1:00");
}

TEST_CASE("an entry over midnight at a month's end is split there, by the desk's clock") {
    const std::vector tickets{worked_on({worked("2026-07-31T22:30Z", hours(1))})};  // 23:30 in London
    CHECK(figures(tickets, 2026y / July).used == "0:30");
    CHECK(figures(tickets, 2026y / August).used == "0:30");
    const auto second = month_hours(tickets, 2026y / August, samples::desk()).clients.front().entries.front();
    CHECK(second.began == at("2026-07-31T23:00Z"));
    auto policy = samples::policy();
    policy.zone = Zone::utc();
    CHECK(figures(tickets, 2026y / July, policy).used == "1:00");
    CHECK(figures(tickets, 2026y / August, policy).used == "0 clients");
}

TEST_CASE("an entry that ends at a month's end is not in the next one, to the millisecond") {
    CHECK(figures({worked_on({worked("2026-11-30T23:00Z", hours(1))})}, 2026y / December).used == "0 clients");
    CHECK(figures({worked_on({worked("2026-11-30T23:00:01Z", hours(1))})}, 2026y / December).used == "0:00:01");
    CHECK(figures({worked_on({worked("2026-12-01T00:00Z", hours(1))})}).used == "0 clients");
}

TEST_CASE("no second is lost where an entry that began between two seconds is split") {
    const std::vector tickets{worked_on({worked("2026-11-30T23:50:00.500Z", Minutes(25))})};
    const auto first = total(month_hours(tickets, november, samples::desk()));
    const auto second = total(month_hours(tickets, 2026y / December, samples::desk()));
    CHECK(first + second == Minutes(25));
}

TEST_CASE("the night in which the clocks change has the hours that pass, not those that the clocks show") {
    const std::vector autumn{worked_on({worked("2026-10-24T23:00Z", hours(3))})};  // 00:00 to 02:00 in London
    CHECK(figures(autumn, 2026y / October).used == "3:00");
    const std::vector spring{worked_on({worked("2026-03-29T00:00Z", hours(2))})};  // 00:00 to 03:00
    CHECK(figures(spring, 2026y / March).used == "2:00");
}

TEST_CASE("whoever takes a client to 80 % of its cap, or over all of it, has crossed it once") {
    CHECK(crossed(hours(23), Minutes(0), Minutes(59)).empty());
    CHECK(crossed(hours(23), Minutes(0), Minutes(60)) == std::vector{80});
    CHECK(crossed(hours(23), Minutes(60), Minutes(90)).empty());
    CHECK(crossed(hours(29), Minutes(0), Minutes(60)).empty());
    CHECK(crossed(hours(29), Minutes(60), Minutes(61)) == std::vector{100});
    CHECK(crossed(hours(29), Minutes(61), Minutes(90)).empty());
    CHECK(crossed(hours(20), Minutes(0), hours(11)) == std::vector{100});
    CHECK(crossed(Minutes(0), Minutes(0), hours(24)) == std::vector{80});
}

TEST_CASE("without a cap or without warnings nothing is crossed") {
    auto policy = samples::policy();
    policy.hours->warn_at.clear();
    CHECK(crossed(hours(29), Minutes(0), hours(9), policy).empty());
    policy = samples::policy();
    policy.hours->cap.reset();
    CHECK(crossed(hours(29), Minutes(0), hours(9), policy).empty());
}

TEST_CASE("a crossing says whose hours, of which month, and how many") {
    const auto other = worked_on({worked("2026-11-10T00:00Z", hours(23)), worked("2026-12-10T00:00Z", hours(24))});
    const auto blue = worked_on({worked("2026-11-10T00:00Z", hours(23))}, "howto", "blue");
    const auto before = empty_ticket();
    auto after = before;
    after.log = {worked("2026-11-30T22:00Z", hours(4))};
    const std::vector others{other, blue};
    const TicketsChanged changed{{&before, 1}, {&after, 1}};
    const auto found = consequence_of(others, changed, "acme", november, samples::desk());
    CHECK(found.crossing == Crossing{"acme", november, 80, hours(25), hours(30)});
    CHECK_FALSE(consequence_of(others, changed, "acme", 2026y / December, samples::desk()).crossing);
}

TEST_CASE("fault time crosses nothing") {
    const auto other = worked_on({worked("2026-11-10T00:00Z", hours(23))});
    const auto before = empty_ticket("fault");
    auto after = before;
    after.log = {worked("2026-11-11T00:00Z", hours(9))};
    CHECK(months_with_more({{&before, 1}, {&after, 1}}, samples::desk()).empty());
    CHECK_FALSE(consequence_of({&other, 1}, {{&before, 1}, {&after, 1}}, "acme", november, samples::desk()).crossing);
}

TEST_CASE("what did not count and now does, or comes from another client, is more in its months") {
    const auto fault = worked_on({worked("2026-11-30T22:00Z", hours(4)), worked("2026-09-01T00:00Z", hours(1))}, "fault");
    auto counted = fault;
    counted.now.kind = "howto";
    auto blue = counted;
    blue.client = "blue";
    using Places = std::set<std::pair<std::string, Month>>;
    const auto more = [](const Ticket& before, const Ticket& after) {
        return months_with_more({{&before, 1}, {&after, 1}}, samples::desk());
    };
    CHECK(more(fault, counted) == Places{{"acme", 2026y / September}, {"acme", november}, {"acme", 2026y / December}});
    CHECK(more(counted, fault).empty());
    CHECK(more(counted, counted).empty());
    CHECK(more(counted, blue) == Places{{"blue", 2026y / September}, {"blue", november}, {"blue", 2026y / December}});
}

TEST_CASE("tickets that change together are over the cap together") {
    auto policy = samples::policy();
    policy.hours->cap = hours(3);
    policy.hours->over = Policy::Hours::Over::stop;
    const std::vector before{worked_on({worked("2026-11-10T00:00Z", hours(2))}, "fault"),
                             worked_on({worked("2026-11-11T00:00Z", hours(2))}, "fault")};
    auto after = before;
    for (auto& each : after) each.now.kind = "howto";
    const auto found = consequence_of({}, {before, after}, "acme", november, samples::desk(policy));
    CHECK(found.unagreed == hours(1));
    CHECK(found.crossing == Crossing{"acme", november, 100, hours(4), hours(3)});
    const std::span<const Ticket> one_before(before.data(), 1), one_after(after.data(), 1);
    CHECK(consequence_of({}, {one_before, one_after}, "acme", november, samples::desk(policy)).unagreed == Seconds(0));
}
