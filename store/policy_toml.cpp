#include "store/policy_toml.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/text.hpp"
#include "store/settings.hpp"

namespace desk {

namespace {

template <class T>
auto find_named(std::vector<T>& all, std::string_view name) {
    return std::find_if(all.begin(), all.end(), [name](const T& one) { return one.name == name; });
}

std::vector<Policy::Priority> priorities_from(const Setting& setting) {
    std::vector<Policy::Priority> priorities;
    for (const auto& item : list_from(setting, "a list of names")) {
        const auto name = name_from(item);
        if (find_named(priorities, name) != priorities.end()) item.refuse(fmt::format("\"{}\" is listed twice", name));
        priorities.push_back({name, ""});
    }
    return priorities;
}

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    return at != 0 && at < text.size() - 1 && text.find_first_of(" \t\r\n<>") == std::string_view::npos;
}

/// `Sam Hill <sam@acme.example>`, the agent of the key.
Policy::Agent agent_from(const Setting& setting) {
    constexpr std::string_view what = "a name and an address";
    const std::string text = text_from(setting);
    const auto open = text.rfind('<');
    if (open == std::string::npos || !text.ends_with('>')) setting.want(what);
    const auto full = trimmed(std::string_view(text).substr(0, open));
    const auto email = std::string_view(text).substr(open + 1, text.size() - open - 2);
    if (full.empty() || !is_address(email)) setting.want(what);
    return {setting.key, std::string(full), std::string(email)};
}

/// Words that `by:` and filters use for something else than an agent.
bool is_reserved(std::string_view name) { return name == "desk" || name == "me" || name == "none" || name == "nobody"; }

std::vector<Policy::Agent> agents_from(const Setting& setting) {
    std::vector<Policy::Agent> agents;
    for (const auto& entry : entries_from(setting, R"("Sam Hill <sam@acme.example>")")) {
        if (is_reserved(entry.key))
            entry.refuse(fmt::format("\"{}\" cannot be an agent's name: it has a meaning of its own", entry.key));
        agents.push_back(agent_from(entry));
    }
    return agents;
}

/// The number and the unit of `30 days`, the unit without its plural.
std::pair<std::string_view, std::string_view> quantity_from(std::string_view text) {
    const auto words = split(text, ' ');
    if (words.size() != 2) return {};
    auto unit = words[1];
    if (unit.ends_with('s')) unit.remove_suffix(1);
    return {words[0], unit};
}

int days_from(const Setting& setting) {
    constexpr int most = 36'500;
    const auto text = text_from(setting);
    const auto [number, unit] = quantity_from(text);
    int days = -1;
    const auto end = std::from_chars(number.data(), number.data() + number.size(), days).ptr;
    if (unit != "day" || end != number.data() + number.size() || days < 0 || days > most) setting.want("a number of days");
    return days;
}

Minutes hours_from(const Setting& setting) {
    const auto time = length_from(text_from(setting));
    if (!time || *time % Minutes(1) != Seconds(0)) setting.want("a number of hours or minutes");
    return std::chrono::duration_cast<Minutes>(*time);
}

std::vector<int> percents_from(const Setting& setting) {
    constexpr int most = 1000;
    std::vector<int> percents;
    for (const auto& item : list_from(setting, "a list of percentages")) {
        const auto* number = std::get_if<std::int64_t>(&item.node.data);
        const int last = percents.empty() ? 0 : percents.back();
        if (number == nullptr || *number <= last || *number > most) item.want("rising percentages, 1 to 1000");
        percents.push_back(static_cast<int>(*number));
    }
    return percents;
}

Policy::Confirm confirm_from(const Setting& setting) {
    constexpr std::string_view words[] = {"no", "ask", "demand"};  // in the order of Confirm
    const auto* found = std::find(std::begin(words), std::end(words), text_from(setting));
    if (found == std::end(words)) setting.want(R"("no", "ask" or "demand")");
    return static_cast<Policy::Confirm>(found - std::begin(words));
}

WorkingDays working_days_from(const Setting& setting) {
    const auto text = text_from(setting);
    if (text != "close" && text != "same time") setting.want(R"("close" or "same time")");
    return text == "close" ? WorkingDays::close : WorkingDays::same_time;
}

void read_desk(Settings& desk, const std::vector<std::string>& calendars, Policy& policy) {
    desk.may("name", policy.name, text_from, R"("Acme support")");
    desk.must("timezone", policy.zone, zone_from, R"("Europe/London")");
    desk.may(
        "calendar", policy.calendar, [&](const Setting& setting) { return calendar_name_from(setting, calendars); },
        R"("office")");
    desk.may("priorities", policy.priorities, priorities_from, R"(["high", "low"])");
    desk.may("agents", policy.agents, agents_from, R"({ sam = "Sam Hill <sam@acme.example>" })");
    desk.may("missing", policy.missing, texts_from, R"(["how long a fault may take"])");
}

/// Without a list in [desk] the tables are the list, in their order.
void read_priorities(Settings& root, Policy& policy) {
    const auto listed = priority_names(policy);
    root.named_tables("priority", [&](const std::string& name, Settings& table) {
        if (listed.empty()) policy.priorities.push_back({name, ""});
        const auto found = find_named(policy.priorities, name);
        if (found == policy.priorities.end())
            table.refuse(fmt::format("\"{}\" is not among the priorities of [desk]{}", name, did_you_mean(name, listed)));
        table.may("means", found->means, text_from, R"("nobody can work")");
    });
}

void read_kinds(Settings& root, Policy& policy) {
    root.named_tables("kind", [&](const std::string& name, Settings& table) {
        auto& kind = policy.kinds.emplace_back(Policy::Kind{name, "", true});
        table.may("means", kind.means, text_from, R"("something broke that used to work")");
        table.may("counts", kind.counts, flag_from, "false");
    });
}

void read_tiers(Settings& root, Policy& policy) {
    root.every_table("tier", [&](Settings& table) {
        auto& tier = policy.tiers.emplace_back();
        table.must("name", tier.name, text_from, R"("first line")");
    });
}

void read_hours(Settings& hours, Policy& policy) {
    hours.may("cap", policy.cap, hours_from, R"("30 hours")");
    if (hours.may("warn", policy.warn_at, percents_from, "[80, 100]") && !policy.cap) hours.refuse("warn in [hours] needs a cap");
}

void read_policy(Settings& root, const ReadFile& read, Policy& policy) {
    const auto calendars = root.names("calendar");
    if (!root.table("desk", [&](Settings& desk) { read_desk(desk, calendars, policy); }))
        root.refuse("the table [desk] is missing");
    policy.calendars = calendars_from(root, policy.zone, read);
    read_priorities(root, policy);
    read_kinds(root, policy);
    read_tiers(root, policy);
    root.table("clock",
               [&](Settings& clock) { clock.may("working_days", policy.working_days, working_days_from, R"("close")"); });
    root.table("reopen", [&](Settings& reopen) { reopen.may("within", policy.reopen_within, days_from, R"("30 days")"); });
    root.table("resolution", [&](Settings& table) { table.may("confirm", policy.confirm, confirm_from, R"("ask")"); });
    root.table("hours", [&](Settings& hours) { read_hours(hours, policy); });
    root.table("git", [&](Settings& git) { git.may("commit", policy.commit, flag_from, "true"); });
}

/// A text as TOML writes it.
std::string quoted_toml(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        quoted += control ? fmt::format("\\u{:04X}", static_cast<unsigned>(c)) : std::string(1, c);
    }
    return quoted + "\"";
}

