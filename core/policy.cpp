#include "core/policy.hpp"

#include <algorithm>

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

}  // namespace

std::vector<std::string> priority_names(const Policy& policy) { return names_of(policy.priorities); }
std::vector<std::string> kind_names(const Policy& policy) { return names_of(policy.kinds); }
std::vector<std::string> agent_names(const Policy& policy) { return names_of(policy.agents); }
std::vector<std::string> calendar_names(const Policy& policy) { return names_of(policy.calendars); }

const Calendar* calendar_named(const Policy& policy, std::string_view name) {
    const auto found = find_named(policy.calendars, name);
    return found == policy.calendars.end() ? nullptr : &*found;
}

std::size_t rank_of(const Policy& policy, std::string_view priority) {
    return static_cast<std::size_t>(find_named(policy.priorities, priority) - policy.priorities.begin());
}

bool counts(const Policy& policy, std::string_view kind) {
    const auto found = find_named(policy.kinds, kind);
    return found == policy.kinds.end() || found->counts;
}

}  // namespace desk
