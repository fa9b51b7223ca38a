#include <chrono>

#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/rate.hpp"
#include "core/contract/report_rules.hpp"
#include "core/contract/uptime_rules.hpp"
#include "store/toml/client.hpp"
#include "tests/store/policies.hpp"

using namespace desk;
using namespace desk::test;
using namespace std::chrono;

namespace {

using Over = Policy::Hours::Over;
using Limit = Policy::Uptime::Limit;

const std::string currency = "[desk]\ntimezone = \"UTC\"\ncurrency = \"GBP\"\n";

const Currency gbp{"GBP", 2}, jpy{"JPY", 0};

Policy with_money(const std::string& text) { return policy_from_toml(currency + text); }

std::string refused_with_money(const std::string& text) {
    return refusal_of([&] { with_money(text); });
}

Desk desk_of(const std::string& text) { return {policy_from_toml(text), {}, {}, {}}; }

Client client(const std::string& text, const Desk& desk) { return client_from_toml(text, "clients/acme.toml", "acme", desk); }

std::string refused_client(const std::string& text, const Desk& desk) {
    return refusal_of([&] { client(text, desk); });
}

}  // namespace

TEST_CASE("what may be attached has a size") {
    const auto mail = read("[mail]\nfile_limit = \"10 MB\"\n").mail;
    CHECK(mail->file_limit == 10);
    CHECK(mail->ticket_limit == 200);
    for (const std::string wrong : {"10", "0 MB", "201 MB", "10 GB", "1.5 MB"})
        CHECK(refusal("[mail]\nticket_limit = \"" + wrong + "\"\n").find("from 1 MB to 200 MB") != std::string::npos);
}

TEST_CASE("hours say what counts, how it is rounded, and what happens over the cap") {
    const auto hours = read(R"(
[hours]
cap          = "20 hours"
round        = "15 minutes"
count_causes = ["improper use"]
spare_causes = ["our mistake"]
over         = "agree"
ceases       = true
[hours.rollover]
most   = "10 hours"
months = 3
)")
                           .hours;
    CHECK(hours->cap == Minutes(1200));
    CHECK(hours->round == Minutes(15));
    CHECK(hours->count_causes == std::vector<std::string>{"improper use"});
    CHECK(hours->spare_causes == std::vector<std::string>{"our mistake"});
    CHECK(hours->over == Over::agree);
    CHECK(hours->ceases);
    CHECK(hours->rollover == Policy::Hours::Rollover{Minutes(600), 3});
    CHECK(read("[hours]\ncap = \"1 hour\"\n[hours.rollover]\n").hours->rollover == Policy::Hours::Rollover{});
    CHECK(refusal("[hours]\nround = \"2 hours\"\n") ==
          "desk.toml:7:9: round in [hours] must be from 1 minute to 1 hour, as in: round = \"15 minutes\"");
    CHECK(refusal("[hours]\nover = \"agreed\"\n") ==
          "desk.toml:7:8: over in [hours] must be \"allow\", \"agree\" or \"stop\", as in: over = \"agree\"\ndid you mean "
          "\"agree\"?");
    CHECK(refusal("[hours.rollover]\n") == "desk.toml:6:1: rollover in [hours] needs a cap");
    CHECK(refusal("[hours]\ncap = \"1 hour\"\n[hours.rollover]\nmonths = 0\n") ==
          "desk.toml:9:10: months in [hours.rollover] must be a number of months, 1 to 120, as in: months = 3");
}

TEST_CASE("rates are dated, exact, and in the desk's currency") {
    const auto policy =
        with_money("[[rate]]\nfrom = \"2026-07-01\"\nhourly = \"95.50\"\n[[rate]]\nfrom = \"2026-01-01\"\nhourly = 95\n");
    CHECK(policy.currency == gbp);
    CHECK(policy.rates == std::vector<Policy::Rate>{{year(2026) / 1 / 1, {9500, gbp}}, {year(2026) / 7 / 1, {9550, gbp}}});
    CHECK(refused_with_money("[[rate]]\nfrom = \"2026-01-01\"\nhourly = \"95.505\"\n") ==
          "desk.toml:6:10: hourly in [[rate]] must be an amount of GBP with 2 digits after the point at most, as in: hourly = "
          "\"95\"");
    CHECK(refused_with_money("[[rate]]\nfrom = \"2026-01-01\"\nhourly = 1\n[[rate]]\nfrom = \"2026-01-01\"\nhourly = 2\n") ==
          "desk.toml:7:1: there is already a rate from 2026-01-01");
    CHECK(refusal("[[rate]]\nfrom = \"2026-01-01\"\nhourly = 95\n") ==
          "desk.toml:8:10: hourly is an amount without a currency\ndesk.toml names it: [desk] currency = \"GBP\"");
    CHECK(refusal_of([] { policy_from_toml("[desk]\ntimezone = \"UTC\"\ncurrency = \"pounds\"\n"); }) ==
          "desk.toml:3:12: currency in [desk] must be the code of a currency, as in: currency = \"GBP\"");
}

