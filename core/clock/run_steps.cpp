#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/clock/run.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/ticket/edits.hpp"
#include "core/ticket/revision.hpp"

namespace desk {
namespace {

std::string response_rule(const std::vector<Response>& response) {
    std::vector<std::string> words;
    for (const auto by : response) {
        if (by == Response::work) words.emplace_back("the first work");
        if (by == Response::reply) words.emplace_back("the first reply of a person");
        if (by == Response::acknowledgement) words.emplace_back("the first answer, automatic or not");
    }
    words.emplace_back("the resolution");
    return "stops at " + joined(words, " or ");
}

std::string goal_rule(const Goal& goal) {
    return goal.join == Goal::Join::any ? "one of them is enough: the latest applies"
                                        : "all of them must be met: the earliest applies";
}

std::string candidate_text(const Candidate& candidate) {
    auto text = fmt::format("{} of {}", to_text(*candidate.target), table_of(candidate.source));
    if (!candidate.missing.empty()) return fmt::format("{}, missing: {}", text, joined(candidate.missing, ", "));
    if (is_reckoned(*candidate.target) && !candidate.due)
        return fmt::format("{}: {}", text, unreached(*candidate.target, *candidate.calendar));
    return text;
}

std::string_view end_text(Promised::End end) {
    switch (end) {
        case Promised::End::standing: return "it holds";
        case Promised::End::replaced: return "replaced";
        case Promised::End::met: return "met";
        case Promised::End::missed: return "missed";
        case Promised::End::undecided: return "not decided";
        case Promised::End::without: break;
    }
    return "without effect: it had been decided, or had stopped";
}

/// Writes the steps of one clock.
class Explanation {
public:
    Explanation(ClockRun& run, const ClockFacts& facts) : run_(run), clock_(run.clock), facts_(facts) {}

    std::vector<ExplainStep> all() {
        tell("start", start_text(), clock_.start);
        if (run_.response) tell("rule", response_rule(*run_.response));
        promises();
        if (!run_.promised.empty()) target();
        if (clock_.stopped) tell("stop", run_.stopped_by, clock_.stopped);
        remarks();
        result();
        return std::move(steps_);
    }

private:
    void tell(std::string what, std::string text, std::optional<Instant> from = {}) {
        steps_.push_back({std::move(what), std::move(text), from, {}, {}});
    }

    std::string start_text() const {
        const auto& channel = facts_.ticket.channel;
        switch (clock_.measure) {
            case Measure::respond:
            case Measure::resolve: break;
            case Measure::update:
                if (clock_.round > 1) return "the last word to the client";
                break;
            default: return "the promise of a date";
        }
        if (clock_.start > facts_.ticket.opened) return "reopened";
        return channel.empty() ? "opened" : fmt::format("opened by {}", channel);
    }

    /// Where one took the place of another. What held before anything was known is not told.
    void promises() {
        const auto& all = run_.promised;
        std::size_t begin = 0;
        while (begin + 1 < all.size() && all[begin + 1].first && !all[begin].due && all[begin].end == Promised::End::replaced)
            ++begin;
        if (begin + 1 >= all.size()) return;
        for (auto each = all.begin() + static_cast<std::ptrdiff_t>(begin); each != all.end(); ++each)
            tell("promise", promise_text(*each), each->from);
    }

    /// `high: 24 business hours of priority.high, due 2026-11-24 13:00; replaced`
    std::string promise_text(const Promised& each) const {
        const auto& zone = facts_.policy().zone;
        std::vector<std::string> parts;
        if (!each.date && !each.hold->priority.empty()) parts.emplace_back(each.hold->priority);
        if (!each.date && !each.hold->kind.empty()) parts.emplace_back(each.hold->kind);
        auto text = joined(parts, ", ");
        const auto* chosen = chosen_among(each.candidates, *facts_.policy().clock);
        if (each.date) {
            text = "the date " + to_text(*each.date);
        } else if (each.sources.empty()) {
            text += (text.empty() ? "" : ": ") + std::string("no target");
        } else if (chosen) {
            text += fmt::format("{}{} of {}", text.empty() ? "" : ": ", to_text(*chosen->source.goal), table_of(chosen->source));
            if (each.kept) text += ", promised before";
            if (chosen->base != clock_.start) text += fmt::format(", counted from {}", shown(zone, chosen->base));
        }
        if (each.due) text += fmt::format(", due {}", shown(zone, *each.due));
        if (each.first) text += ", from the start";
        return fmt::format("{}; {}", text, end_text(each.end));
    }

