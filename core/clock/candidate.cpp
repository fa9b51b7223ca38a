#include "core/clock/candidate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/kind.hpp"

namespace desk {
namespace {

Candidate dated(const Source& source, const Target& target, const Facts& facts) {
    Candidate made{source, &target, source.calendar, facts.start, {}, {}, {}};
    if (!facts.date) {
        made.missing.emplace_back("date");
        return made;
    }
    made.due = end_of(*source.calendar, *facts.date);
    if (!facts.steps) return made;
    const auto& calendar = *source.calendar;
    made.steps = {{"calendar", fmt::format("{}, {}", calendar.name, calendar.zone.name()), {}, {}, {}},
                  {"rule", "the close of the day promised, or its end where the calendar is closed", {}, {}, {}},
                  {"due", "due", made.due, {}, {}}};
    return made;
}

Candidate candidate_of(const Source& source, const Target& target, const Policy& policy, const Facts& facts) {
    if (target.form == Target::Form::agreed) return dated(source, target, facts);
    Candidate made{source, &target, &calendar_for(target, *source.calendar, policy), facts.start, {}, {}, {}};
    if (target.form == Target::Form::next_release) made.missing = facts.ungiven;
    made.base = source.table == "channel" ? facts.start : facts.base;
    made.due = due_if_reached(target, *source.calendar, made.base, policy, facts.pauses, facts.steps ? &made.steps : nullptr);
    return made;
}

int weight(const Candidate& candidate) {
    if (candidate.due) return 2;
    return candidate.missing.empty() ? 0 : 1;
}

const Candidate* better(const Candidate* a, const Candidate* b, bool latest) {
    if (!a || weight(*b) > weight(*a)) return b;
    if (weight(*b) < weight(*a) || !a->due) return a;
    return (latest ? *b->due > *a->due : *b->due < *a->due) ? b : a;
}

}  // namespace

std::vector<Source> sources_of(const Policy& policy, const Timeline::Hold& hold, std::optional<Goal> Policy::Targets::*goal,
                               std::string_view channel) {
    std::vector<Source> found;
    const auto take = [&](const std::optional<Goal>& given, std::string_view calendar, std::string_view table,
                          std::string_view name) {
        if (given) found.push_back({&*given, &calendar_or_desks(policy, calendar), table, name});
    };
    if (const auto* kind = kind_named(policy, hold.kind)) take(kind->targets.*goal, kind->targets.calendar, "kind", kind->name);
    if (const auto* priority = found.empty() ? priority_named(policy, hold.priority) : nullptr)
        take(priority->targets.*goal, priority->targets.calendar, "priority", priority->name);
    if (const auto* way = channel.empty() ? nullptr : channel_named(policy, channel))
        take(way->respond, way->calendar, "channel", way->name);
    return found;
}

std::vector<Candidate> candidates_on(const std::vector<Source>& sources, const Policy& policy, const Facts& facts) {
    std::vector<Candidate> candidates;
    candidates.reserve(sources.size());
    for (const auto& source : sources)
        for (const auto& target : source.goal->targets) candidates.push_back(candidate_of(source, target, policy, facts));
    return candidates;
}

const Candidate* chosen_among(const std::vector<Candidate>& candidates, const Policy::Clock& rules) {
    const Candidate* holds = nullptr;
    const Candidate* of_source = nullptr;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& source = candidates[i].source;
        of_source = better(of_source, &candidates[i], source.goal->join == Goal::Join::any);
        if (i + 1 < candidates.size() && candidates[i + 1].source == source) continue;
        holds = better(holds, of_source, !rules.earliest);
        of_source = nullptr;
    }
    return holds;
}

std::string table_of(const Source& source) { return fmt::format("{}.{}", source.table, source.name); }

}  // namespace desk
