#include "core/month/report.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/all_cores.hpp"
#include "core/base/contains.hpp"
#include "core/base/shares.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/duty/rating.hpp"
#include "core/month/first_contact.hpp"
#include "core/month/report_targets.hpp"
#include "core/month/time_entries.hpp"
#include "core/ticket/applied.hpp"
#include "core/ticket/edits.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

Counts counts_of(const std::map<std::string, int>& counted) { return {counted.begin(), counted.end()}; }

/// Who had the ticket at an instant; what happened at that very instant is known.
std::string assignee_at(const Ticket& ticket, Instant at) {
    const auto end = std::ranges::upper_bound(ticket.log, at, {}, &Event::at);
    return fold({ticket.log.begin(), end}).assignee;
}

/// What clients said under one policy's feedback, or under several that ask the same.
struct Rated {
    const Policy::Feedback& feedback;
    std::map<std::string, int> scores = {};
    int ratings = 0;
};

bool asks_the_same(const Policy::Feedback& a, const Policy::Feedback& b) {
    return a.scale == b.scale && headline(a) == headline(b) && a.goal == b.goal;
}

void add(Satisfaction& satisfaction, const Rated& rated) {
    if (rated.ratings == 0) return;
    const auto& scale = rated.feedback.scale;
    std::vector<ScoreCount> scores;
    const auto add = [&](const std::string& score, int count) {
        const bool leads = score == headline(rated.feedback);
        scores.push_back({score, count, rated.ratings, 0, leads, leads ? rated.feedback.goal : std::nullopt});
    };
    for (const auto& score : scale) {
        const auto found = rated.scores.find(score);
        add(score, found == rated.scores.end() ? 0 : found->second);
    }
    for (const auto& [score, count] : rated.scores)
        if (!contains(scale, score)) add(score, count);
    std::vector<int> counts;
    counts.reserve(scores.size());
    for (const auto& each : scores) counts.push_back(each.count);
    const auto shares = thousandths(counts);
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i].share = shares[i];
    std::ranges::move(scores, std::back_inserter(satisfaction.scores));
}

/// Adds up one ticket after the other.
class Tally {
public:
    Tally(const Period& period, const Desk& desk) : period_(period), desk_(desk) {
        const auto& zone = desk.policy.zone;
        for (auto day = std::chrono::sys_days(zone.day(period.from)); period.until > zone.start(Day(day));
             day += std::chrono::days(1))
            report.days.push_back({Day(day), {}});
        for (const auto* policy : policies_of(desk))
            if (!rated_under(*policy->feedback)) rated_.push_back({*policy->feedback});
    }

    /// Of what is the client's now, where one is named; `volume` counts what was before, too.
    void take(const Ticket& ticket, const Judged& judged) {
        const auto turns = turns_of(ticket);
        happened(ticket);
        for (const auto& turn : turns) take(ticket, turn);
        causes(ticket, turns);
        first_contact(ticket, turns);
        waited(ticket);
        respond_.insert(respond_.end(), judged.respond.begin(), judged.respond.end());
        resolve_.insert(resolve_.end(), judged.resolve.begin(), judged.resolve.end());
        for (const auto& each : judged.decided) {
            auto& agent = report.volume.agents[assignee_at(ticket, each.at)];
            ++(each.met ? agent.met : agent.missed);
        }
        satisfaction(ticket);
    }

    PeriodReport done() {
        report.volume.leave_out_empty_rows();
        for (const auto at : report.volume.opened) ++on(at).opened;
        for (const auto at : report.volume.resolved) ++on(at).resolved;
        report.reopened_for = counts_of(reopened_for_);
        report.causes = counts_of(causes_);
        report.kind_changes = counts_of(kind_changes_);
        report.respond = spread_of(std::move(respond_));
        report.resolve = spread_of(std::move(resolve_));
        for (auto& [channel, times] : waited_) {
            const auto longest = std::ranges::max(times);
            const auto spread = spread_of(std::move(times));
            report.waited.push_back({channel, spread.count, spread.median, longest});
        }
        for (const auto& [key, counted] : first_contact_) report.first_contact.push_back(counted);
        for (const auto& rated : rated_) add(report.satisfaction, rated);
        return std::move(report);
    }

    PeriodReport report;

private:
    Volume& on(Instant at) {
        const auto day = std::chrono::sys_days(desk_.policy.zone.day(at));
        return report.days.at(static_cast<std::size_t>((day - std::chrono::sys_days(report.days.front().first)).count())).second;
    }