bool can_be_text(std::string_view text) { return !trimmed(text).empty() && !invalid_utf8_at(text); }

std::string name_line(const std::string& name) {
    return can_be_text(name) ? fmt::format("name       = {}", quoted_toml(name)) : R"(# name     = "Acme support")";
}

/// The agent's line; an example when it would not be read back.
std::string agent_line(const Policy::Agent& agent) {
    const bool usable = is_name(agent.name) && !is_reserved(agent.name) && can_be_text(agent.full) && is_address(agent.email);
    if (!usable || invalid_utf8_at(agent.email)) return R"(# sam = "Sam Hill <sam@acme.example>")";
    const auto key = agent.name.find('.') == std::string::npos ? agent.name : quoted_toml(agent.name);
    return fmt::format("{} = {}", key, quoted_toml(fmt::format("{} <{}>", agent.full, agent.email)));
}

constexpr std::string_view default_policy = R"(# The desk and its policy. desk.toml(5) explains every key: `man desk.toml`.
# A key that desk does not know is an error, so that a slip of the pen never goes unnoticed.

[desk]
{name}
timezone   = {timezone}  # days and months begin and end in this zone
calendar   = "office"  # when the desk is open; "always" is day and night
priorities = ["critical", "high", "medium", "low"]  # highest first
missing    = []  # what the contract leaves open, as in: ["how soon a question is answered"]

# Who works here. Without any, everybody may. desk knows you by the address in git's user.email, or by --as NAME.
[desk.agents]
{agent}

# When the desk is open. Hours may be split and run overnight: sat = "09:00-12:00, 13:00-15:00", fri = "22:00-06:00".
[calendar.office]
hours    = {{ mon-fri = "09:00-17:00" }}
holidays = []  # as in: ["2026-12-25"]

[priority.critical]
means = "nobody can work"

[priority.high]
means = "a team or an important function stands still"

[priority.medium]
means = "work goes on, but with a detour"

[priority.low]
means = "a question or a blemish"

# What a ticket is about. Work on a kind that counts uses up the monthly hours.
[kind.fault]
means  = "something that worked is broken"
counts = false

[kind.howto]
means = "how is it done?"

[kind.training]
means = "somebody is to be taught"

[kind.change]
means = "something is to be different"

[kind.project]
means = "more than one change, planned together"

# Who looks at a ticket first, and to whom it is escalated.
[[tier]]
name = "first line"

[[tier]]
name = "second line"

[[tier]]
name = "third line"

[reopen]
within = "30 days"  # of the closing; later a new ticket follows the old one

[resolution]
confirm = "ask"  # the client's word that it works: "no", "ask", or "demand" before a ticket is closed

[hours]
cap  = "30 hours"  # per client and calendar month
warn = [80, 100]  # percent of the cap; who logs the work that crosses one is told

[git]
commit = true  # one commit for each command that changes something, where the desk is a git repository
)";

}  // namespace

Policy policy_from_toml(std::string_view text, const std::string& file, const ReadFile& read) {
    Policy policy;
    read_toml(text, file, [&](Settings& root) { read_policy(root, read, policy); });
    return policy;
}

std::string default_policy_toml(const std::string& name, const std::string& timezone, const Policy::Agent& agent) {
    return fmt::format(default_policy, fmt::arg("name", name_line(name)), fmt::arg("timezone", quoted_toml(timezone)),
                       fmt::arg("agent", agent_line(agent)));
}

}  // namespace desk
