#include "core/contract/policy.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/contract/policy_tables.hpp"

namespace desk {

namespace {

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
    std::vector<std::string> names;
    names.reserve(all.size());
    for (const auto& one : all) names.push_back(one.name);
    return names;
}

template <class Named>
auto find_named(const std::vector<Named>& all, std::string_view name) {
    return std::find_if(all.begin(), all.end(), [name](const Named& one) { return one.name == name; });
}

template <class Named>
const Named* pointer_to(const std::vector<Named>& all, std::string_view name) {
    const auto found = find_named(all, name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

Policy::Policy() = default;
Policy::Policy(const Policy& other) = default;
Policy::Policy(Policy&& other) noexcept = default;
Policy& Policy::operator=(const Policy& other) = default;
Policy& Policy::operator=(Policy&& other) noexcept = default;
Policy::~Policy() = default;
bool Policy::operator==(const Policy& other) const = default;

bool is_agent_name(std::string_view name) {
    constexpr std::size_t longest = 100;
    return is_name(name) && name.size() <= longest && name != "desk" && name != "me" && name != "none" && name != "nobody";
}

std::vector<std::string> priority_names(const Policy& policy) { return names_of(policy.priorities); }
std::vector<std::string> kind_names(const Policy& policy) { return names_of(policy.kinds); }
std::vector<std::string> agent_names(const Policy& policy) { return names_of(policy.agents); }
std::vector<std::string> calendar_names(const Policy& policy) { return names_of(policy.calendars); }
std::vector<std::string> channel_names(const Policy& policy) { return names_of(policy.channels); }

const Calendar* calendar_named(const Policy& policy, std::string_view name) { return pointer_to(policy.calendars, name); }
const Policy::Priority* priority_named(const Policy& policy, std::string_view name) {
    return pointer_to(policy.priorities, name);
}
const Policy::Kind* kind_named(const Policy& policy, std::string_view name) { return pointer_to(policy.kinds, name); }
const Policy::Channel* channel_named(const Policy& policy, std::string_view name) { return pointer_to(policy.channels, name); }

const Calendar& calendar_or_desks(const Policy& policy, std::string_view name) {
    const auto* found = calendar_named(policy, name.empty() ? std::string_view(policy.calendar) : name);
    return found ? *found : policy.calendars.front();
}

std::size_t rank_of(const Policy& policy, std::string_view priority) {
    return static_cast<std::size_t>(find_named(policy.priorities, priority) - policy.priorities.begin());
}

bool counts(const Policy& policy, std::string_view kind) {
    const auto found = find_named(policy.kinds, kind);
    return found == policy.kinds.end() || found->counts;
}

std::string assessed(const Policy& policy, const Ticket& ticket) {
    const auto found =
        std::ranges::find_if(policy.assess, [&](const Policy::Assess& rule) { return matches(rule.when, ticket); });
    return found == policy.assess.end() ? std::string() : found->priority;
}

const Policy::Shift* shift_at(const Policy& policy, Instant at) {
    const Policy::Shift* otherwise = nullptr;
    for (const auto& shift : policy.shifts) {
        if (shift.calendar.empty()) {
            otherwise = &shift;
        } else if (between(calendar_or_desks(policy, shift.calendar), at, at + Milliseconds(1)) > Milliseconds(0)) {
            return &shift;
        }
    }
    return otherwise;
}

}  // namespace desk