    /// Changes of the ticket, as far as they took effect: the second of two that a merge brought together changed nothing.
    void happened(const Ticket& ticket) {
        Lifecycle was;
        walk(ticket.log, [&](const Event& event, Status, const Lifecycle& now) {
            const auto before = std::exchange(was, now);
            if (!lies_in(event.at, period_)) return;
            if (const auto* escalated = as<did::Escalate>(event); escalated && now.tier != before.tier) {
                ++(escalated->rule.empty() ? report.escalated_by_hand : report.escalated_by_rule);
                ++report.tiers[escalated->to];
            }
            if (const auto* kind = as<did::Kind>(event); kind && now.kind != before.kind)
                ++kind_changes_[fmt::format("{} -> {}", before.kind.empty() ? "none" : before.kind, now.kind)];
        });
    }

    void waited(const Ticket& ticket) {
        const auto* opening = lies_in(ticket.opened, period_) ? opening_of(ticket.log) : nullptr;
        if (opening && as<did::Open>(*opening)->waited) waited_[ticket.channel].push_back(*as<did::Open>(*opening)->waited);
    }

    void take(const Ticket& ticket, const Turn& turn) {
        if (!lies_in(turn.event->at, period_)) return;
        if (const auto* reopened = as<did::Reopen>(*turn.event))
            ++reopened_for_[reopened->reason.empty() ? "other" : reopened->reason];
        if (!turn.is<did::Close>()) return;
        ++report.satisfaction.asked;
        report.satisfaction.answered += !ratings_of(ticket).empty();
    }

    void causes(const Ticket& ticket, const std::vector<Turn>& turns) {
        const auto resolved = [&](const Turn& turn) { return turn.is<did::Resolve>() && lies_in(turn.event->at, period_); };
        const auto cause = cause_of(ticket);
        if (!cause.empty() && (lies_in(ticket.opened, period_) || std::ranges::any_of(turns, resolved))) ++causes_[cause];
    }

    void first_contact(const Ticket& ticket, const std::vector<Turn>& turns) {
        const auto first = std::ranges::find_if(turns, [](const Turn& turn) { return turn.is<did::Resolve>(); });
        if (first == turns.end() || !lies_in(first->event->at, period_)) return;
        const auto& policy = policy_of(desk_, ticket);
        const auto* channel = channel_named(policy, ticket.channel);
        const auto goal = channel ? channel->first_contact : std::nullopt;
        auto& counted = first_contact_[{ticket.channel, goal}];
        counted.channel = ticket.channel;
        counted.goal = goal;
        ++counted.resolved;
        counted.first += is_first_contact(ticket, *first->event, policy);
    }

    void satisfaction(const Ticket& ticket) {
        const auto ratings = ratings_of(ticket);
        if (ratings.empty() || !lies_in(ratings.back().event->at, period_)) return;
        const auto& rating = ratings.back();
        const auto& feedback = *policy_of(desk_, ticket).feedback;
        auto& rated = *rated_under(feedback);
        ++report.satisfaction.ratings;
        ++rated.ratings;
        ++rated.scores[rating.said->score];
        report.satisfaction.unread += !rating.read;
        if (!rating.followed && is_low(feedback, rating.said->score)) report.satisfaction.unfollowed.push_back(&ticket);
    }

    Rated* rated_under(const Policy::Feedback& feedback) {
        const auto found =
            std::ranges::find_if(rated_, [&](const Rated& each) { return asks_the_same(each.feedback, feedback); });
        return found == rated_.end() ? nullptr : &*found;
    }

    Period period_;
    const Desk& desk_;
    std::map<std::string, int> reopened_for_, causes_, kind_changes_;
    std::vector<Rated> rated_;  ///< the desk's first
    std::map<std::pair<std::string, std::optional<Percent>>, FirstContact> first_contact_;
    std::vector<Seconds> respond_, resolve_;
    std::map<std::string, std::vector<Seconds>> waited_;  ///< by channel
};

}  // namespace

std::vector<Ticket> as_of(std::vector<Ticket> tickets, Instant until) {
    std::erase_if(tickets, [&](const Ticket& ticket) { return ticket.opened >= until; });
    return computed_on_all_cores(std::span(tickets), [&](Ticket& ticket) { return as_of(std::move(ticket), until); });
}

