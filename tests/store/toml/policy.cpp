#include "store/toml/policy.hpp"

#include <doctest/doctest.h>

#include "core/base/error.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/contract/backup_rules.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/dated.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "store/toml/default_policy.hpp"

using namespace desk;

namespace {

const std::string head = "[desk]\ntimezone = \"Europe/London\"\n";

Policy read(const std::string& text) { return policy_from_toml(text); }
Policy read_after_head(const std::string& text) { return policy_from_toml(head + text); }

/// The sentence with which the text is refused, and the hint on a line of its own.
std::string refusal(const std::string& text) {
    try {
        read(text);
    } catch (const Error& error) {
        CHECK(error.fault == Fault::malformed);
        return error.hint.empty() ? error.what() : error.what() + ("\n" + error.hint);
    }
    return "accepted";
}

std::string refusal_after_head(const std::string& text) { return refusal(head + text); }

std::string repeated(int times, const std::string& text) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

bool is_refused(const std::string& text) { return refusal(text) != "accepted"; }

}  // namespace

TEST_CASE("a policy says what its tables say") {
    const auto policy = read(R"(
[desk]
name       = "Acme support"
timezone   = "Asia/Kathmandu"
priorities = ["high", "middle", "low"]
agents     = { sam = "Sam Hill <sam@acme.example>", "kim.i" = "Kim <Ito> <kim@acme.example>" }
missing    = ["response times"]
[priority.low]
means = "a blemish"
[priority.high]
means = "nobody can work"
[kind.wish]
[kind.fault]
means  = "it is broken"
counts = false
[[tier]]
name = "front"
[[tier]]
name = "back"
[clock]
working_days = "same time"
[reopen]
within = "14 days"
[resolution]
confirm = "demand"
[hours]
cap  = "37.5 hours"
warn = [50, 80, 120]
[platform_backup]
every = "2 days"
[backup]
every         = "1 day"
keep          = "14 days"
offsite_every = "7 days"
[git]
commit = false
)");
    Policy expected;
    expected.name = "Acme support";
    expected.zone = *Zone::named("Asia/Kathmandu");
    expected.calendars = {always(expected.zone)};
    expected.priorities = {{"high", "nobody can work"}, {"middle", ""}, {"low", "a blemish"}};
    expected.agents = {{"sam", "Sam Hill", "sam@acme.example"}, {"kim.i", "Kim <Ito>", "kim@acme.example"}};
    expected.missing = {"response times"};
    expected.kinds = {{"wish", "", true}, {"fault", "it is broken", false}};
    expected.tiers = {{"front"}, {"back"}};
    expected.clock->working_days = WorkingDays::same_time;
    expected.reopen->within = 14;
    expected.resolution->confirm = Policy::Resolution::Confirm::demand;
    expected.hours->cap = Minutes(2250);
    expected.hours->warn_at = {50, 80, 120};
    *expected.backup = {{1, 14, 7}, {2, {}, {}}};
    expected.commit = false;
    CHECK(policy == expected);
}

TEST_CASE("what a policy does not say stays unsaid") {
    Policy expected;
    expected.zone = *Zone::named("Europe/London");
    expected.calendars = {always(expected.zone)};
    CHECK(read(head) == expected);
}

TEST_CASE("without a list the tables are the priorities, in the order of the file") {
    const auto policy = read_after_head("[priority.zebra]\n[priority.ant]\nmeans = \"small\"\n[priority.mouse]\n");
    CHECK(priority_names(policy) == std::vector<std::string>{"zebra", "ant", "mouse"});
    CHECK(policy.priorities[1].means == "small");
}

TEST_CASE("agents and kinds keep the order of the file") {
    const auto policy = read_after_head("[desk.agents]\nzoe = \"Z <z@x>\"\namy = \"A <a@x>\"\n[kind.z]\n[kind.a]\n");
    CHECK(agent_names(policy) == std::vector<std::string>{"zoe", "amy"});
    CHECK(kind_names(policy) == std::vector<std::string>{"z", "a"});
}

