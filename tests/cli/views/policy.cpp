#include "cli/views/policy.hpp"

#include <any>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "core/contract/client.hpp"
#include "core/contract/policy_tables.hpp"
#include "store/toml/policy.hpp"
#include "tests/cli/shown.hpp"

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
propose    = true
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
unknown_word    = "refuse"
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
how         = ["restarted"]

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
headline = "poor"
goal     = "98 %"
low      = "poor"
ask      = true
link     = "https://junction.example/reviews"

[report]
first_contact_within = "2 hours"

[platform_backup]
every         = "2 days"
keep          = "30 days"
offsite_every = "14 days"

[backup]
every         = "1 day"
keep          = "14 days"
offsite_every = "7 days"

[mail]
file_limit   = "10 MB"
ticket_limit = "50 MB"
acknowledge  = "at once"
confirm      = true
closing      = true
reopens      = true

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

/// The value of each key.
struct Values {
    std::vector<std::any> all = {};

    template <class T, class Form>
    void operator()(const PolicyKey&, const T& value, const Form&) {
        all.emplace_back(value);
    }
};

/// Takes back one key after the other, so that it says what holds without it, and looks at the policy each time.
class Forget {
public:
    using Look = std::function<void(const std::string& key)>;

    template <class T>
    static void each(const std::string& name, T& table, const Look& look) {
        const T plain{};
        Forget forget(name, look);
        T::keys(plain, forget.without_);
        T::keys(table, forget);
    }
    template <class T>
    static void each(const std::string& name, std::optional<T>& table, const Look& look) {
        REQUIRE_MESSAGE(table, name);
        each(name, *table, look);
    }

    template <class T, class Form>
    void operator()(const PolicyKey& key, T& value, const Form&) {
        const auto name = table_ + "." + std::string(key.name);
        const auto& without = without_.all.at(next_++);
        if constexpr (std::is_same_v<Form, form::Table>) {
            each(name, value, look_);
        } else if constexpr (std::is_same_v<Form, form::Tables>) {
            each(name, value.at(0), look_);
        } else {
            const T said = std::exchange(value, std::any_cast<const T&>(without));
            look_(name);
            value = said;
        }
    }

private:
    Forget(std::string table, const Look& look) : table_(std::move(table)), look_(look) {}

    std::string table_;
    const Look& look_;
    Values without_;
    std::size_t next_ = 0;
};

/// What a person reads of the policy's tables.
std::string read(const Policy& policy) {
    std::string text;
    for (const auto& table : policy_tables(policy, std::chrono::year(2026))) text += shown(table) + "\n";
    return text;
}

/// Forgets each key of the policy, and looks that it is missed.
void each_is_missed(Policy policy) {
    const auto whole = read(policy);
    int keys = 0;
    visit_tables(policy, [&](const std::string& name, auto& table) {
        Forget::each(name, table, [&](const std::string& key) {
            CHECK_MESSAGE(read(policy) != whole, key);
            ++keys;
        });
    });
    CHECK(keys > 40);
}

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

TEST_CASE("each key that a policy says is in the text of `policy show`, in a sentence or by its name") {
    const auto policy = policy_from_toml(everything);
    each_is_missed(policy);
    const auto text = read(policy);
    for (const auto* line : {"; a warning at 80 %, 100 %; ", "; the only remedy\n"})
        CHECK_MESSAGE(text.find(line) != text.npos, text);
    for (const auto* key : {"hours.", "credits.", "feedback."}) CHECK_MESSAGE(text.find(key) == text.npos, text);
}

TEST_CASE("a key is told also where its sentence is about what the policy does not give") {
    auto policy = policy_from_toml(everything);
    policy.hours->cap.reset();
    policy.escalation->near.reset();
    policy.uptime->target.reset();
    const auto text = read(policy);
    for (const auto* line :
         {"hours.over ", "hours.warn ", "hours.rollover.months ", "escalation.raise ", "uptime.maintenance.most "})
        CHECK_MESSAGE(text.find(line) != text.npos, text);
    policy.hours->rollover = Policy::Hours::Rollover();
    CHECK(read(policy).find("hours.rollover ") != std::string::npos);
}

TEST_CASE("a policy that says nothing of its rules tells no key") {
    CHECK(read(Policy()).find("hours.") == std::string::npos);
    CHECK(read(Policy()).find("intake.") == std::string::npos);
}

TEST_CASE("a policy that says nothing of a table shows it with its defaults, and credits that it does not give as null") {
    const auto page = policy_page(Policy(), {}, {});
    REQUIRE(member(page.json, "hours"));
    CHECK(std::holds_alternative<std::monostate>(member(*member(page.json, "hours"), "cap")->data()));
    CHECK(std::get<std::string>(member(*member(page.json, "hours"), "over")->data()) == "allow");
    CHECK(std::holds_alternative<std::monostate>(member(page.json, "credits")->data()));
}
