#include "cli/views/policy.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "core/contract/client.hpp"
#include "core/contract/policy_tables.hpp"
#include "store/toml/policy.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

/// Every key of the tables that describe theirs.
constexpr std::string_view everything = R"(
[desk]
timezone   = "UTC"
priorities = ["high"]
agents     = { sam = "Sam Hill <sam@acme.example>" }
[[tier]]
name = "first line"
[[tier]]
name = "analysts"
[kind.fault]
[channel.phone]

[escalation]
after_work = "30 minutes"
near       = 80
raise      = true
escalate   = true
[[escalation.immediate]]
when = { kind = "fault" }
to   = 2

[intake]
on_missing      = "refuse"
unless          = "client known"
keep_refused    = true
wrong_channel   = "refuse"
no_contract     = "warn"
unknown_product = "refuse"
[[intake.item]]
name     = "steps"
ask      = "Can it be repeated?"
answers  = ["yes", "no"]
when     = { kind = "fault" }
unless   = { channel = "phone" }
optional = true

[contacts]
role    = "liaison"
enforce = "refuse"

[updates]
priority = true
every    = "8 hours"
late_by  = "phone"

[reopen]
within   = "30 days"
channels = ["phone"]

[resolution]
confirm     = "demand"
close_after = "5 hours"

[hours]
cap          = "30 hours"
warn         = [80, 100]
round        = "15 minutes"
count_causes = ["improper use"]
spare_causes = ["our mistake"]
over         = "stop"
ceases       = true
[hours.rollover]
most   = "10 hours"
months = 3

[uptime]
target = "99.8 %"
[uptime.maintenance]
notice = "7 days"
kinds  = ["os"]
most   = "30 minutes"
within = "window"
over   = "excess"

[credits]
formula = "literal"
of      = ["access"]
note    = "the only remedy"
excused = "down"

[feedback]
scale    = ["good", "poor"]
headline = "good"
goal     = "98 %"
low      = "poor"

[report]
first_contact_within = "2 hours"

[backup]
every         = "1 day"
keep          = "14 days"
offsite_every = "7 days"

[audit]
program  = ["cron@acme.example"]
contract = ["sam"]
)";

const Value* member(const Value& of, std::string_view name) {
    const auto* members = std::get_if<Value::Object>(&of.data());
    if (!members) return nullptr;
    for (const auto& [key, value] : *members)
        if (key == name) return &value;
    return nullptr;
}

const Value& first_of(const Value& list) { return std::get<Value::Array>(list.data()).at(0); }

/// Looks for each key of a table in its JSON.
struct Shown {
    std::string table;
    const Value& json;

    template <class T, class Form>
    void operator()(const PolicyKey& key, const T& value, const Form&) {
        const auto name = table + "." + std::string(key.name);
        const auto* found = member(json, key.name);
        constexpr bool is_table = std::is_same_v<Form, form::Table> || std::is_same_v<Form, form::Tables>;
        if (!is_table) CHECK_MESSAGE(everything.find("\n" + std::string(key.name) + " ") != std::string_view::npos, name);
        REQUIRE_MESSAGE(found, name);
        CHECK_MESSAGE(!std::holds_alternative<std::monostate>(found->data()), name);
        if constexpr (std::is_same_v<Form, form::Table>) look(name, *value, *found);
        if constexpr (std::is_same_v<Form, form::Tables>) look(name, value.at(0), first_of(*found));
    }

    template <class T>
    static void look(const std::string& name, const T& keys, const Value& json) {
        Shown shown{name, json};
        T::keys(keys, shown);
    }
    template <class T>
    static void look(const std::string& name, const std::optional<T>& keys, const Value& json) {
        REQUIRE_MESSAGE(keys, name);
        look(name, *keys, json);
    }
};

}  // namespace

TEST_CASE("each key that a policy says is in the JSON of `policy show`, by its name in its table") {
    const auto policy = policy_from_toml(everything);
    const auto page = policy_page(policy, {}, {});
    visit_tables(policy, [&](const std::string& name, const auto& table) {
        const auto* json = member(page.json, name);
        REQUIRE_MESSAGE(json, name);
        Shown::look(name, table, *json);
    });
}

TEST_CASE("a policy that says nothing of a table shows it with its defaults, and credits that it does not give as null") {
    const auto page = policy_page(Policy(), {}, {});
    REQUIRE(member(page.json, "hours"));
    CHECK(std::holds_alternative<std::monostate>(member(*member(page.json, "hours"), "cap")->data()));
    CHECK(std::get<std::string>(member(*member(page.json, "hours"), "over")->data()) == "allow");
    CHECK(std::holds_alternative<std::monostate>(member(page.json, "credits")->data()));
}
