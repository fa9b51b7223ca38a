#include "core/month/report.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/base/all_cores.hpp"
#include "core/base/contains.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/duty/rating.hpp"
#include "core/month/report_targets.hpp"
#include "core/month/time_entries.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

/// Whether an event of this kind lies in the period.
template <class T>
bool has_in(const Ticket& ticket, const Period& period) {
    return std::ranges::any_of(ticket.log, [&](const Event& event) { return as<T>(event) && lies_in(event.at, period); });
}

template <class T>
const Event* first(const Ticket& ticket) {
    const auto found = std::ranges::find_if(ticket.log, [](const Event& event) { return as<T>(event) != nullptr; });
    return found == ticket.log.end() ? nullptr : &*found;
}

Counts counts_of(const std::map<std::string, int>& counted) { return {counted.begin(), counted.end()}; }

/// Resolved during a call, or without a word of the client's, a wait or a reopening, and with one word of ours at the most.
bool is_first_contact(const Ticket& ticket, const Event& resolved) {
    if (last<did::Reopen>(ticket)) return false;
    if (as<did::Resolve>(resolved)->during == "call") return true;
    int words = 0;
    for (const auto& event : ticket.log) {
        if (&event == &resolved) break;
        const auto* reply = as<did::Reply>(event);
        words += reply && !reply->automatic;
        if (as<did::Hear>(event) || as<did::Wait>(event)) return false;
    }
    return words <= 1;
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
    const auto add = [&](const std::string& score, int count) {
        satisfaction.scores.push_back({score, count, rated.ratings, score == headline(rated.feedback)});
    };
    for (const auto& score : scale) {
        const auto found = rated.scores.find(score);
        add(score, found == rated.scores.end() ? 0 : found->second);
    }
    for (const auto& [score, count] : rated.scores)
        if (!contains(scale, score)) add(score, count);
    if (rated.feedback.goal) satisfaction.goals.emplace_back(*rated.feedback.goal, headline(rated.feedback));
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

    void take(const Ticket& ticket, const Judged& judged) {
        const auto volume = volume_of(ticket);
        if (volume != Volume()) count(ticket, volume);
        for (const auto& event : ticket.log)
            if (lies_in(event.at, period_)) take(event);
        respond_.insert(respond_.end(), judged.respond.begin(), judged.respond.end());
        resolve_.insert(resolve_.end(), judged.resolve.begin(), judged.resolve.end());
        satisfaction(ticket, volume);
    }

    PeriodReport done() {
        report.reopened_for = counts_of(reopened_for_);
        report.causes = counts_of(causes_);
        report.kind_changes = counts_of(kind_changes_);
        report.respond = spread_of(std::move(respond_));
        report.resolve = spread_of(std::move(resolve_));
        for (const auto& [key, counted] : first_contact_) report.first_contact.push_back(counted);
        for (const auto& rated : rated_) add(report.satisfaction, rated);
        return std::move(report);
    }

    PeriodReport report;

private:
    Volume volume_of(const Ticket& ticket) const {
        Volume volume;
        volume.opened = lies_in(ticket.opened, period_);
        volume.resolved = has_in<did::Resolve>(ticket, period_);
        volume.reopened = has_in<did::Reopen>(ticket, period_);
        volume.closed = has_in<did::Close>(ticket, period_);
        volume.open = ticket.opened < period_.until && is_open(ticket.now.status);
        volume.out_of_scope = volume.opened && ticket.now.out_of_scope;
        return volume;
    }

    void count(const Ticket& ticket, const Volume& volume) {
        report.all += volume;
        report.kinds[ticket.now.kind] += volume;
        report.priorities[ticket.now.priority] += volume;
        report.channels[ticket.channel] += volume;
        report.clients[ticket.client] += volume;
        if (volume.opened) on(ticket.opened).opened += 1;
        if (volume.resolved) resolved(ticket);
        if (const auto cause = cause_of(ticket); !cause.empty() && (volume.opened || volume.resolved)) ++causes_[cause];
    }

    Volume& on(Instant at) {
        const auto day = std::chrono::sys_days(desk_.policy.zone.day(at));
        return report.days.at(static_cast<std::size_t>((day - std::chrono::sys_days(report.days.front().first)).count())).second;
    }

    void take(const Event& event) {
        if (const auto* escalated = as<did::Escalate>(event)) {
            ++(escalated->rule.empty() ? report.escalated_by_hand : report.escalated_by_rule);
            ++report.tiers[escalated->to];
        }
        if (const auto* reopened = as<did::Reopen>(event)) ++reopened_for_[reopened->reason.empty() ? "other" : reopened->reason];
        if (const auto* kind = as<did::Kind>(event))
            ++kind_changes_[fmt::format("{} -> {}", kind->from.empty() ? "none" : kind->from, kind->to)];
    }

    void resolved(const Ticket& ticket) {
        for (const auto& event : ticket.log)
            if (as<did::Resolve>(event) && lies_in(event.at, period_)) {
                on(event.at).resolved += 1;
                break;
            }
        const auto* resolution = first<did::Resolve>(ticket);
        if (!lies_in(resolution->at, period_)) return;
        const auto* channel = channel_named(policy_of(desk_, ticket), ticket.channel);
        const auto goal = channel ? channel->first_contact : std::nullopt;
        auto& counted = first_contact_[{ticket.channel, goal}];
        counted.channel = ticket.channel;
        counted.goal = goal;
        ++counted.resolved;
        counted.first += is_first_contact(ticket, *resolution);
    }

    void satisfaction(const Ticket& ticket, const Volume& volume) {
        auto& made = report.satisfaction;
        const auto ratings = ratings_of(ticket);
        made.asked += volume.closed;
        made.answered += volume.closed && !ratings.empty();
        bool unfollowed = false;
        const auto& feedback = *policy_of(desk_, ticket).feedback;
        auto& rated = *rated_under(feedback);
        for (const auto& rating : ratings) {
            if (!lies_in(rating.event->at, period_)) continue;
            ++made.ratings;
            ++rated.ratings;
            ++rated.scores[rating.said->score];
            made.unread += !rating.read;
            unfollowed = unfollowed || (!rating.followed && is_low(feedback, rating.said->score));
        }
        if (unfollowed) made.unfollowed.push_back(&ticket);
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

Volume& Volume::operator+=(const Volume& other) {
    opened += other.opened;
    resolved += other.resolved;
    reopened += other.reopened;
    closed += other.closed;
    open += other.open;
    out_of_scope += other.out_of_scope;
    return *this;
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

PeriodReport report_of(std::span<const Ticket> tickets, const Period& period, const std::string& client, const Desk& desk) {
    Tally tally(period, desk);
    tally.report.period = period;
    tally.report.client = client;
    auto all = judged(tickets, period, desk);
    std::vector<Decided> decided;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        tally.take(tickets[i], all[i]);
        std::ranges::move(all[i].decided, std::back_inserter(decided));
    }
    count_targets(decided, desk, tally.report);
    return tally.done();
}

std::vector<WeekHours> weeks_of(const MonthHours& hours, const Zone& zone) {
    std::map<std::pair<std::chrono::sys_days, std::string>, WeekHours> weeks;
    for (const auto& client : hours.clients)
        for (const auto& entry : client.entries) {
            const std::chrono::sys_days day(zone.day(entry.began));
            const auto monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
            auto& week = weeks[{monday, client.client}];
            week.client = client.client;
            week.monday = Day(monday);
            (entry.counted ? week.counted : week.not_counted) += entry.counted ? entry.accounted : entry.time;
        }
    std::vector<WeekHours> all;
    all.reserve(weeks.size());
    for (auto& [key, week] : weeks) all.push_back(std::move(week));
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