    /// Every candidate where there are several, the one that was chosen, and its own steps.
    void target() {
        explain(run_.promised, run_.decision.promised, course_of(run_, facts_), facts_.policy());
        const auto& decided = run_.promised[run_.decision.promised];
        const auto& sources = run_.promised[decided.kept.value_or(run_.decision.promised)].sources;
        const auto& candidates = decided.candidates;
        const auto* chosen = chosen_among(candidates, *facts_.policy().clock);
        if (!chosen) return;
        for (const auto& candidate : candidates)
            if (candidates.size() > 1) tell("candidate", candidate_text(candidate), candidate.due);
        for (const auto& source : sources)
            if (source.goal->targets.size() > 1) tell("rule", fmt::format("{}: {}", table_of(source), goal_rule(*source.goal)));
        if (sources.size() > 1)
            tell("rule", fmt::format("the {} of {} and {} applies", facts_.policy().clock->earliest ? "earlier" : "later",
                                     table_of(sources.front()), table_of(sources.back())));
        tell("target", fmt::format("{} of {}", candidates.size() > 1 ? to_text(*chosen->target) : clock_.target, clock_.from));
        if (chosen->base != clock_.start) tell("base", "counted from", chosen->base);
        for (const auto& pause : run_.pauses)
            steps_.push_back({"pause", text_of(pause), pause.time.from, pause.time.until,
                              between(*chosen->calendar, pause.time.from, pause.time.until)});
        steps_.insert(steps_.end(), chosen->steps.begin(), chosen->steps.end());
    }

    std::string correction_text(const Event& event) const {
        const auto& zone = facts_.policy().zone;
        if (const auto* edit = as<did::Edit>(event))
            return fmt::format("{} corrected from {} to {}", edit->field, shown_text(edit->field, edit->from, zone),
                               shown_text(edit->field, edit->to, zone));
        const auto* correct = as<did::Correct>(event);
        return fmt::format("{}: {}", revision_in_words(event, zone), correct ? correct->why : as<did::Retract>(event)->why);
    }

    /// What was recorded, and moves no promise; and what was found out later about the past.
    void remarks() {
        for (const auto* event : facts_.timeline.raised)
            if (clock_.measure == Measure::resolve || clock_.measure == Measure::respond)
                if (event->at >= clock_.start && (!clock_.stopped || event->at <= *clock_.stopped))
                    tell("no-effect", fmt::format("raised to {} by a rule: the promise stays", as<did::Prioritise>(*event)->to),
                         event->at);
        for (const auto* event : run_.without_effect)
            tell("no-effect", "a later date that the client has not agreed to: the earlier one stays", event->at);
        for (const auto* event : facts_.timeline.corrections) {
            tell("correction", correction_text(*event), event->at);
        }
        if (const auto recorded = recorded_late())
            tell("correction", "what stopped it was recorded only after the due time", recorded);
    }

    /// When the work that stopped the clock in time was recorded, where that was after the due time.
    std::optional<Instant> recorded_late() const {
        if (clock_.state != Clock::State::met || !clock_.due || run_.stopped_by != "work") return {};
        std::optional<Instant> first;
        for (const auto& answer : facts_.timeline.answers)
            if (answer.by == Response::work && answer.at == *clock_.stopped && (!first || answer.recorded < *first))
                first = answer.recorded;
        return first && *first > *clock_.due ? first : std::nullopt;
    }

    void result() {
        auto text = clock_.why_not.empty() ? std::string(to_text(clock_.state)) : clock_.why_not;
        const auto time = left(clock_, facts_.asked);
        if (time) text += clock_.is_over() ? ", over" : ", left";
        steps_.push_back({"result", std::move(text), {}, {}, time ? std::optional(std::chrono::abs(*time)) : std::nullopt});
    }

    ClockRun& run_;
    const Clock& clock_;
    const ClockFacts& facts_;
    std::vector<ExplainStep> steps_;
};

}  // namespace

std::vector<ExplainStep> steps_of(ClockRun& run, const ClockFacts& facts) { return Explanation(run, facts).all(); }

}  // namespace desk
