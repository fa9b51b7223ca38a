#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "core/month/hours.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;
using samples::empty_ticket;
using samples::total;
using samples::worked;

namespace {

constexpr Month november = 2026y / November;

/// Tickets of three clients, worked on around the ends of November, on weekends, at night, for a minute or a day.
std::vector<Ticket> random_tickets(samples::Dice& dice) {
    std::vector<Ticket> tickets;
    for (int count = 1 + dice.number(20); count > 0; --count) {
        const auto kind = dice.pick(std::vector<std::string>{"howto", "fault", ""});
        auto made = empty_ticket(kind, dice.pick(std::vector<std::string>{"acme", "blue", ""}));
        made.now.out_of_scope = dice.chance(6);
        for (int events = dice.number(6); events > 0; --events) {
            auto work = worked(Minutes(1 + dice.number(dice.chance(3) ? 24 * 60 : 90)));
            auto when = at("2026-10-29T00:00Z") + Milliseconds(dice.number(35 * 24 * 3600)) * 1000;
            if (dice.chance(3)) when = at("2026-11-30T20:00Z") + Milliseconds(dice.number(10 * 3600 * 1000));
            if (dice.chance(4)) work.began = when - work.minutes - days(dice.number(40));
            if (dice.chance(6)) work.counted = dice.chance(2);
            append(made, {when, dice.pick(std::vector<std::string>{"sam", "kim"}), work, {}});
        }
        tickets.push_back(std::move(made));
    }
    return tickets;
}

const std::vector<std::string>& zones() {
    static const std::vector<std::string> names{
        "UTC",           "Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Sydney", "America/St_Johns",
        "Asia/Kathmandu"};
    return names;
}

/// What stands in a file of the ticket, as far as times go.
std::string bytes_of(const Ticket& ticket) {
    std::string bytes = "opened: " + to_text(ticket.opened) + "\nlog:\n";
    for (const auto& event : ticket.log) {
        bytes += "- at: " + to_text(event.at) + "\n  minutes: 5\n";
        const auto* work = as<did::Work>(event);
        if (work != nullptr && work->began) bytes += "  began: " + to_text(*work->began) + "\n";
    }
    return bytes;
}

}  // namespace

TEST_CASE("the months of an entry are, together, its whole time, in every zone") {
    samples::Dice dice(41);
    for (const auto& name : zones()) {
        auto policy = samples::policy();
        policy.zone = samples::zone(name);
        for (int round = 0; round < samples::tried_of(500); ++round) {
            const Minutes minutes(1 + dice.number(24 * 60));
            // Around the ends of months, in milliseconds: those when clocks change are among them.
            const auto turn = policy.zone.start(2025y / January + months(dice.number(36)));
            auto ticket = empty_ticket();
            ticket.log = {{turn + Milliseconds(dice.number(48 * 3'600'000) - 24 * 3'600'000), "sam", worked(minutes), {}}};
            Seconds sum{0};
            for (auto month = 2024y / December; month <= 2028y / January; month += months(1))
                sum += total(month_hours({&ticket, 1}, month, samples::desk(policy)));
            REQUIRE(sum == minutes);
        }
    }
}

TEST_CASE("every figure of a statement is the sum of its entries, and the order of the tickets does not matter") {
    samples::Dice dice(42);
    auto policy = samples::policy();
    for (int round = 0; round < 500; ++round) {
        policy.hours->cap = Minutes(dice.number(40 * 60));
        auto tickets = random_tickets(dice);
        const auto statement = month_hours(tickets, november, samples::desk(policy));
        for (const auto& client : statement.clients) {
            Seconds counted{0}, over{0}, not_counted{0};
            for (const auto& entry : client.entries) {
                REQUIRE(entry.time > Seconds(0));
                REQUIRE(entry.over <= entry.time);
                REQUIRE(entry.counted == entry.why_not.empty());
                (entry.counted ? counted : not_counted) += entry.time;
                over += entry.over;
            }
            REQUIRE(client.over == over);
            REQUIRE(client.used == counted);
            REQUIRE(client.not_counted == not_counted);
            REQUIRE(*client.left() + client.used - client.over == *policy.hours->cap);
            REQUIRE(std::ranges::is_sorted(client.entries, {}, &TimeEntry::began));
        }
        dice.shuffle(tickets);
        const auto again = month_hours(tickets, november, samples::desk(policy));
        REQUIRE(again.clients.size() == statement.clients.size());
        for (std::size_t i = 0; i < again.clients.size(); ++i) REQUIRE(again.clients[i].entries == statement.clients[i].entries);
    }
}

TEST_CASE("a ticket has work in a month exactly when the month's statement has an entry of it") {
    samples::Dice dice(43);
    for (int round = 0; round < 300; ++round)
        for (const auto& ticket : random_tickets(dice))
            for (auto month = 2026y / September; month <= 2026y / December; month += months(1))
                REQUIRE(has_work_in(ticket, {month, month}, samples::policy().zone) ==
                        !month_hours({&ticket, 1}, month, samples::desk()).clients.empty());
}

TEST_CASE("the filter of a month passes every file with work in it, in every zone") {
    samples::Dice dice(44);
    for (const auto& name : zones()) {
        const auto zone = samples::zone(name);
        for (auto month = 2026y / September; month <= 2027y / January; month += months(1)) {
            const MonthFilter filter({month, month}, zone);
            for (int round = 0; round < 20; ++round)
                for (const auto& ticket : random_tickets(dice))
                    if (has_work_in(ticket, {month, month}, zone)) REQUIRE(filter(bytes_of(ticket)));
        }
    }
}

TEST_CASE("the filter of a month passes an entry of 24 hours that only just reaches into it, over a year's end") {
    for (const auto& name : zones()) {
        const auto zone = samples::zone(name);
        const auto end = zone.start(2027y / January);
        auto ticket = empty_ticket();
        ticket.log = {worked(to_text(end - Minutes(1)), hours(24))};
        CHECK(has_work_in(ticket, {2026y / December, 2026y / December}, zone));
        CHECK(MonthFilter({2026y / December, 2026y / December}, zone)(bytes_of(ticket)));
        CHECK(MonthFilter({2027y / January, 2027y / January}, zone)(bytes_of(ticket)));
    }
}

TEST_CASE("the filter of a month leaves out files of other months") {
    const MonthFilter filter({november, november}, samples::zone("Europe/London"));
    CHECK(!filter(""));
    CHECK(!filter("opened: 2026-10-15T09:00:00.000Z\n- at: 2026-10-20T09:00:00.000Z"));
    CHECK(!filter("opened: 2026-12-15T09:00:00.000Z\n- at: 2027-11-20T09:00:00.000Z\n2026-11"));
    CHECK(filter("opened: 2026-10-15T09:00:00.000Z\n- at: 2026-11-20T09:00:00.000Z"));
}
