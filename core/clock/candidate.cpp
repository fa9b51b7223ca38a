#include "core/clock/candidate.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace desk {
namespace {

Verdict promised(const Source& source, const Target& target, const Facts& facts) {
    Verdict made{source, &target, source.calendar, {}, {}, {}};
    if (!facts.promised) {
        made.missing.emplace_back("date");
        return made;
    }
    made.due = end_of(*source.calendar, *facts.promised);
    if (!facts.steps) return made;
    const auto& calendar = *source.calendar;
    made.steps = {{"calendar", fmt::format("{}, {}", calendar.name, calendar.zone.name()), {}, {}, {}},
                  {"rule", "the close of the day promised, or its end where the calendar is closed", {}, {}, {}},
                  {"due", "due", made.due, {}, {}}};
    return made;
}

Verdict verdict_on(const Source& source, const Target& target, const Policy& policy, const Facts& facts) {
    if (target.form == Target::Form::agreed) return promised(source, target, facts);
    Verdict made{source, &target, &calendar_for(target, *source.calendar, policy), {}, {}, {}};
    if (target.form == Target::Form::next_release) made.missing = facts.ungiven;
    made.due = due_if_reached(target, *source.calendar, facts.start, policy, facts.pauses, facts.steps ? &made.steps : nullptr);
    return made;
}

int weight(const Verdict& verdict) {
    if (verdict.due) return 2;
    return verdict.missing.empty() ? 0 : 1;
}

const Verdict* better(const Verdict* a, const Verdict* b, bool latest) {
    if (!a || weight(*b) > weight(*a)) return b;
    if (weight(*b) < weight(*a) || !a->due) return a;
    return (latest ? *b->due > *a->due : *b->due < *a->due) ? b : a;
}

}  // namespace

std::vector<Source> sources_of(const Policy& policy, const Story::Hold& hold, std::optional<Goal> Policy::Targets::*goal,
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

std::vector<Verdict> verdicts_on(const std::vector<Source>& sources, const Policy& policy, const Facts& facts) {
    std::vector<Verdict> verdicts;
    verdicts.reserve(sources.size());
    for (const auto& source : sources)
        for (const auto& target : source.goal->targets) verdicts.push_back(verdict_on(source, target, policy, facts));
    return verdicts;
}

const Verdict* holding(const std::vector<Verdict>& verdicts, const Policy::Clock& rules) {
    const Verdict* holds = nullptr;
    const Verdict* of_source = nullptr;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const auto& source = verdicts[i].source;
        of_source = better(of_source, &verdicts[i], source.goal->join == Goal::Join::any);
        if (i + 1 < verdicts.size() && verdicts[i + 1].source == source) continue;
        holds = better(holds, of_source, !rules.earliest);
        of_source = nullptr;
    }
    return holds;
}

std::string table_of(const Source& source) { return fmt::format("{}.{}", source.table, source.name); }

}  // namespace desk