TEST_CASE("lengths of time are read from words") {
    const auto cap = [](const std::string& text) { return read_after_head("[hours]\ncap = \"" + text + "\"").hours->cap; };
    const auto within = [](const std::string& text) {
        return read_after_head("[reopen]\nwithin = \"" + text + "\"").reopen->within;
    };
    CHECK(cap("30 hours") == Minutes(1800));
    CHECK(cap("1 hour") == Minutes(60));
    CHECK(cap("90 minutes") == Minutes(90));
    CHECK(cap("1h30") == Minutes(90));
    CHECK(within("1 day") == 1);
    CHECK(within("365 days") == 365);
    for (const std::string text : {"30", "30 days", "hours", "-1 hours", "30 minutes 5", "1h 90m", "0.001 hours", "999999 hours"})
        CHECK_MESSAGE(is_refused(head + "[hours]\ncap = \"" + text + "\""), text);
    for (const std::string text :
         {"30", "1.5 days", "-1 days", "30 hours", "99999 days", "99999999999999999999 days", "thirty days"})
        CHECK_MESSAGE(is_refused(head + "[reopen]\nwithin = \"" + text + "\""), text);
}

TEST_CASE("an unknown key is refused where it stands, with the key that was meant") {
    CHECK(refusal("[desk]\ntimezon = \"Europe/London\"\ntimezone = \"Europe/London\"\n") ==
          "desk.toml:2:1: unknown key \"timezon\" in [desk], did you mean \"timezone\"?\nknown keys: timezone, agents, queue, "
          "name, calendar, priorities, currency, products, commitment, missing");
    CHECK(refusal_after_head("[kind.fault]\n  count = false\n") ==
          "desk.toml:4:3: unknown key \"count\" in [kind.fault], did you mean \"counts\"?\nknown keys: means, counts, calendar, "
          "respond, resolve, response, categories, was");
    CHECK(refusal_after_head("[[tier]]\nname = \"a\"\nnme = \"b\"\n") ==
          "desk.toml:5:1: unknown key \"nme\" in [[tier]], did you mean \"name\"?\nknown keys: name, means, takes, needs, "
          "onsite, was");
    CHECK(refusal_after_head("[hour]\ncap = \"1 hour\"\n") ==
          "desk.toml:3:2: unknown key \"hour\", did you mean \"hours\"?\nknown keys: desk, calendar, priority, kind, channel, "
          "tier, clock, escalation, assess, route, shift, intake, contacts, updates, process, scope, reopen, resolution, mail, "
          "hours, "
          "rate, uptime, credits, feedback, report, platform_backup, backup, git, terms, audit");
}

TEST_CASE("no key makes desk run a program") {
    for (const std::string key : {"editor", "pager", "hook", "notify", "include", "command"})
        CHECK(is_refused(head + key + " = \"touch /tmp/x\"\n"));
    CHECK(is_refused(head + "[hooks]\npost = \"touch /tmp/x\"\n"));
    CHECK(is_refused(head + "[git]\nhook = \"touch /tmp/x\"\n"));
}

TEST_CASE("what is missing is named") {
    CHECK(refusal("") == "desk.toml:1:1: the table [desk] is missing");
    CHECK(refusal("[git]\ncommit = true\n") == "desk.toml:1:1: the table [desk] is missing");
    CHECK(refusal("# no zone\n[desk]\n") == "desk.toml:2:1: [desk] needs timezone, as in: timezone = \"Europe/London\"");
    CHECK(refusal_after_head("[[tier]]\n") == "desk.toml:3:1: [[tier]] needs name, as in: name = \"first line\"");
}

