#include "core/contract/check.hpp"

#include <doctest/doctest.h>

#include "core/contract/channel.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/dated.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

using Texts = std::vector<std::string>;

constexpr std::chrono::year year{2026};

Day day(std::string_view text) { return day_from(text).value(); }

Goal goal(std::string_view text) { return {Goal::Join::all, {target_from(text).value()}}; }

/// A desk with which nothing is wrong.
Desk sound() {
    auto made = samples::desk();
    for (auto& priority : made.policy.priorities) {
        priority.means = "what is " + priority.name;
        priority.targets.respond = priority.targets.resolve = Goal{Goal::Join::all, {Target()}};
    }
    return made;
}

Calendar office(const std::set<Day>& holidays) {
    Calendar made;
    made.name = "office";
    made.week[0] = {{std::chrono::hours(9), std::chrono::hours(17)}};
    made.holidays = holidays;
    return made;
}

/// `hole priority.high: no definition`
Texts found(const Desk& desk) {
    Texts texts;
    for (const auto& finding : findings_in(desk, year)) {
        const auto* kind = finding.kind == PolicyFinding::Kind::hole   ? "hole"
                           : finding.kind == PolicyFinding::Kind::note ? "note"
                                                                       : "contradiction";
        texts.push_back(std::string(kind) + " " + finding.table + ": " + finding.text);
    }
    return texts;
}

Client client(const std::string& name) {
    Client made;
    made.name = name;
    return made;
}

}  // namespace

TEST_CASE("nothing is found in a policy that says everything") { CHECK(found(sound()).empty()); }

TEST_CASE("the holes of the source are named") {
    auto desk = sound();
    desk.policy.missing = {"the matrix of severities"};
    CHECK(found(desk) == Texts{"hole desk: the matrix of severities"});
}

TEST_CASE("a priority without definition or targets is a hole, one whose target is none is not") {
    auto desk = sound();
    desk.policy.priorities[3].means.clear();
    desk.policy.priorities[3].targets = {};
    CHECK(found(desk) == Texts{"hole priority.low: no definition", "hole priority.low: no response target",
                               "hole priority.low: no resolution target"});
}

TEST_CASE("a priority needs no response target where every channel that is offered has one") {
    auto desk = sound();
    desk.policy.priorities[3].targets.respond.reset();
    desk.policy.channels = {{"phone"}, {"email"}};
    desk.policy.channels[0].respond = goal("6 hours");
    CHECK(found(desk) == Texts{"hole priority.low: no response target"});
    desk.policy.channels[1].offered = false;
    CHECK(found(desk).empty());
}

TEST_CASE("mails that go out need an address, and what they ask for a scale") {
    auto desk = sound();
    desk.policy.mail->closing = true;
    desk.policy.feedback->ask = true;
    CHECK(found(desk) == Texts{"hole mail: mails are to go out, and no channel has a mail address",
                               "hole feedback: a score is asked for, and there is no scale"});
    desk.policy.channels = {{.name = "email", .address = "help@acme.example"}};
    desk.policy.feedback->scale = {"good", "poor"};
    CHECK(found(desk).empty());
}

TEST_CASE("categories without a name are counted") {
    auto desk = sound();
    desk.policy.kinds[2].categories = {"?", "?"};
    CHECK(found(desk) == Texts{"hole kind.training: 2 categories without a name"});
    desk.policy.kinds[2].categories = {"basics", "?"};
    CHECK(found(desk) == Texts{"hole kind.training: 1 category without a name"});
}

TEST_CASE("the channel of the most urgent reports needs an address") {
    auto desk = sound();
    desk.policy.channels = {{"phone"}, {"portal"}};
    CHECK(found(desk).empty());
    desk.policy.priorities[3].channels = {"portal"};
    CHECK(found(desk).empty());
    desk.policy.priorities[0].channels = {"phone"};
    CHECK(found(desk) == Texts{"hole channel.phone: no address, and critical needs it"});
    desk.policy.channels[0].address = "+44 20 7946 0123";
    CHECK(found(desk).empty());
}

TEST_CASE("two priorities with one definition contradict each other") {
    auto desk = sound();
    desk.policy.priorities[2].means = desk.policy.priorities[1].means;
    CHECK(
        found(desk) ==
        Texts{"contradiction priority.high: high and medium have the same definition: an assessment cannot choose between them"});
}

