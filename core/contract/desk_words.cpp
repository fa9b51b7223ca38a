#include "core/contract/desk_words.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/tier.hpp"

namespace desk {
namespace {

constexpr auto unranked = std::numeric_limits<std::size_t>::max();

PolicyWord word_of(const std::string& name) { return {name, {}}; }

template <class Named>
PolicyWord word_of(const Named& named) {
    return {named.name, named.means};
}

/// What each policy has in this list, every name once.
template <class List>
PolicyWords united(const Desk& desk, const List& list) {
    PolicyWords words;
    for (const auto* policy : policies_of(desk))
        for (const auto& each : list(*policy))
            if (auto word = word_of(each); !contains(words, word.name, &PolicyWord::name)) words.push_back(std::move(word));
    return words;
}

std::size_t rank_in(const Policy& policy, std::string_view priority) {
    return priority_named(policy, priority) ? rank_of(policy, priority) : unranked;
}

/// In the first policy that has it.
std::size_t rank_in(const Desk& desk, std::string_view priority) {
    for (const auto* policy : policies_of(desk))
        if (const auto rank = rank_in(*policy, priority); rank != unranked) return rank;
    return unranked;
}

}  // namespace

std::vector<const Policy*> policies_of(const Desk& desk) {
    std::vector<const Policy*> all{&desk.policy};
    for (const auto& further : desk.further) all.push_back(&further.policy);
    return all;
}

PolicyWords kinds_of(const Desk& desk) {
    return united(
        desk, [](const Policy& policy) -> const auto& { return policy.kinds; });
}

PolicyWords channels_of(const Desk& desk) {
    return united(
        desk, [](const Policy& policy) -> const auto& { return policy.channels; });
}

PolicyWords products_of(const Desk& desk) {
    return united(
        desk, [](const Policy& policy) -> const auto& { return policy.products; });
}

PolicyWords exclusions_of(const Desk& desk) {
    return united(
        desk, [](const Policy& policy) -> const auto& { return policy.excluded; });
}

PolicyWords scores_of(const Desk& desk) {
    return united(
        desk, [](const Policy& policy) -> const auto& { return policy.feedback->scale; });
}

PolicyWords tiers_of(const Desk& desk) {
    PolicyWords words;
    std::vector<std::vector<std::string>> names;
    for (const auto* policy : policies_of(desk)) {
        names.resize(std::max(names.size(), policy->tiers.size()));
        for (std::size_t i = 0; i < policy->tiers.size(); ++i)
            if (!contains(names[i], policy->tiers[i].name)) names[i].push_back(policy->tiers[i].name);
    }
    for (std::size_t i = 0; i < names.size(); ++i) words.push_back({std::to_string(i + 1), joined(names[i], " / ")});
    return words;
}

PolicyWords priorities_of(const Desk& desk) {
    auto words = united(
        desk, [](const Policy& policy) -> const auto& { return policy.priorities; });
    std::ranges::stable_sort(words, {}, [&](const PolicyWord& word) { return rank_in(desk, word.name); });
    return words;
}

std::vector<std::string> names_of(const PolicyWords& words) {
    std::vector<std::string> names;
    names.reserve(words.size());
    for (const auto& word : words) names.push_back(word.name);
    return names;
}

const Policy& policy_of(const Desk& desk, const Ticket& ticket) {
    // Most desks have one policy: then nobody has to look for the client, which a long list would feel.
    return desk.further.empty() && desk.policy.terms.empty() ? desk.policy : terms_of(desk, ticket).policy;
}

std::size_t rank_of(const Desk& desk, const Ticket& ticket) { return rank_in(policy_of(desk, ticket), ticket.now.priority); }

std::size_t rank_for(const Desk& desk, const Ticket& ticket, std::string_view priority) {
    const auto own = rank_in(policy_of(desk, ticket), priority);
    return own == unranked ? rank_in(desk, priority) : own;
}

}  // namespace desk