TEST_CASE("who may commit what is said by addresses and agents") {
    const auto said = [](const std::string& text) {
        return *policy_from_toml("[desk]\ntimezone = \"UTC\"\nagents = { sam = \"Sam <sam@acme.example>\" }\n" + text).audit;
    };
    CHECK(said("") == Policy::Audit());
    CHECK(said("[audit]\nprogram = [\"cron@acme.example\"]\ncontract = [\"sam\"]\n") ==
          Policy::Audit{{{"cron@acme.example"}}, {{"sam"}}});
    CHECK(said("[audit]\ncontract = []\n").contract == std::vector<std::string>());
    CHECK_THROWS(said("[audit]\nprogram = [\"cron\"]\n"));
    CHECK_THROWS(said("[audit]\ncontract = [\"kim\"]\n"));
    CHECK(refusal_after_head("[audit]\ncontract = [\"sam\"]\n").find("needs the agents of [desk]") != std::string::npos);
}

TEST_CASE("a value of a wrong type is refused with what is wanted and an example") {
    CHECK(refusal("[desk]\ntimezone = 1\n") ==
          "desk.toml:2:12: timezone in [desk] must be text, as in: timezone = \"Europe/London\"");
    CHECK(refusal_after_head("name = \" \"\n") == "desk.toml:3:8: name in [desk] must be text, as in: name = \"Acme support\"");
    CHECK(refusal_after_head("priorities = \"high\"\n") ==
          "desk.toml:3:14: priorities in [desk] must be a list of names, as in: priorities = [\"high\", \"low\"]");
    CHECK(refusal_after_head("missing = [\"a\", 2]\n") ==
          "desk.toml:3:17: missing in [desk] must be text, as in: missing = [\"how long a fault may take\"]");
    CHECK(refusal_after_head("agents = [\"sam\"]\n") ==
          "desk.toml:3:10: agents in [desk] must be a table, as in: agents = { sam = \"Sam Hill <sam@acme.example>\" }");
    CHECK(refusal_after_head("[kind.fault]\ncounts = \"no\"\n") ==
          "desk.toml:4:10: counts in [kind.fault] must be true or false, as in: counts = false");
    CHECK(refusal_after_head("[reopen]\nwithin = 30\n") ==
          "desk.toml:4:10: within in [reopen] must be text, as in: within = \"30 days\"");
    CHECK(refusal_after_head("[reopen]\nwithin = \"a month\"\n") ==
          "desk.toml:4:10: within in [reopen] must be a number of days, as in: within = \"30 days\"");
    CHECK(refusal_after_head("[hours]\ncap = \"30\"\n") ==
          "desk.toml:4:7: cap in [hours] must be a number of hours or minutes, as in: cap = \"30 hours\"");
    CHECK(refusal_after_head("[resolution]\nconfirm = \"yes\"\n") ==
          "desk.toml:4:11: confirm in [resolution] must be \"no\", \"ask\" or \"demand\", as in: confirm = \"ask\"");
    CHECK(refusal_after_head("[backup]\nkeep = 14\n") ==
          "desk.toml:4:8: keep in [backup] must be text, as in: keep = \"14 days\"");
    CHECK(refusal_after_head("[backup]\nevery = \"24 hours\"\n") ==
          "desk.toml:4:9: every in [backup] must be a number of days, as in: every = \"1 day\"");
    CHECK(refusal_after_head("[git]\ncommit = 2026-11-20\n") ==
          "desk.toml:4:10: commit in [git] must be true or false, as in: commit = true");
}

TEST_CASE("a table that is no table is refused") {
    CHECK(refusal("desk = 5\n") == "desk.toml:1:8: desk must be a table, [desk]");
    CHECK(refusal_after_head("[priority]\nhigh = \"x\"\n") == "desk.toml:4:8: priority.high must be a table, [priority.high]");
    CHECK(refusal("kind = 1\n" + head) == "desk.toml:1:8: kind must be tables, as in: [kind.NAME]");
    CHECK(refusal_after_head("[tier]\nname = \"x\"\n") == "desk.toml:3:1: tier must be written [[tier]]");
    CHECK(refusal("tier = [\"x\"]\n" + head) == "desk.toml:1:9: [tier] must be a table, [[tier]]");
}