TEST_CASE("a priority whose channel is not offered, or that no channel takes, is a contradiction") {
    auto desk = sound();
    desk.policy.channels = {{"phone"}, {"email"}};
    desk.policy.priorities[1].channels = {"phone", "portal"};
    CHECK(found(desk) == Texts{"contradiction priority.high: channel portal is not offered"});
    desk.policy.priorities[1].channels = {"email"};
    desk.policy.channels[1].highest = "low";
    CHECK(found(desk) == Texts{"contradiction priority.high: it cannot be reported: no channel that is offered accepts it"});
    desk.policy.priorities[1].channels.clear();
    CHECK(found(desk).empty());
    desk.policy.channels[0].offered = false;
    CHECK(found(desk).size() == 3);
}

TEST_CASE("a tier that no rule reaches is a contradiction, where there are rules") {
    auto desk = sound();
    auto& rules = *desk.policy.escalation;
    rules.near = 80;
    rules.raise = true;
    CHECK(found(desk).empty());
    rules.after_work = Minutes(30);
    CHECK(found(desk) == Texts{"contradiction tier 3: no escalation rule reaches it"});
    rules.immediate = {{{}, 3}};
    CHECK(found(desk).empty());
    rules.after_work.reset();
    CHECK(found(desk) == Texts{"contradiction tier 2: no escalation rule reaches it"});
    rules.escalate = true;
    rules.immediate.clear();
    CHECK(found(desk).empty());
}

TEST_CASE("a tier in which a client's tickets begin is reached") {
    auto desk = sound();
    desk.policy.escalation->after_work = Minutes(30);
    desk.clients = {client("acme")};
    desk.clients[0].contracts = {{day("2026-01-01"), {}, "", {3}, {}}};
    CHECK(found(desk).empty());
}

TEST_CASE("a year without holidays is noted, of calendars that are shut at times") {
    auto desk = sound();
    const auto with = [&](const Calendar& calendar) {
        desk.policy.calendars.resize(1);
        desk.policy.calendars.push_back(calendar);
        return found(desk);
    };
    CHECK(with(office({})) == Texts{"note calendar.office: no holidays"});
    CHECK(with(office({day("2026-12-25")})) == Texts{"note calendar.office: no holiday in 2027"});
    CHECK(with(office({day("2025-12-25")})) ==
          Texts{"note calendar.office: no holiday in 2026", "note calendar.office: no holiday in 2027"});
    auto full = office({day("2026-12-25"), day("2027-12-27")});
    CHECK(with(full).empty());
    full.holidays.erase(day("2027-12-27"));
    full.dates[day("2027-12-24")] = {};
    CHECK(with(full).empty());
    auto never_shut = office({});
    never_shut.week.fill({{Minutes(0), std::chrono::hours(24)}});
    CHECK(with(never_shut).empty());
    auto never_open = office({});
    never_open.week[0].clear();
    CHECK(with(never_open).empty());
}

TEST_CASE("it is noted that tickets may be reopened for ever") {
    auto desk = sound();
    desk.policy.reopen->within.reset();
    CHECK(found(desk) == Texts{"note reopen: closed tickets can be reopened at any time"});
}

TEST_CASE("of a further policy only what the desk's does not have is named") {
    auto desk = sound();
    desk.policy.priorities[3].targets.resolve.reset();
    desk.further = {{"gold", desk.policy}};
    desk.further[0].policy.priorities[2].means.clear();
    CHECK(found(desk) == Texts{"hole priority.low: no resolution target", "hole gold: priority.medium: no definition"});
}

TEST_CASE("a client needs the contacts that its policy goes by") {
    auto desk = sound();
    desk.clients = {client("acme")};
    desk.policy.contacts->role = "representative";
    desk.policy.excluded = {"hardware"};
    desk.policy.routes = {{{}, "", true}};
    CHECK(found(desk) == Texts{"hole client acme: no contact in the role \"representative\"",
                               "hole client acme: no manager, and a route goes to the manager",
                               "note client acme: no contact in the role \"it\" for what is excluded: hardware"});
    auto& acme = desk.clients[0];
    acme.manager = "sam";
    acme.contacts = {{"Jane Doe", "", "", "representative", {}, {}, ""}, {"Ann Lee", "", "", "it", {}, {}, ""}};
    CHECK(found(desk).empty());
    acme = client("acme");
    acme.broken = Problem{{"clients/acme.toml"}, "cannot be read"};
    CHECK(found(desk).empty());
}

