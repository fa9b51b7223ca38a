#include "store/toml/rules.hpp"

#include <chrono>

#include "core/contract/assess_rule.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/process.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/shift.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/update_rules.hpp"
#include "tests/store/policies.hpp"

using namespace desk;
using namespace desk::test;
using namespace std::chrono;

TEST_CASE("the desk names its products, its queue and how binding its targets are") {
    const auto policy = policy_from_toml(R"(
[desk]
timezone   = "UTC"
products   = ["Payroll", "CRM"]
queue      = ["immediate", "due", "priority", "received"]
commitment = "reasonable efforts"
)");
    CHECK(policy.products == std::vector<std::string>{"Payroll", "CRM"});
    CHECK(policy.queue == std::vector<std::string>{"immediate", "due", "priority", "received"});
    CHECK(policy.commitment == "reasonable efforts");
}

TEST_CASE("a priority has targets, channels, offers and a contact") {
    const auto policy = read(channels + R"(
[priority.high]
calendar  = "always"
respond   = "30 minutes"
resolve   = { any = ["next morning", "24 hours"] }
channels  = ["phone"]
offers    = ["workaround", "article"]
contact   = "user support"
immediate = true
)");
    Policy::Priority high;
    high.name = "high";
    high.targets.calendar = "always";
    high.targets.respond = goal({test::time(minutes(30))});
    high.targets.resolve = goal({word(Target::Form::next_morning), test::time(hours(24))}, Goal::Join::any);
    high.channels = {"phone"};
    high.offers = {"workaround", "article"};
    high.contact = "user support";
    high.immediate = true;
    REQUIRE(policy.priorities.size() == 1);
    CHECK(policy.priorities[0] == high);
}

TEST_CASE("a kind has targets of its own, a response and categories") {
    const auto policy = read(R"(
[kind.change]
means      = "something new"
counts     = false
calendar   = "office"
respond    = "1 working day"
resolve    = { all = ["agreed", "5 working days"] }
response   = ["acknowledgement"]
categories = ["basics", "advanced"]
)");
    Policy::Kind change;
    change.name = "change";
    change.means = "something new";
    change.counts = false;
    change.targets.calendar = "office";
    change.targets.respond = goal({working(1)});
    change.targets.resolve = goal({word(Target::Form::agreed), working(5)});
    change.response = {Response::acknowledgement};
    change.categories = {"basics", "advanced"};
    REQUIRE(policy.kinds.size() == 1);
    CHECK(policy.kinds[0] == change);
}

TEST_CASE("channels and tiers say what they are for") {
    const auto policy = read(priorities + R"(
[channel.email]
means    = "by mail"
address  = "support@acme.example"
offered  = false
calendar = "office"
respond  = "6 hours"
highest  = "low"
only     = ["super user"]
[channel.phone]
[[tier]]
name   = "first line"
means  = "answers what is asked often"
takes  = ["the simple"]
needs  = ["plan"]
onsite = false
)");
    CHECK(policy.channels ==
          std::vector<Policy::Channel>{
              {"email", "by mail", "support@acme.example", false, "office", goal({test::time(hours(6))}), "low", {"super user"}},
              {"phone"}});
    CHECK(policy.tiers ==
          std::vector<Policy::Tier>{{"first line", "answers what is asked often", {"the simple"}, {"plan"}, false}});
}

TEST_CASE("the clocks go as the contract says") {
    const auto policy = read(R"(
[clock]
response     = ["reply", "acknowledgement"]
pause        = ["client", "vendor"]
reopen       = "continue"
combine      = "latest"
before_open  = "next day"
working_days = "same time"
morning      = "08:30"
)");
    const Policy::Clock expected{{Response::reply, Response::acknowledgement},
                                 {{}, {"client", "vendor"}},
                                 {},
                                 {false, false},
                                 false,
                                 false,
                                 false,
                                 WorkingDays::same_time,
                                 hours(8) + minutes(30)};
    CHECK(*policy.clock == expected);
}