TEST_CASE("an unknown time zone is named") {
    CHECK(refusal("[desk]\ntimezone = \"Europe/Londn\"\n") ==
          "desk.toml:2:12: unknown time zone \"Europe/Londn\"\nname a zone as in: Europe/London");
    CHECK(is_refused("[desk]\ntimezone = \"../../etc/localtime\"\n"));
}

TEST_CASE("a priority is listed once, and has no table unless it is listed") {
    CHECK(refusal_after_head("priorities = [\"high\", \"high\"]\n") == "desk.toml:3:23: \"high\" is listed twice");
    CHECK(refusal_after_head("priorities = [\"high\", \"low\"]\n[priority.hihg]\nmeans = \"x\"\n") ==
          "desk.toml:4:1: \"hihg\" is not among the priorities of [desk], did you mean \"high\"?");
    CHECK(priority_names(read_after_head("priorities = [\"high\", \"low\"]\n")) == std::vector<std::string>{"high", "low"});
}

TEST_CASE("names are words") {
    const std::string hint = "\na name has letters, digits, and inside . _ -";
    CHECK(refusal_after_head("priorities = [\"very high\"]\n") == "desk.toml:3:15: \"very high\" is not a name" + hint);
    CHECK(refusal_after_head("[kind.-rf]\n") == "desk.toml:3:1: \"-rf\" is not a name" + hint);
    CHECK(refusal_after_head("agents = { \"\" = \"X <x@y>\" }\n") == "desk.toml:3:17: \"\" is not a name" + hint);
    for (const std::string name : {"../x", "a/b", ".a", "_a", "a b", "ü", "a,b", "a:b", "a\\u001B[1m"})
        CHECK_MESSAGE(is_refused(head + "priorities = [\"" + name + "\"]\n"), name);
}

TEST_CASE("an agent has a name of its own, a full name and an address") {
    CHECK(refusal_after_head("agents = { desk = \"D <d@x>\" }\n") ==
          "desk.toml:3:19: \"desk\" cannot be an agent's name: it has a meaning of its own");
    CHECK(refusal_after_head("agents = { sam = \"Sam\" }\n") ==
          "desk.toml:3:18: sam in [desk.agents] must be a name and an address, as in: sam = \"Sam Hill <sam@acme.example>\"");
    for (const std::string who :
         {"me = \"M <m@x>\"", "none = \"N <n@x>\"", "sam = \"<s@x>\"", "sam = \"S <s>\"", "sam = \"S <@x>\"", "sam = \"S <s@>\"",
          "sam = \"S <s@x> \"", "sam = \"S <s @x>\"", "sam = \"S s@x\"", "sam = 1", "sam = \"S <s@x>\", sam = \"S <s@x>\""})
        CHECK_MESSAGE(is_refused(head + "agents = { " + who + " }\n"), who);
}

TEST_CASE("warnings rise, and need a cap") {
    const std::string must = "warn in [hours] must be rising percentages, 1 to 1000, as in: warn = [80, 100]";
    CHECK(refusal_after_head("[hours]\ncap = \"1 hour\"\nwarn = [100, 80]\n") == "desk.toml:5:14: " + must);
    CHECK(refusal_after_head("[hours]\ncap = \"1 hour\"\nwarn = [0]\n") == "desk.toml:5:9: " + must);
    CHECK(refusal_after_head("[hours]\ncap = \"1 hour\"\nwarn = [80, 80]\n") == "desk.toml:5:13: " + must);
    CHECK(refusal_after_head("[hours]\ncap = \"1 hour\"\nwarn = [0.8]\n") == "desk.toml:5:9: " + must);
    CHECK(refusal_after_head("[hours]\nwarn = [80]\n") == "desk.toml:3:1: warn in [hours] needs a cap");
    CHECK(read_after_head("[hours]\ncap = \"0 hours\"\nwarn = []\n").hours->cap == Minutes(0));
}

