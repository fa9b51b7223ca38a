#include <chrono>

#include "core/contract/channel.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/uptime_rules.hpp"
#include "tests/store/policies.hpp"

using namespace desk;
using namespace desk::test;
using namespace std::chrono;

namespace {

std::string further_refusal(const std::string& base, const std::string& text) {
    return refusal_of([&] { further_policy_from_toml(text, "policies/gold.toml", read(base)); });
}

}  // namespace

TEST_CASE("a further policy is a copy of the desk's, changed by what it says") {
    const auto base = read(kinds + channels + R"(
[priority.high]
means   = "nobody can work"
respond = "4 hours"
[priority.low]
[[tier]]
name = "one"
[process.change]
[[process.change.step]]
name = "quote"
[process.fault]
[[process.fault.step]]
name = "look"
[contacts]
role = "liaison"
[hours]
cap = "30 hours"
[hours.rollover]
months = 3
[uptime.maintenance]
notice = "7 days"
most   = "30 minutes"
[credits]
of = ["access"]
)");
    const auto gold = further_policy_from_toml(R"(
[desk]
name     = "Gold"
calendar = "always"
products = ["CRM"]
missing  = ["uptime"]
[calendar.office]
holidays = ["2026-12-25"]
[calendar.late]
hours = { fri = "20:00-24:00" }
[priority.high]
respond = "1 hour"
[kind.project]
[channel.phone]
offered = false
[[tier]]
name = "the only one"
[process.change]
[[process.change.step]]
name = "approval"
[contacts]
enforce = "refuse"
[hours]
cap = "40 hours"
[hours.rollover]
most = "10 hours"
[uptime.maintenance]
most = "1 hour"
[credits]
formula = "literal"
)",
                                               "policies/gold.toml", base);
    auto expected = base;
    expected.name = "Gold";
    expected.calendar = "always";
    expected.products = {"CRM"};
    expected.missing = {"uptime"};
    expected.calendars[1].holidays = {year(2026) / 12 / 25};
    expected.calendars.push_back({"late", expected.zone, {}, {}, {}});
    expected.calendars[2].week[4] = {{hours(20), hours(24)}};
    expected.priorities[0].targets.respond = goal({test::time(hours(1))});
    expected.kinds.push_back({"project", ""});
    expected.channels[0].offered = false;
    expected.tiers = {{"the only one"}};
    expected.processes[0].steps[0].name = "approval";
    expected.contacts->enforce = Strictness::refuse;
    expected.hours->cap = hours(40);
    expected.hours->rollover->most = hours(10);
    expected.uptime->maintenance->most = hours(1);
    expected.uptime->credits->formula = Policy::Uptime::Credits::Formula::literal;
    CHECK(gold == expected);
    CHECK(further_policy_from_toml("", "policies/same.toml", base) == base);
}

TEST_CASE("a further policy may order the priorities anew, and leave some out") {
    const auto gold =
        further_policy_from_toml("[desk]\npriorities = [\"urgent\", \"high\"]\n[priority.urgent]\nmeans = \"now\"\n",
                                 "policies/gold.toml", read("[priority.high]\nmeans = \"soon\"\n[priority.low]\n"));
    CHECK(gold.priorities == std::vector<Policy::Priority>{{"urgent", "now"}, {"high", "soon"}});
}

TEST_CASE("a further policy keeps to what may differ") {
    const std::string file = "policies/gold.toml:";
    CHECK(further_refusal("", "[desk]\ntimezone = \"UTC\"\n") == file + "2:1: timezone in [desk] belongs only in desk.toml");
    CHECK(further_refusal("", "[desk]\nqueue = [\"due\"]\n") == file + "2:1: queue in [desk] belongs only in desk.toml");
    CHECK(further_refusal("", "[desk.agents]\n") == file + "1:7: agents in [desk] belongs only in desk.toml");
    CHECK(further_refusal("", "[git]\ncommit = true\n") == file + "1:2: [git] belongs only in desk.toml");
    CHECK(further_refusal(priorities, "[priority.hihg]\n") ==
          file + "1:1: \"hihg\" is not among the priorities of [desk], did you mean \"high\"?");
    CHECK(further_refusal("", "[calendar.late]\n") ==
          file + "1:1: [calendar.late] needs hours, as in: hours = { mon-fri = \"09:00-17:00\" }");
}

TEST_CASE("a further policy may not leave desk.toml's rules without what they speak of") {
    const std::string before = "policies/gold.toml:1:1: desk.toml does not fit it: ";
    const std::string rule = "[[escalation.immediate]]\nwhen = {}\nto = 2\n";
    CHECK(further_refusal(tiers + rule, "[[tier]]\nname = \"x\"\n") == before + "[[escalation.immediate]]: unknown tier 2");
    CHECK(further_refusal(priorities + "[[assess]]\nwhen = {}\npriority = \"low\"\n", "[desk]\npriorities = [\"high\"]\n") ==
          before + "[[assess]]: unknown priority \"low\"");
    CHECK(further_refusal(priorities + "[channel.email]\nhighest = \"low\"\n", "[desk]\npriorities = [\"high\"]\n") ==
          before + "[channel.email]: unknown priority \"low\"");
    CHECK(further_refusal("[priority.high]\nrespond = \"4 business hours\"\n", "[desk]\ncalendar = \"always\"\n") ==
          before + "[priority.high]: business hours need a calendar with hours, and there is only \"always\"");
    CHECK(further_refusal("[priority.high]\nrespond = \"1 hour\"\n", "[calendar.office]\nhours = {}\n") ==
          before + "[priority.high]: the calendar \"office\" is never open");
}
