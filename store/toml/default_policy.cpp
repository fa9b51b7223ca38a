#include "store/toml/default_policy.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/contract/agent.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

bool can_be_text(std::string_view text) { return !trimmed(text).empty() && !invalid_utf8_at(text); }

std::string name_line(const std::string& name) {
    return can_be_text(name) ? fmt::format("name       = {}", quoted_toml(name)) : R"(# name     = "Acme support")";
}

/// The agent's line; an example when it would not be read back.
std::string agent_line(const Policy::Agent& agent) {
    const bool usable = is_agent_name(agent.name) && can_be_text(agent.full) && is_address(agent.email);
    if (!usable || invalid_utf8_at(agent.email)) return R"(# sam = "Sam Hill <sam@acme.example>")";
    const auto key = agent.name.find('.') == std::string::npos ? agent.name : quoted_toml(agent.name);
    return fmt::format("{} = {}", key, quoted_toml(fmt::format("{} <{}>", agent.full, agent.email)));
}

constexpr std::string_view default_policy = R"(# The desk and its policy. desk.toml(5) explains every key: `man desk.toml`.
# A key that desk does not know is an error, so that a typing mistake never goes unnoticed.

[desk]
{name}
timezone   = {timezone}  # days and months begin and end in this zone
calendar   = "office"  # when the desk is open; "always" is day and night
priorities = ["critical", "high", "medium", "low"]  # highest first
queue      = ["due"]  # what `desk next` goes by; or "immediate", "priority", "received"
missing    = []  # what the contract leaves open, as in: ["how soon a question is answered"]

# Who works here. Without any, everybody may. desk knows you by the address in git's user.email, or by --as NAME.
[desk.agents]
{agent}

# When the desk is open. Hours may be split and run overnight: sat = "09:00-12:00, 13:00-15:00", fri = "22:00-06:00".
[calendar.office]
hours    = {{ mon-fri = "09:00-17:00" }}
holidays = []  # as in: ["2026-12-25"]

# How soon: in the opening hours of the calendar, unless a priority has another one. These are a beginning: put yours here.
[priority.critical]
means   = "nobody can work"
respond = "1 hour"
resolve = "8 hours"

[priority.high]
means   = "a team or an important function cannot work"
respond = "4 hours"
resolve = "2 working days"

[priority.medium]
means   = "work goes on, with a workaround"
respond = "8 hours"
resolve = "5 working days"

[priority.low]
means   = "a question or a blemish"
respond = "2 working days"
resolve = "none"  # on purpose; without the line it would be a gap in the contract

# What a ticket is about. Work on a kind that counts uses up the monthly hours.
[kind.fault]
means  = "something that worked is broken"
counts = false

[kind.howto]
means = "how is it done?"

[kind.training]
means = "somebody needs training"

[kind.change]
means = "something needs to change"

[kind.project]
means = "more than one change, planned together"

# Who looks at a ticket first, and to whom it is escalated.
[[tier]]
name = "first line"

[[tier]]
name = "second line"

[[tier]]
name = "third line"

[clock]
response = ["work", "reply"]  # what counts as a response, whichever is first

[reopen]
within = "30 days"  # of the closing; later a new ticket follows the old one

[resolution]
confirm = "ask"  # the client's word that it works: "no", "ask", or "demand" before a ticket is closed

[hours]
cap  = "30 hours"  # per client and calendar month
warn = [80, 100]  # percent of the cap; who logs the work that crosses one is told

[git]
commit = true  # one commit for each command that changes something, where the desk is a git repository

# More that a contract may say; take the # away.
# [channel.email]  # once there is one, only the channels with a table are channels
# address = "support@acme.example"
# highest = "low"  # more urgent reports must use another channel
# [escalation]
# near  = 80  # percent of a target's time; then
# raise = true  # the priority goes up
# [[intake.item]]  # what a report must contain
# name = "steps"
# ask  = "What was done before it happened?"
# [uptime]  # of a calendar month; [credits] says what is given back for one that missed it
# target = "99.8 %"
# [feedback]  # the scores of desk rate, the best first
# scale = ["excellent", "good", "poor"]
# [backup]  # by `desk backup`
# every         = "1 day"
# keep          = "14 days"
# offsite_every = "7 days"  # a copy at another place: --offsite
# [audit]  # what `desk check --range` goes by
# program = ["cron@acme.example"]  # who may commit what the rules do; else every agent
# [process.change]  # the steps of a change, in order
# when = {{ kind = "change" }}
# [[process.change.step]]
# name  = "quote"
# gates = ["work"]  # no work before it
)";

}  // namespace

std::string default_policy_toml(const std::string& name, const std::string& timezone, const Policy::Agent& agent) {
    return fmt::format(default_policy, fmt::arg("name", name_line(name)), fmt::arg("timezone", quoted_toml(timezone)),
                       fmt::arg("agent", agent_line(agent)));
}

}  // namespace desk
