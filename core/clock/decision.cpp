#include "core/clock/decision.hpp"

#include <algorithm>

#include "core/base/contains.hpp"
#include "core/contract/clock_rules.hpp"

namespace desk {
namespace {

using End = Promised::End;

/// A target that held, and the instants that it may be counted from, rising.
struct Known {
    std::size_t last = 0;  ///< the latest promise that had it
    std::vector<Instant> bases;
};

std::vector<Candidate> weighed(const Promised& promised, Instant base, std::span<const Period> pauses, const Course& course,
                               const Policy& policy, bool steps) {
    return candidates_on(promised.sources, policy, {course.start, base, pauses, promised.date, course.ungiven, steps});
}

class Decider {
public:
    Decider(std::vector<Promised>& all, const Course& course, const Policy& policy)
        : all_(all), course_(course), policy_(policy) {}

    Decision decide() {
        Decision decision;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            auto& each = all_[i];
            if (is_without_effect(i)) {
                each.end = End::without;
                continue;
            }
            promise(i);
            if (takes_back(i, decision.promised)) {
                each.end = End::without;
                continue;
            }
            if (i > 0) all_[decision.promised].end = End::replaced;
            decision.promised = i;
            if (decision.missed = missed(i); !decision.missed) continue;
            each.end = End::missed;
            for (auto later = i + 1; later < all_.size(); ++later) all_[later].end = End::without;
            return decision;
        }
        if (course_.stopped) all_[decision.promised].end = course_.is_ours ? End::met : End::undecided;
        return decision;
    }

private:
    /// What changes at the stop, or after it, changes nothing; save that what was not known before holds from the start.
    bool is_without_effect(std::size_t i) const {
        return i > 0 && course_.stopped && all_[i].from >= *course_.stopped && !all_[i].first;
    }

    /// What was met before the first priority or kind was known stays met, although that holds from the start.
    bool takes_back(std::size_t i, std::size_t before) const {
        if (i == 0 || !course_.stopped || !course_.is_ours || all_[i].from < *course_.stopped || !was_met(all_[before]))
            return false;
        return !all_[i].due || *all_[i].due < *course_.stopped;
    }

    bool was_met(const Promised& before) const {
        const auto* chosen = chosen_among(before.candidates, *policy_.clock);
        return before.due || (chosen && chosen->target->form == Target::Form::next_release && chosen->missing.empty());
    }

    /// When the due time passed before anything else happened. Absent: it has not.
    std::optional<Instant> missed(std::size_t i) const {
        const auto& each = all_[i];
        if (!each.due || *each.due >= course_.now) return {};
        if (course_.stopped && *course_.stopped <= *each.due) return {};
        const auto next = next_change(i);
        if (next && *next <= std::max(*each.due, each.from)) return {};
        return each.first ? *each.due : std::max(*each.due, each.from);
    }

    std::optional<Instant> next_change(std::size_t i) const {
        for (auto next = i + 1; next < all_.size(); ++next)
            if (!is_without_effect(next)) return all_[next].from;
        return {};
    }

    void promise(std::size_t i) {
        auto& each = all_[i];
        each.base = course_.start;
        if (i > 0) {
            // Which of two targets is tighter is settled now: both from the start, with the pauses up to now.
            const auto so_far = pauses_until(each.from);
            each.base = base_of(i, so_far);
            weigh(i);
            note(i, each.base);
            keep_looser(i, so_far);
        } else {
            weigh(i);
            if (each.due && *each.due < course_.begun) {
                each.base = course_.begun;
                weigh(i);
            }
            note(i, each.base);
        }
    }

    void weigh(std::size_t i) {
        auto& each = all_[i];
        each.candidates = weighed(i, each.base, course_.pauses);
        each.due = due_of(each.candidates);
    }

    Instant base_of(std::size_t i, std::span<const Period> so_far) const {
        if (all_[i].first || policy_.clock->raised_from_opening) return course_.start;
        const auto own = due_from_start(i, so_far);
        std::vector<Instant> bases;
        for (const auto& known : known_)
            if (is_same(known, i) || due_from_start(known.last, so_far) <= own)
                bases.insert(bases.end(), known.bases.begin(), known.bases.end());
        std::ranges::sort(bases);
        for (const auto base : bases)
            if (const auto due = due_of(weighed(i, base, course_.pauses)); !due || *due >= all_[i].from) return base;
        return all_[i].from;
    }

    /// The promise is never later than what a looser target gave before, as far as that is still ahead.
    void keep_looser(std::size_t i, std::span<const Period> so_far) {
        auto& each = all_[i];
        if (!each.due) return;
        const auto own = due_from_start(i, so_far);
        for (const auto& known : known_) {
            if (is_same(known, i) || due_from_start(known.last, so_far) <= own) continue;
            for (const auto base : known.bases) {
                auto candidates = weighed(known.last, base, course_.pauses);
                const auto due = due_of(candidates);
                if (!due || *due < each.from) continue;
                if (*due < *each.due) {
                    each.due = due;
                    each.kept = known.last;
                    each.base = base;
                    each.candidates = std::move(candidates);
                }
                break;
            }
        }
    }

    void note(std::size_t i, Instant base) {
        auto known = std::ranges::find_if(known_, [&](const Known& one) { return is_same(one, i); });
        if (known == known_.end()) known = known_.insert(known, Known{i, {}});
        known->last = i;
        auto& bases = known->bases;
        if (!contains(bases, base)) bases.insert(std::ranges::upper_bound(bases, base), base);
    }

    bool is_same(const Known& known, std::size_t i) const { return all_[known.last].sources == all_[i].sources; }

    std::vector<Period> pauses_until(Instant at) const {
        std::vector<Period> pauses;
        for (const auto& each : course_.pauses)
            if (each.from < at) pauses.push_back({each.from, std::min(each.until, at)});
        return pauses;
    }

    /// No target, or no date yet, is the loosest.
    Instant due_from_start(std::size_t i, std::span<const Period> pauses) const {
        return due_of(weighed(i, course_.start, pauses)).value_or(Instant::max());
    }

    std::vector<Candidate> weighed(std::size_t i, Instant base, std::span<const Period> pauses) const {
        return desk::weighed(all_[i], base, pauses, course_, policy_, false);
    }

    std::optional<Instant> due_of(const std::vector<Candidate>& candidates) const {
        const auto* chosen = chosen_among(candidates, *policy_.clock);
        return chosen ? chosen->due : std::nullopt;
    }

    std::vector<Promised>& all_;
    const Course& course_;
    const Policy& policy_;
    std::vector<Known> known_;
};

}  // namespace

Decision decide(std::vector<Promised>& all, const Course& course, const Policy& policy) {
    return Decider(all, course, policy).decide();
}

void explain(std::vector<Promised>& all, std::size_t index, const Course& course, const Policy& policy) {
    auto& promised = all[index];
    promised.candidates = weighed(all[promised.kept.value_or(index)], promised.base, course.pauses, course, policy, true);
}

}  // namespace desk
