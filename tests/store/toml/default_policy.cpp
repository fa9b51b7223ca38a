#include "store/toml/default_policy.hpp"

#include <algorithm>
#include <sstream>

#include "core/contract/agent.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/contract/backup_rules.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "tests/store/policies.hpp"

using namespace desk;

TEST_CASE("the default policy says what its words say") {
    Policy expected;
    expected.name = "Acme support";
    expected.zone = *Zone::named("Europe/London");
    expected.calendar = "office";
    expected.calendars = {always(expected.zone), {"office", expected.zone, {}, {}, {}}};
    for (std::size_t day = 0; day < 5; ++day) expected.calendars[1].week[day] = {{std::chrono::hours(9), std::chrono::hours(17)}};
    expected.agents = {{"sam", "Sam Hill", "sam@acme.example"}};
    const auto goals = [](const Target& respond, const Target& resolve) {
        return Policy::Targets{"", Goal{Goal::Join::all, {respond}}, Goal{Goal::Join::all, {resolve}}};
    };
    using Form = Target::Form;
    using std::chrono::hours;
    expected.priorities = {
        {"critical", "nobody can work", goals({Form::time, hours(1), 0}, {Form::time, hours(8), 0})},
        {"high", "a team or an important function cannot work",
         goals({Form::time, hours(4), 0}, {Form::working_days, Seconds(0), 2})},
        {"medium", "work goes on, with a workaround", goals({Form::time, hours(8), 0}, {Form::working_days, Seconds(0), 5})},
        {"low", "a question or a blemish", goals({Form::working_days, Seconds(0), 2}, {Form::none, Seconds(0), 0})}};
    expected.kinds = {{"fault", "something that worked is broken", false},
                      {"howto", "how is it done?", true},
                      {"training", "somebody needs training", true},
                      {"change", "something needs to change", true},
                      {"project", "more than one change, planned together", true}};
    expected.tiers = {{"first line"}, {"second line"}, {"third line"}};
    expected.reopen->within = 30;
    expected.resolution->confirm = Policy::Resolution::Confirm::ask;
    expected.hours->cap = std::chrono::hours(30);
    expected.hours->warn_at = {80, 100};
    CHECK(policy_from_toml(default_policy_toml("Acme support", "Europe/London", expected.agents[0])) == expected);
}

TEST_CASE("the default policy is short, and what it comments out is right") {
    auto text = default_policy_toml("Acme", "UTC", {});
    CHECK(std::ranges::count(text, '\n') < 110);
    const auto more = text.find("# More that a contract may say");
    REQUIRE(more != text.npos);
    auto on = text.substr(0, more);
    std::istringstream lines(text.substr(text.find('\n', more) + 1));
    for (std::string line; std::getline(lines, line);) on += line.substr(2) + "\n";
    const auto policy = policy_from_toml(on);
    CHECK(policy.channels.size() == 1);
    CHECK(policy.escalation->near == 80);
    CHECK(policy.intake->items.size() == 1);
    CHECK(*policy.backup == Policy::Backup{1, 14, 7});
    CHECK(policy.audit->program == std::vector<std::string>{"cron@acme.example"});
    REQUIRE(policy.processes.size() == 1);
    CHECK(policy.processes[0].steps.size() == 1);
}

TEST_CASE("the default policy takes every name from outside") {
    for (const std::string name : {"\"Acme\"", "back\\slash", "a\nb", "a\tb", "\x1b[1m", "\x7f", "{0}", "Größe", "\"\"\""}) {
        const auto policy = policy_from_toml(default_policy_toml(name, "UTC", {"sam", name, "sam@x"}));
        CHECK(policy.name == name);
        REQUIRE(policy.agents.size() == 1);
        CHECK(policy.agents[0].full == name);
    }
    CHECK(agent_names(policy_from_toml(default_policy_toml("x", "UTC", {"sam.h", "Sam Hill", "sam@x"}))) ==
          std::vector<std::string>{"sam.h"});
}

TEST_CASE("the default policy leaves a name out that it could not read back") {
    for (const Policy::Agent& agent : std::vector<Policy::Agent>{{},
                                                                 {"desk", "D", "d@x"},
                                                                 {"sam h", "S", "s@x"},
                                                                 {"sam", "", "s@x"},
                                                                 {"sam", "S", "s"},
                                                                 {"sam", "S", "s@\xFF"},
                                                                 {"sam", "\xFF", "s@x"}})
        CHECK(policy_from_toml(default_policy_toml("x", "UTC", agent)).agents.empty());
    CHECK(policy_from_toml(default_policy_toml("", "UTC", {})).name.empty());
    CHECK(policy_from_toml(default_policy_toml("\xFF", "UTC", {})).name.empty());
}