TEST_CASE("uptime, credits and feedback are read as the contract says them") {
    const auto policy = read(R"(
[uptime]
target = "99.8 %"
[uptime.maintenance]
notice = "7 days"
kinds  = ["os", "dbms"]
most   = "30 minutes"
within = "window"
over   = "excess"
[credits]
formula = "literal"
of      = ["access"]
excused = "down"
[feedback]
scale    = ["excellent", "good", "poor"]
headline = "excellent"
goal     = "98 %"
low      = "poor"
[channel.phone]
first_contact = "60 %"
outside = "voicemail"
[channel.voicemail]
[report]
first_contact_within = "30 minutes"
)");
    CHECK(policy.uptime->target == Percent{998'000});
    CHECK(policy.uptime->maintenance == Policy::Uptime::Maintenance{7, {"os", "dbms"}, Minutes(30), Limit::window, true});
    CHECK(policy.uptime->credits == Policy::Uptime::Credits{Policy::Uptime::Credits::Formula::literal, {"access"}, "", false});
    CHECK(*policy.feedback == Policy::Feedback{{"excellent", "good", "poor"}, "excellent", Percent{980'000}, "poor"});
    CHECK(policy.channels.front().first_contact == Percent{600'000});
    CHECK_FALSE(read("[uptime]\ntarget = \"99 %\"\n").uptime->maintenance);
    CHECK_FALSE(read("").uptime->credits);
    CHECK(policy.channels.front().outside == "voicemail");
    CHECK(policy.report->first_contact_within == Minutes(30));
    CHECK(read("").report->first_contact_within == Minutes(60));
    CHECK(refusal("[channel.phone]\noutside = \"phone\"\n") == "desk.toml:7:11: outside its hours, phone cannot become itself");
    CHECK(refusal("[uptime]\ntarget = \"998 %\"\n") ==
          "desk.toml:7:10: target in [uptime] must be a percentage, 0 to 100, as in: target = \"99.8 %\"");
    CHECK(refusal("[feedback]\nscale = [\"good\", \"bad\"]\nlow = \"goood\"\n") ==
          "desk.toml:8:7: unknown score \"goood\", did you mean \"good\"?\nchoose one of: good, bad");
    CHECK(refusal("[feedback]\nscale = [\"good\", \"good\"]\n") == "desk.toml:7:18: \"good\" is listed twice");
}

TEST_CASE("a client's rate is read in the currency of the contract that holds on its day") {
    auto desk = desk_of(currency);
    desk.further = {{"eu", further_policy_from_toml("[desk]\ncurrency = \"JPY\"\n", "policies/eu.toml", desk.policy)}};
    const std::string rates =
        "[[rate]]\nfrom = \"2025-07-01\"\nhourly = \"90\"\n[[rate]]\nfrom = \"2026-07-01\"\nhourly = \"9500\"\n";
    const auto contract = [](const std::string& days) { return "[[contract]]\n" + days; };
    const std::string old = "from = \"2026-01-01\"\nto = \"2026-03-31\"\n", young = "from = \"2026-04-01\"\npolicy = \"eu\"\n";
    const auto read = [&](const std::string& text) { return client(text, desk).rates; };
    using Rates = std::vector<Policy::Rate>;
    const Policy::Rate old_rate{year(2025) / 7 / 1, {9'000, gbp}};
    CHECK(read(rates) == Rates{old_rate, {year(2026) / 7 / 1, {950'000, gbp}}});
    CHECK(read(rates + contract(old) + contract(young)) == Rates{old_rate, {year(2026) / 7 / 1, {9'500, jpy}}});
    CHECK(read(rates + contract(young)) == Rates{{year(2025) / 7 / 1, {90, jpy}}, {year(2026) / 7 / 1, {9'500, jpy}}});
    CHECK(read(rates + contract(young + "to = \"2026-06-30\"\n")).back().hourly == Money{9'500, jpy});  // the last there was
    CHECK(refused_client("[[rate]]\nfrom = \"2026-04-01\"\nhourly = \"95.50\"\n" + contract(young), desk) ==
          "clients/acme.toml:3:10: hourly in [[rate]] must be an amount of JPY with 0 digits after the point at most, as in: "
          "hourly = \"95\"");
}

TEST_CASE("a client's contract says what it costs and includes, its file what else was agreed") {
    const auto desk = desk_of(currency + "[kind.training]\n");
    const auto acme = client(R"(
[[contract]]
from    = "2026-01-01"
charges = { access = "500.00", support = 4500 }
hours   = "20 hours"
planned = { training = "8 hours" }
[[rate]]
from   = "2026-01-01"
hourly = "200"
[[agreed]]
month = "2026-11"
limit = "10 hours"
by    = "Jane Doe"
on    = "2026-11-24"
[[agreed]]
month = "2026-12"
limit = "2 hours"
kind  = "training"
by    = "Jane Doe"
on    = "2026-12-01"
)",
                             desk);
    const auto& contract = acme.contracts.front();
    CHECK(contract.charges == std::vector<Client::Charge>{{"access", {50'000, gbp}}, {"support", {450'000, gbp}}});
    CHECK(contract.hours == Minutes(1200));
    CHECK(contract.planned == std::vector<Client::Planned>{{"training", hours(8)}});
    CHECK(acme.rates == std::vector<Policy::Rate>{{year(2026) / 1 / 1, {20'000, gbp}}});
    CHECK(acme.agreed == std::vector<Client::Agreed>{{year(2026) / 11, hours(10), "", "Jane Doe", year(2026) / 11 / 24},
                                                     {year(2026) / 12, hours(2), "training", "Jane Doe", year(2026) / 12 / 1}});
    const std::string contract_text = "[[contract]]\nfrom = \"2026-01-01\"\n";
    CHECK(refused_client(contract_text + "planned = { trainin = \"8 hours\" }\n", desk) ==
          "clients/acme.toml:3:23: unknown kind \"trainin\", did you mean \"training\"?\nchoose one of: training");
    CHECK(refused_client(contract_text + "charges = { access = \"1.001\" }\n", desk).find("2 digits after the point") !=
          std::string::npos);
    CHECK(refused_client(contract_text + "charges = { access = 1 }\n", desk_of("[desk]\ntimezone = \"UTC\"\n"))
              .find("an amount without a currency") != std::string::npos);
    CHECK(refused_client("[[agreed]]\nmonth = \"November\"\n", desk) ==
          "clients/acme.toml:2:9: month in [[agreed]] must be a month, as in: month = \"2026-11\"");
}