Period so_far(const Period& whole, std::span<const Ticket> tickets, Instant now) {
    auto last = now;
    for (const auto& ticket : tickets)
        for (const auto& event : ticket.log)
            if (event.at <= now + clock_skew) last = std::max(last, event.at);
    return {whole.from, std::clamp(last + Milliseconds(1), whole.from, whole.until)};
}

Spread spread_of(std::vector<Seconds> times) {
    if (times.empty()) return {};
    std::ranges::sort(times);
    const auto nearest = [&](std::size_t percent) { return times[(times.size() * percent + 99) / 100 - 1]; };
    return {static_cast<int>(times.size()), nearest(50), nearest(90)};
}

bool FirstContact::reached() const {
    return !goal || std::int64_t{first} * Percent::whole > std::int64_t{resolved} * goal->parts;
}

bool ScoreCount::reached() const { return !goal || std::int64_t{count} * Percent::whole >= std::int64_t{of} * goal->parts; }

PeriodReport report_of(std::span<const Ticket> tickets, const Period& period, const std::string& client, const Desk& desk) {
    Tally tally(period, desk);
    tally.report.period = period;
    tally.report.client = client;
    for (const auto& ticket : tickets) add(tally.report.volume, ticket, period, client);
    auto all = judged(tickets, period, desk);
    std::vector<Decided> decided;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        if (!client.empty() && tickets[i].client != client) continue;
        tally.take(tickets[i], all[i]);
        std::ranges::move(all[i].decided, std::back_inserter(decided));
        std::ranges::move(all[i].corrected, std::back_inserter(tally.report.corrected));
        std::ranges::move(all[i].loosened, std::back_inserter(tally.report.loosened));
    }
    std::ranges::stable_sort(tally.report.corrected, {}, [](const Corrected& each) { return each.ticket->id; });
    std::ranges::stable_sort(tally.report.loosened, {},
                             [](const LoosenedPromise& each) { return std::pair(each.change.at, each.ticket->id); });
    count_targets(decided, desk, tally.report);
    tally.report.decided = std::move(decided);
    return tally.done();
}

void add_hours(std::map<std::string, AgentCount>& agents, std::span<const TimeEntry> entries) {
    for (const auto& entry : entries) {
        if (entry.time == Seconds(0)) continue;
        auto& agent = agents[entry.by];
        (entry.counted ? agent.counted : agent.not_counted) += entry.counted ? entry.accounted : entry.time;
    }
}

std::vector<TimeEntry> entries_as_of(Instant at, std::span<const Ticket> tickets, Month month, const Desk& desk) {
    auto each = computed_on_all_cores(tickets, [&](const Ticket& ticket) {
        const MonthSpan only{month, month};
        return has_work_in(ticket, only, desk.policy.zone) ? entries_in(as_of(ticket, at), month, desk)
                                                           : std::vector<TimeEntry>();
    });
    std::vector<TimeEntry> all;
    for (auto& entries : each) std::ranges::move(entries, std::back_inserter(all));
    return all;
}

bool lives_in(const Ticket& ticket, const Period& period) {
    const auto comes_later = [&](const Event& event) { return event.at >= period.from; };
    return ticket.opened < period.until && (ticket.now.status != Status::closed || std::ranges::any_of(ticket.log, comes_later));
}

LifeFilter::LifeFilter(const Period& period) {
    // A zone is never more than a day away from UTC.
    first_ = to_text(Day(std::chrono::floor<std::chrono::days>(period.from) - std::chrono::days(1)));
    last_ = to_text(Day(std::chrono::floor<std::chrono::days>(period.until) + std::chrono::days(1)));
}

bool LifeFilter::operator()(std::string_view bytes) const {
    constexpr std::string_view opened = "\nopened: ", at = "\n- at: ", closed = "\nstatus: closed\n";
    const auto day_behind = [&](std::size_t found, std::string_view key) {
        return bytes.substr(found + key.size(), first_.size());
    };
    // What is not canonical is decoded: a key may stand anywhere in it.
    const auto begun = bytes.find(opened);
    if (begun == bytes.npos) return true;
    if (day_behind(begun, opened) > last_) return false;
    if (bytes.substr(0, begun + 1).find(closed) == bytes.npos) return true;
    const auto last = bytes.rfind(at);
    return last == bytes.npos || day_behind(last, at) >= first_;
}

}  // namespace desk