TEST_CASE("escalation, assessment, routes and shifts are rules with conditions") {
    const auto policy = read(priorities + kinds + tiers + R"(
[desk.agents]
ann = "Ann Lee <ann@acme.example>"
[escalation]
after_work = "30 minutes"
near       = 80
raise      = true
escalate   = true
[[escalation.immediate]]
when = { kind = "fault", impact = ["team", "site"] }
to   = 2
[[assess]]
when     = { impact = "site" }
priority = "high"
[[route]]
when = { tier = "2", scope = "in" }
to   = "ann"
[[route]]
when = {}
to   = "manager"
[[shift]]
name     = "Day shift"
calendar = "office"
[[shift]]
name = "night"
)");
    const Condition broken_site{{{"kind", {"fault"}}, {"impact", {"team", "site"}}}};
    CHECK(*policy.escalation == Policy::Escalation{minutes(30), 80, true, true, {{broken_site, 2}}});
    CHECK(policy.assess == std::vector<Policy::Assess>{{{{{"impact", {"site"}}}}, "high"}});
    CHECK(policy.routes == std::vector<Policy::Route>{{{{{"tier", {"2"}}, {"scope", {"in"}}}}, "ann", false}, {{}, "", true}});
    CHECK(policy.shifts == std::vector<Policy::Shift>{{"Day shift", "office"}, {"night", ""}});
}

TEST_CASE("a report must contain what the intake lists") {
    const auto policy = read(kinds + R"(
[intake]
on_missing      = "refuse"
unless          = "client known"
keep_refused    = true
wrong_channel   = "refuse"
no_contract     = "warn"
unknown_product = "accept"
[[intake.item]]
name    = "replicable"
ask     = "Can it be repeated?"
answers = ["yes", "no", "not tried"]
when    = { kind = "fault" }
unless  = { impact = "site" }
[contacts]
role    = "liaison"
enforce = "redirect"
[updates]
priority = true
every    = "8 business hours"
late_by  = "phone"
)");
    const Policy::Intake::Item item{
        "replicable", "Can it be repeated?", {"yes", "no", "not tried"}, {{{"kind", {"fault"}}}}, {{{"impact", {"site"}}}}};
    CHECK(*policy.intake ==
          Policy::Intake{{item}, Strictness::refuse, true, true, Strictness::refuse, Strictness::warn, Strictness::accept});
    CHECK(*policy.contacts == Policy::Contacts{"liaison", Strictness::redirect});
    CHECK(*policy.updates == Policy::Updates{true, business(hours(8)), "phone"});
}

TEST_CASE("a process is steps in order, with branches and gates") {
    const auto policy = read(kinds + R"(
[process.change]
when   = { kind = "change" }
strict = true
[[process.change.step]]
name    = "hardware"
means   = "is it a matter of hardware?"
results = ["yes", "no"]
[[process.change.step]]
name     = "quote"
when     = { size = "big" }
after    = { hardware = ["yes"] }
gates    = ["approval", "resolve", "work onsite"]
optional = true
each     = true
tell     = true
within   = "2 working days"
[[process.change.step]]
name  = "approval"
after = { hardware = "yes" }
)");
    Process::Step hardware, quote, approval;
    hardware.name = "hardware";
    hardware.means = "is it a matter of hardware?";
    hardware.results = {"yes", "no"};
    quote.name = "quote";
    quote.when = {{{"size", {"big"}}}};
    quote.after = approval.after = "hardware";
    quote.after_results = approval.after_results = {"yes"};
    quote.gates = {"approval", "resolve", "work onsite"};
    quote.optional = quote.each = quote.tell = true;
    quote.within = working(2);
    approval.name = "approval";
    CHECK(policy.processes == std::vector<Process>{{"change", {{{"kind", {"change"}}}}, true, {hardware, quote, approval}}});
}

TEST_CASE("scope, resolution and reopening have their limits") {
    const auto policy = read(R"(
[scope]
excluded = ["hardware", "improper use"]
[resolution]
close_after = "5 working days"
[reopen]
channels = ["phone", "email"]
)");
    CHECK(policy.excluded == std::vector<std::string>{"hardware", "improper use"});
    CHECK(policy.resolution->close_after == working(5));
    CHECK(policy.reopen->channels == std::vector<std::string>{"phone", "email"});
}