TEST_CASE("a client is judged by the policy of its last contract") {
    auto desk = sound();
    desk.further = {{"gold", desk.policy}};
    desk.further[0].policy.contacts->role = "liaison";
    desk.clients = {client("acme"), client("bolt")};
    desk.clients[0].contracts = {{day("2026-01-01"), {}, "gold", {}, {}}};
    CHECK(found(desk) == Texts{"hole client acme: no contact in the role \"liaison\""});
    desk.further.clear();
    CHECK(found(desk) == Texts{"contradiction client acme: unknown policy \"gold\""});
}

TEST_CASE("rates that do not hold in the currency are found, in a further policy and in a client's file") {
    auto desk = sound();
    desk.policy.currency = {"GBP", 2};
    desk.policy.rates = {{day("2026-01-01"), pence(9'500)}};
    desk.further = {{"eu", desk.policy}};
    auto& eu = desk.further.front().policy;
    eu.currency = {"JPY", 0};
    CHECK(found(desk) == Texts{"contradiction eu: rate: the currency is JPY and the rates of desk.toml are in GBP, so none "
                               "applies: give it rates of its own"});
    eu.rates.clear();
    CHECK(found(desk).empty());
    desk.clients = {client("acme")};
    auto& acme = desk.clients.front();
    acme.contracts = {{day("2026-01-01"), day("2026-06-30"), "", {}, {}}, {day("2026-07-01"), {}, "eu", {}, {}}};
    CHECK(found(desk).empty());
    acme.rates = {{day("2026-01-01"), pence(9'000)}};
    CHECK(found(desk) ==
          Texts{"hole client acme: no rate in JPY for the contract from 2026-07-01: those of the client are in GBP"});
    acme.rates.push_back({day("2026-07-01"), {9'500, eu.currency}});
    CHECK(found(desk).empty());
}

TEST_CASE("it is noted after which day a client has no contract") {
    auto desk = sound();
    desk.clients = {client("acme")};
    auto& contracts = desk.clients[0].contracts;
    CHECK(found(desk).empty());
    desk.policy.intake->no_contract = Strictness::warn;
    CHECK(found(desk) == Texts{"hole client acme: no contract"});
    contracts = {{day("2025-01-01"), day("2025-12-31"), "", {}, {}}, {day("2026-01-01"), day("2026-06-30"), "", {}, {}}};
    CHECK(found(desk) == Texts{"note client acme: no contract after 2026-06-30"});
    contracts.back().to = day("2027-06-30");
    CHECK(found(desk).empty());
    contracts.back().to.reset();
    CHECK(found(desk).empty());
}

TEST_CASE("a currency that changes within a month is found, and not one that changes at its end") {
    auto desk = samples::desk();
    desk.policy.currency = {"BGN", 2};
    auto euro = desk.policy;
    euro.currency = {"EUR", 2};
    desk.further = {{"euro", euro}};
    const auto found = [&](const char* to, const char* from) {
        Client acme;
        acme.name = "acme";
        acme.contracts = {{day("2025-01-01"), day(to), "", {}, {}}, {day(from), {}, "euro", {}, {}}};
        Texts texts;
        for (const auto& finding : findings_in(acme, desk, std::chrono::year(2026)))
            if (finding.kind == PolicyFinding::Kind::contradiction) texts.push_back(finding.table + ": " + finding.text);
        return texts;
    };
    CHECK(found("2025-12-31", "2026-01-01").empty());
    CHECK(found("2025-11-30", "2026-01-15").empty());  // nothing holds in between
    CHECK(found("2026-01-14", "2026-01-15") ==
          Texts{"client acme: the currency changes from BGN to EUR on 2026-01-15, within a month: it has a total in each"});
    desk.further.front().policy.currency = desk.policy.currency;
    CHECK(found("2026-01-14", "2026-01-15").empty());
}

TEST_CASE("terms of the whole desk that change the currency within a month are found") {
    auto desk = samples::desk();
    desk.policy.currency = {"BGN", 2};
    auto euro = desk.policy;
    euro.currency = {"EUR", 2};
    desk.further = {{"euro", euro}};
    const auto found = [&](const char* from) {
        desk.policy.terms = {{day(from), "euro"}};
        Texts texts;
        for (const auto& finding : findings_in(desk, std::chrono::year(2026)))
            if (finding.table == "terms") texts.push_back(finding.text);
        return texts;
    };
    CHECK(found("2026-01-01").empty());
    CHECK(found("2026-01-15") ==
          Texts{"the currency changes from BGN to EUR on 2026-01-15, within a month: it has a total in each"});
}
