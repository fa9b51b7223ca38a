#include "store/toml/targets.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/tier.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

bool is_always(const Calendar& calendar) { return calendar.name == "always"; }

bool is_ever_open(const Calendar& calendar) {
    const auto is_open = [](const std::vector<Window>& windows) { return !windows.empty(); };
    return std::ranges::any_of(calendar.week, is_open) ||
           std::ranges::any_of(calendar.dates, [&](const auto& date) { return is_open(date.second); });
}

bool needs_calendar(Target::Form form) {
    return form != Target::Form::agreed && form != Target::Form::next_release && form != Target::Form::none;
}

std::string trouble_with(const Target& target, const std::string& calendar, const Policy& policy) {
    if (!needs_calendar(target.form)) return {};
    const bool business = target.form == Target::Form::business_time;
    const auto& own = calendar_or_desks(policy, calendar);
    const auto& used = business && is_always(own) ? calendar_or_desks(policy, {}) : own;
    if (business && is_always(used)) return R"(business hours need a calendar with hours, and there is only "always")";
    return is_ever_open(used) ? "" : fmt::format("the calendar \"{}\" is never open", used.name);
}

Target target_in(const Setting& setting) {
    static const std::vector<std::string> words{
        "same business day", "next business day", "next morning", "agreed", "next release", "none"};
    const auto text = text_from(setting);
    const auto target = target_from(text);
    if (!target)
        setting.refuse(fmt::format("\"{}\" is not a target{}", text, did_you_mean(text, words)),
                       "write targets as in: 1 hour, 4 business hours, 2 working days, " + joined(words, ", "));
    return *target;
}

/// `{ any = [TARGET, …] }` or `{ all = [TARGET, …] }`
Goal joined_goal_in(const Setting& setting) {
    const auto entries = entries_from(setting, R"(["next morning", "24 hours"])");
    const bool any = entries.size() == 1 && entries.front().key == "any";
    const bool all = entries.size() == 1 && entries.front().key == "all";
    if (!any && !all) setting.want("a target, { any = [...] } or { all = [...] }");
    Goal goal{any ? Goal::Join::any : Goal::Join::all, list_of(target_in, "a list of targets")(entries.front())};
    if (goal.targets.empty()) entries.front().want("a list of targets");
    return goal;
}

Goal goal_in(const Setting& setting) {
    if (std::holds_alternative<std::string>(setting.node.data)) return {Goal::Join::all, {target_in(setting)}};
    if (!std::holds_alternative<TomlNode::Table>(setting.node.data)) setting.want("a target, { any = [...] } or { all = [...] }");
    return joined_goal_in(setting);
}

/// Any word may be the name of a fact, but not one that is nearly a known one.
void check_answer(const Setting& setting, const std::string& word, const Policy& policy) {
    const auto& items = policy.intake->items;
    const auto item = std::ranges::find(items, setting.key, &Policy::Intake::Item::name);
    if (item != items.end()) return item->answers.empty() ? void() : must_be_known(setting, "answer", word, item->answers);
    std::vector<std::string> known{"client", "kind", "channel", "priority", "product", "tier", "scope"};
    for (const auto& each : items) known.push_back(each.name);
    for (const auto& tier : policy.tiers) {
        if (contains(tier.needs, setting.key)) return;
        known.insert(known.end(), tier.needs.begin(), tier.needs.end());
    }
    if (!nearest(setting.key, known).empty()) must_be_known(setting, "item", setting.key, known);
}

void check_word(const Setting& setting, const std::string& word, const Policy& policy) {
    const auto& key = setting.key;
    if (key == "client") return;
    if (key == "kind") return must_be_known(setting, key, word, kind_names(policy));
    if (key == "priority") return must_be_known(setting, key, word, priority_names(policy));
    if (key == "scope") return must_be_known(setting, key, word, {"in", "out"});
    if (key == "channel" || key == "product") {
        const auto known = key == "channel" ? channel_names(policy) : policy.products;
        return known.empty() ? void() : must_be_known(setting, key, word, known);
    }
    if (key != "tier") return check_answer(setting, word, policy);
    std::vector<std::string> tiers;
    for (std::size_t number = 1; number <= policy.tiers.size(); ++number) tiers.push_back(std::to_string(number));
    must_be_known(setting, key, word, tiers);
}

}  // namespace

std::string trouble_with(const Goal& goal, const std::string& calendar, const Policy& policy) {
    for (const auto& target : goal.targets)
        if (auto trouble = trouble_with(target, calendar, policy); !trouble.empty()) return trouble;
    return {};
}

std::function<Goal(const Setting&)> goal_on(PolicyDraft& draft, const std::string& calendar) {
    return [&draft, calendar](const Setting& setting) {
        auto goal = goal_in(setting);
        draft.later([&policy = draft.policy, setting, goal, calendar] {
            if (const auto trouble = trouble_with(goal, calendar, policy); !trouble.empty()) setting.refuse(trouble);
        });
        return goal;
    };
}

std::function<Target(const Setting&)> span_of(PolicyDraft& draft) {
    return [&draft](const Setting& setting) {
        using Form = Target::Form;
        const auto target = target_in(setting);
        if (target.form != Form::time && target.form != Form::business_time && target.form != Form::working_days)
            setting.want("a length of time or a number of working days");
        draft.later([&policy = draft.policy, setting, target] {
            if (const auto trouble = trouble_with(target, {}, policy); !trouble.empty()) setting.refuse(trouble);
        });
        return target;
    };
}

void read_targets(Settings& table, PolicyDraft& draft, Policy::Targets& targets) {
    table.may("calendar", targets.calendar, calendar_of(draft), R"("office")");
    table.may("respond", targets.respond, goal_on(draft, targets.calendar), R"("4 business hours")");
    table.may("resolve", targets.resolve, goal_on(draft, targets.calendar), R"("2 working days")");
}

std::function<Condition(const Setting&)> condition_of(PolicyDraft& draft) {
    return [&draft](const Setting& setting) {
        Condition condition;
        for (const auto& entry : entries_from(setting, R"("site")")) {
            const auto& [key, words] = condition.words.emplace_back(entry.key, some_texts_from(entry));
            draft.later([&policy = draft.policy, entry, words = words] {
                for (const auto& word : words) check_word(entry, word, policy);
            });
        }
        return condition;
    };
}

}  // namespace desk
