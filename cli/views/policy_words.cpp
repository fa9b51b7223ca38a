#include "cli/views/policy_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/response.hpp"
#include "core/contract/strictness.hpp"

namespace desk::cli {
namespace {

constexpr auto no_target = "no target (the contract gives none)";

/// One target as text; several as in the policy.
Value goal_json(const Goal& goal) {
    if (goal.targets.size() == 1) return to_text(goal.targets.front());
    Value::Array targets;
    for (const auto& target : goal.targets) targets.emplace_back(to_text(target));
    return Value::Object{{goal.join == Goal::Join::any ? "any" : "all", std::move(targets)}};
}

/// Whether the calendar makes a difference to the target. Business time is always that of the desk.
bool needs_calendar(const Goal& goal, const std::string& calendar) {
    return std::ranges::any_of(goal.targets, [&](const Target& target) {
        if (target.form == Target::Form::business_time) return calendar != "always";
        return target.form != Target::Form::agreed && target.form != Target::Form::next_release &&
               target.form != Target::Form::none;
    });
}

std::vector<std::string> texts_of(const std::vector<Response>& response) {
    std::vector<std::string> texts;
    texts.reserve(response.size());
    for (const auto each : response) texts.emplace_back(word_of(response_words, each));
    return texts;
}

}  // namespace

Table wrapping(const std::string& name, std::vector<Column> columns) {
    for (auto column = columns.begin() + 1; column != columns.end(); ++column) column->wraps = true;
    return {name, std::move(columns), {}, {}, {}, {}};
}

Column for_json(const std::string& key) { return {key, false, false, Audience::json, false}; }

Cell yes_or_no(bool truth) { return {truth ? "yes" : "no", truth}; }

Cell goal_cell(const std::optional<Goal>& goal, const std::string& calendar, const Policy& policy) {
    if (!goal) return {no_target, {}, Look::warning};
    const bool elsewhere = !calendar.empty() && calendar != policy.calendar && needs_calendar(*goal, calendar);
    return {to_text(*goal) + (elsewhere ? fmt::format(" ({})", calendar) : ""), goal_json(*goal)};
}

std::array<std::string, 3> backup_texts(const CopyRules& backup) {
    const auto days = [](int count) { return count == 1 ? std::string("day") : count_of(count, "day"); };
    const auto& [every, keep, offsite_every] = backup;
    return {every ? "a full copy every " + days(*every) : "", keep ? "kept for " + count_of(*keep, "day") : "",
            offsite_every ? "an off-site copy every " + days(*offsite_every) : ""};
}

Value texts_json(const std::vector<std::string>& texts) { return Value::Array(texts.begin(), texts.end()); }

Cell list_cell(const std::vector<std::string>& texts, std::string_view separator) {
    return {joined(texts, separator), texts_json(texts)};
}

Cell condition_cell(const Condition& condition) {
    Value::Object members;
    for (const auto& [key, words] : condition.words) members.emplace_back(key, texts_json(words));
    return {to_text(condition), members.empty() ? Value() : Value(std::move(members))};
}

std::string deed_of(Strictness how) {
    switch (how) {
        case Strictness::accept: return "is accepted";
        case Strictness::ask: return "is asked for";
        case Strictness::warn: return "is accepted with a warning";
        case Strictness::redirect: return "is accepted, and sent on to the right one";
        case Strictness::refuse: return "is refused";
    }
    return {};
}

std::string response_text(const std::vector<Response>& response) { return joined(texts_of(response), " or "); }

Value response_json(const std::vector<Response>& response) { return texts_json(texts_of(response)); }

std::string action_of(const Policy::Priority& priority) {
    const auto channels = priority.channels.empty() ? std::string() : "by " + joined(priority.channels, ", ");
    return priority.contact + (priority.contact.empty() || channels.empty() ? "" : "; ") + channels;
}

}  // namespace desk::cli
