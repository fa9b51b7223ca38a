#include "core/contract/unknown_words.hpp"

#include <optional>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/assess_rule.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/tier.hpp"

namespace desk {
namespace {

using Words = std::vector<std::string>;

void add(Words& words, const Words& more) {
    for (const auto& word : more)
        if (!contains(words, word)) words.push_back(word);
}

/// What a condition looks up in the header is not answered.
void add_facts(Words& words, const Condition& condition) {
    static const Words in_header{"client", "kind", "channel", "priority", "product", "tier", "scope"};
    for (const auto& [fact, values] : condition.words)
        if (!contains(in_header, fact)) add(words, {fact});
}

/// What the event says, word by word.
class Judge {
public:
    explicit Judge(const Policy& policy) : policy_(policy) {}

    std::vector<Objection> operator()(const did::Reply& said) const { return channel(said.via); }
    std::vector<Objection> operator()(const did::Hear& heard) const { return channel(heard.via); }
    std::vector<Objection> operator()(const did::Reopen& reopened) const { return channel(reopened.via); }
    std::vector<Objection> operator()(const did::Wait& wait) const {
        return against("wait", fmt::format("nobody named \"{}\" to wait for", wait.whom), wait.whom, known_waits(policy_),
                       policy_.intake->unknown_word);
    }
    std::vector<Objection> operator()(const did::Resolve& resolution) const {
        return against("how", fmt::format("unknown resolution \"{}\"", resolution.how), resolution.how, known_ways(policy_),
                       policy_.intake->unknown_word);
    }
    std::vector<Objection> operator()(const did::Answer& answer) const {
        return against("item", fmt::format("unknown item \"{}\"", answer.item), answer.item, known_items(policy_),
                       policy_.intake->unknown_word);
    }
    std::vector<Objection> operator()(const auto&) const { return {}; }

private:
    std::vector<Objection> channel(const std::string& word) const {
        return against("channel", fmt::format("unknown channel \"{}\"", word), word, channel_names(policy_),
                       policy_.intake->wrong_channel);
    }

    static std::vector<Objection> against(const std::string& what, const std::string& sentence, const std::string& word,
                                          const Words& known, Strictness how) {
        if (word.empty() || known.empty() || contains(known, word) || how == Strictness::accept) return {};
        return {{how, what, sentence + did_you_mean(word, known), fmt::format("choose one of: {}", joined(known, ", "))}};
    }

    const Policy& policy_;
};

}  // namespace

std::vector<std::string> known_waits(const Policy& policy) {
    Words words{"client", "vendor", "third-party"};
    add(words, policy.clock->waits);
    add(words, policy.clock->pause.respond);
    add(words, policy.clock->pause.resolve);
    return words;
}

std::vector<std::string> known_ways(const Policy& policy) {
    Words words{"fixed", "workaround", "article", "advice", "training"};
    add(words, policy.resolution->how);
    for (const auto& priority : policy.priorities) add(words, priority.offers);
    return words;
}

std::vector<std::string> known_items(const Policy& policy) {
    Words items;
    for (const auto& item : policy.intake->items) {
        add(items, {item.name});
        add_facts(items, item.when);
        add_facts(items, item.unless);
    }
    for (const auto& tier : policy.tiers) add(items, tier.needs);
    for (const auto& rule : policy.assess) add_facts(items, rule.when);
    for (const auto& route : policy.routes) add_facts(items, route.when);
    for (const auto& immediate : policy.escalation->immediate) add_facts(items, immediate.when);
    for (const auto& process : policy.processes) {
        add_facts(items, process.when);
        for (const auto& step : process.steps) add_facts(items, step.when);
    }
    return items;
}

std::vector<Objection> objections(const Event& event, const Policy& policy) {
    return std::visit(Judge(policy), static_cast<const AnyDid&>(event.what));
}

}  // namespace desk
