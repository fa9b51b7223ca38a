#include "store/toml/policy_draft.hpp"

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/tier.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

/// Reads a name that is looked up when the policy is whole, among those that `names` gives then.
template <class Names>
ReadName name_among(PolicyDraft& draft, std::string what, Names names) {
    return [&draft, what = std::move(what), names](const Setting& setting) {
        auto name = name_from(setting);
        draft.later([&policy = draft.policy, what, names, setting, name] { must_be_known(setting, what, name, names(policy)); });
        return name;
    };
}

/// The same, where a policy that names none takes every word.
template <class Names>
ReadName name_among_any(PolicyDraft& draft, std::string what, Names names) {
    return [&draft, what = std::move(what), names](const Setting& setting) {
        auto name = name_from(setting);
        draft.later([&policy = draft.policy, what, names, setting, name] {
            const auto all = names(policy);
            if (!all.empty()) must_be_known(setting, what, name, all);
        });
        return name;
    };
}

}  // namespace

void PolicyDraft::settle() const {
    for (const auto& check : checks_) check();
}

void must_be_known(const Setting& setting, std::string_view what, const std::string& name,
                   const std::vector<std::string>& names) {
    if (contains(names, name)) return;
    setting.refuse(fmt::format("unknown {} \"{}\"{}", what, name, did_you_mean(name, names)),
                   names.empty() ? "the policy has none" : fmt::format("choose one of: {}", joined(names, ", ")));
}

void must_be_tier(const Setting& setting, int tier, const Policy& policy) {
    const auto tiers = policy.tiers.size();
    if (static_cast<std::size_t>(tier) > tiers)
        setting.refuse(fmt::format("unknown tier {}", tier),
                       tiers == 0 ? "the policy has none" : fmt::format("the policy has {}", tiers));
}

int tier_number_from(const Setting& setting) {
    constexpr int most = 1000;
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr || *number < 1 || *number > most) setting.want("the number of a tier");
    return static_cast<int>(*number);
}

ReadName calendar_of(PolicyDraft& draft) { return name_among(draft, "calendar", calendar_names); }
ReadName priority_of(PolicyDraft& draft) { return name_among(draft, "priority", priority_names); }
ReadName channel_of(PolicyDraft& draft) { return name_among_any(draft, "channel", channel_names); }
ReadName agent_of(PolicyDraft& draft) { return name_among_any(draft, "agent", agent_names); }

std::function<std::vector<std::string>(const Setting&)> agents_of(PolicyDraft& draft) {
    return [&draft](const Setting& setting) {
        draft.later([&policy = draft.policy, setting] {
            if (policy.agents.empty())
                setting.refuse(
                    fmt::format("{} in [{}] needs the agents of [desk]: nobody could be told", setting.key, setting.table));
        });
        return list_of(agent_of(draft), "a list of agents")(setting);
    };
}

std::function<int(const Setting&)> tier_of(PolicyDraft& draft) {
    return [&draft](const Setting& setting) {
        const int tier = tier_number_from(setting);
        draft.later([&policy = draft.policy, setting, tier] { must_be_tier(setting, tier, policy); });
        return tier;
    };
}

}  // namespace desk
