#include "core/clock/run.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/contract/clock_rules.hpp"

namespace desk {
namespace {

using State = Clock::State;

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
    return goal.join == Goal::Join::any ? "one of them is enough: the latest holds" : "all of them: the earliest holds";
}

std::string start_text(const ClockRun& run, const Ticket& ticket) {
    if (run.clock.measure == Measure::fix) return "a date promised for the fix";
    if (run.clock.round > 1) return "reopened";
    return ticket.channel.empty() ? "opened" : fmt::format("opened by {}", ticket.channel);
}

std::string candidate_text(const Candidate& candidate) {
    auto text = fmt::format("{} of {}", to_text(*candidate.target), table_of(candidate.source));
    if (!candidate.missing.empty()) return fmt::format("{}, missing: {}", text, joined(candidate.missing, ", "));
    if (is_reckoned(*candidate.target) && !candidate.due)
        return fmt::format("{}: {}", text, unreached(*candidate.target, *candidate.calendar));
    return text;
}

/// Writes the steps of one clock.
class Explanation {
public:
    Explanation(const ClockRun& run, const Ticket& ticket, const Policy& policy, Instant now)
        : run_(run), clock_(run.clock), ticket_(ticket), policy_(policy), now_(now) {}

    std::vector<ExplainStep> all() {
        tell("start", start_text(run_, ticket_), clock_.start);
        if (run_.response) tell("rule", response_rule(*run_.response));
        if (run_.chosen) target();
        if (clock_.stopped) tell("stop", std::string(run_.stopped_by), clock_.stopped);
        for (const auto& breach : clock_.breaches) tell("breach", breach_text(breach), breach.due);
        result();
        return std::move(steps_);
    }

private:
    void tell(std::string what, std::string text, std::optional<Instant> from = {}) {
        steps_.push_back({std::move(what), std::move(text), from, {}, {}});
    }

    static std::string breach_text(const Breach& breach) {
        return breach.priority.empty() ? fmt::format("{} before, late from", breach.target)
                                       : fmt::format("{} under {}, late from", breach.target, breach.priority);
    }

    /// Every candidate where there are several, the one that was chosen, and its own steps.
    void target() {
        const auto& candidates = run_.candidates;
        for (const auto& candidate : candidates)
            if (candidates.size() > 1) tell("candidate", candidate_text(candidate), candidate.due);
        for (const auto& source : run_.sources)
            if (source.goal->targets.size() > 1) tell("rule", fmt::format("{}: {}", table_of(source), goal_rule(*source.goal)));
        if (run_.sources.size() > 1)
            tell("rule", fmt::format("the {} of {} and {} holds", policy_.clock->earliest ? "earlier" : "later",
                                     table_of(run_.sources.front()), table_of(run_.sources.back())));
        tell("target",
             fmt::format("{} of {}", candidates.size() > 1 ? to_text(*run_.chosen->target) : clock_.target, clock_.from));
        for (const auto& pause : run_.pauses) {
            auto text = pause.suspended      ? std::string("support ceased: the hours of the month are used up")
                        : pause.whom.empty() ? std::string("resolved until reopened")
                                             : fmt::format("waiting for {}", pause.whom);
            const auto time = between(*clock_.calendar, pause.time.from, pause.time.until);
            steps_.push_back({"pause", std::move(text), pause.time.from, pause.time.until, time});
        }
        steps_.insert(steps_.end(), run_.chosen->steps.begin(), run_.chosen->steps.end());
    }

    void result() {
        auto text = clock_.why_not.empty() ? std::string(to_text(clock_.state)) : clock_.why_not;
        const auto time = left(clock_, now_);
        if (time) text += clock_.is_over() ? ", over" : ", left";
        steps_.push_back({"result", std::move(text), {}, {}, time ? std::optional(std::chrono::abs(*time)) : std::nullopt});
    }

    const ClockRun& run_;
    const Clock& clock_;
    const Ticket& ticket_;
    const Policy& policy_;
    Instant now_;
    std::vector<ExplainStep> steps_;
};

}  // namespace

std::vector<ClockRun::Pause> with_suspensions(const std::vector<ClockRun::Pause>& waits, const std::vector<Period>& suspensions,
                                              const Period& clock) {
    auto all = waits;
    for (const auto& each : suspensions) {
        auto from = std::max(each.from, clock.from);
        const auto until = std::min(each.until, clock.until);
        for (const auto& [wait, whom, stands] : waits) {
            if (wait.until <= from || wait.from >= until) continue;
            if (from < wait.from) all.push_back({{from, wait.from}, {}, true});
            from = wait.until;
        }
        if (from < until) all.push_back({{from, until}, {}, true});
    }
    std::ranges::sort(all, {}, &ClockRun::Pause::time);
    return all;
}

std::vector<ExplainStep> steps_of(const ClockRun& run, const Ticket& ticket, const Policy& policy, Instant now) {
    return Explanation(run, ticket, policy, now).all();
}

}  // namespace desk