TEST_CASE("what is no TOML is refused with its place") {
    for (const auto& [text, place] :
         std::vector<std::pair<std::string, std::string>>{{"[desk\n", "desk.toml:1:"},
                                                          {"[desk]\nname = \"a\nb\"\n", "desk.toml:2:"},
                                                          {"[desk]\nname = \"a\"\nname = \"b\"\n", "desk.toml:3:"},
                                                          {"[desk]\nname = 99999999999999999999\n", "desk.toml:2:"},
                                                          {"[desk]\nname = 2026-02-30\n", "desk.toml:2:"},
                                                          {"[desk]\nname = \"a\x01\"\n", "desk.toml:2:"},
                                                          {"[desk]\nname = \"\xFF\"\n", "desk.toml:2:"},
                                                          {"[\n[desk]\n", "desk.toml:1:"},
                                                          {"[desk]\n<<<<<<< HEAD\n", "desk.toml:2:"}})
        CHECK(refusal(text).substr(0, std::string(place).size()) == place);
    CHECK(is_refused(head + std::string("name = \"a\0b\"", 12)));
}

TEST_CASE("a file made to exhaust the reader is refused") {
    CHECK(refusal(repeated(64 * 1024 + 1, "#")) == "desk.toml: is larger than 64 KiB");
    CHECK(refusal(head + "a" + repeated(30'000, ".a") + " = 1\n") == "desk.toml:3: more than 500 dots in one line");
    CHECK(refusal("[a" + repeated(30'000, ".a") + "]\n") == "desk.toml:1: more than 500 dots in one line");
    const std::string deep = "{a" + repeated(499, ".a") + " = [\n";
    for (const auto& text :
         {"a = " + repeated(60'000, "["), "a = " + repeated(30'000, "[\n"), "a = " + repeated(16'000, "{a="),
          "a = " + repeated(8, deep), "a = " + repeated(8, deep) + repeated(8, "]}"), "a" + repeated(499, ".a") + " = 1",
          "a = [" + repeated(20'000, "[],") + "]", repeated(10'000, "[[a]]\n"), repeated(12'000, "a=1\n")})
        CHECK(is_refused(head + text));
}

TEST_CASE("every beginning of a policy is read or refused") {
    const auto whole = default_policy_toml("Acme", "UTC", {});
    for (std::size_t size = 0; size < whole.size(); ++size) refusal(whole.substr(0, size));
    CHECK(!is_refused(whole));
}

TEST_CASE("former names stand in the tables of what they are now") {
    const auto policy = read_after_head(R"(
[priority.high]
was = ["urgent", "p1"]
[kind.fault]
was = ["incident"]
[channel.phone]
was = ["telephone"]
[[tier]]
name = "one"
was  = [2, 3]
)");
    using Names = std::vector<std::string>;
    CHECK(policy.priorities.front().was == Names{"urgent", "p1"});
    CHECK(policy.kinds.front().was == Names{"incident"});
    CHECK(policy.channels.front().was == Names{"telephone"});
    CHECK(policy.tiers.front().was == std::vector{2, 3});
}

TEST_CASE("a former name must not be in use") {
    CHECK(refusal_after_head("[kind.fault]\nwas = [\"fault\"]\n").find("there is still a kind \"fault\"") != std::string::npos);
    CHECK(refusal_after_head("[channel.a]\nwas = [\"b\"]\n[channel.b]\n").find("there is still a channel \"b\"") !=
          std::string::npos);
    CHECK(refusal_after_head("[[tier]]\nname = \"one\"\nwas = [1]\n").find("there is still a tier 1") != std::string::npos);
}

TEST_CASE("the terms of the whole desk are by day, and one begins on a day") {
    const std::string july = "[[terms]]\nfrom = \"2026-07-01\"\npolicy = \"new\"\n";
    const auto policy = read_after_head(july + "[[terms]]\nfrom = \"2026-01-01\"\npolicy = \"old\"\n");
    REQUIRE(policy.terms.size() == 2);
    CHECK(policy.terms.front().policy == "old");
    CHECK(refusal_after_head(july + july).find("there are already terms from 2026-07-01") != std::string::npos);
    CHECK(refusal_after_head("[[terms]]\nfrom = \"2026-07-01\"\n").find("[[terms]] needs policy") != std::string::npos);
}
