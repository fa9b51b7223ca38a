#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/merge/parts.hpp"

namespace desk::merging {
namespace {

bool same_content(const Event& a, const Event& b) { return a.what == b.what && a.unknown_keys == b.unknown_keys; }

using Maker = std::pair<std::string_view, std::string_view>;

/// Events of one of these never meet those of another.
Maker maker_of(const Event& event) { return {event.by, verb_of(event)}; }

/// Where the events of a log are that an earlier merge moved on behind one that clashed with them. It is made when one is sought:
/// mostly none is.
class Moved {
public:
    explicit Moved(const Log& log) : log_(log), runs_(log.size()) {
        std::map<Maker, std::size_t> last;
        for (std::size_t i = 0; i < log.size(); ++i) {
            const auto [before, is_first] = last.try_emplace(maker_of(log[i]), i);
            const bool goes_on = !is_first && log[before->second].at + Milliseconds(1) == log[i].at;
            runs_[i] = goes_on ? runs_[before->second] : i;
            before->second = i;
            places_[{maker_of(log[i]), sort_key_of(log[i])}].push_back(i);
        }
    }

    /// From the place where it would stand; absent where another has taken that.
    std::optional<std::size_t> from(std::size_t place, const Event& event) const {
        const auto found = places_.find({maker_of(event), sort_key_of(event)});
        if (found == places_.end()) return {};
        const auto next = std::ranges::lower_bound(found->second, place);
        return next != found->second.end() && runs_[*next] == runs_[place] ? std::optional(*next) : std::nullopt;
    }

private:
    const Log& log_;
    std::vector<std::size_t> runs_;  ///< where events of one maker follow each other by a millisecond: the first of them
    std::map<std::pair<Maker, std::string>, std::vector<std::size_t>> places_;
};

/// One version's log. It tells which of its events are those of the base; the rest are new.
class Side {
public:
    explicit Side(const Log& log) : log_(log), taken_(log.size(), false) {}

    /// The base's event as it stands here; as it was where it has been taken away.
    Event take(const Event& event) {
        const auto place = place_of(event);
        if (place == log_.size()) return event;
        taken_[place] = true;
        Event form = log_[place];
        form.at = event.at;
        return form;
    }

    void put_rest(Log& events) const {
        for (std::size_t i = 0; i < log_.size(); ++i)
            if (!taken_[i]) events.push_back(log_[i]);
    }

private:
    std::size_t index_of(const Event& event) const {
        const auto found = std::ranges::lower_bound(log_, event, before);
        if (found == log_.end() || before(event, *found)) return log_.size();
        return static_cast<std::size_t>(found - log_.begin());
    }

    /// An earlier merge may have moved it on; otherwise what stands in its place is an altered form.
    std::size_t place_of(const Event& event) {
        const auto place = index_of(event);
        if (place == log_.size() || same_content(log_[place], event)) return place;
        if (!moved_) moved_.emplace(log_);
        return moved_->from(place, event).value_or(place);
    }

    const Log& log_;
    std::vector<bool> taken_;
    std::optional<Moved> moved_;
};

Event joined_event(const Event& base, const Event& ours, const Event& theirs) {
    Event made{base.at, base.by, joined(base.what, ours.what, theirs.what), {}};
    const auto keys = keys_of(made);
    made.unknown_keys = settled(joined(base.unknown_keys, ours.unknown_keys, theirs.unknown_keys, keys), keys);
    return made;
}

struct Pending {
    std::string content;
    const Event* event;
};

/// The least content keeps the place. One that moves on competes in the next place the same way, so it does not matter in which
/// order and in how many steps the events came together; it is dropped where it meets itself.
void lay_out(std::vector<Pending> of_one_maker, Log& log) {
    std::ranges::sort(of_one_maker, {}, [](const Pending& each) { return each.event->at; });
    std::map<std::string, const Event*> competing;
    auto next = of_one_maker.begin();
    for (Instant at{}; next != of_one_maker.end() || !competing.empty(); at += Milliseconds(1)) {
        if (competing.empty()) at = next->event->at;
        for (; next != of_one_maker.end() && next->event->at <= at; ++next)
            competing.emplace(std::move(next->content), next->event);
        log.push_back(*competing.begin()->second);
        log.back().at = at;
        competing.erase(competing.begin());
    }
}

Log laid_out(const Log& events) {
    std::map<Maker, std::vector<Pending>> by_maker;
    for (const auto& event : events) by_maker[maker_of(event)].push_back({sort_key_of(event), &event});
    Log log;
    log.reserve(events.size());
    for (auto& [maker, pending] : by_maker) lay_out(std::move(pending), log);
    std::ranges::sort(log, before);
    return log;
}

/// Two that closed a ticket by the same rule, at the same instant, and recorded it one after the other, did it once; the later
/// record holds.
void unite_closings(Log& events) {
    std::map<std::pair<Instant, std::string>, std::optional<Instant>> latest;
    const auto visit = [&](const auto& use) {
        for (auto& event : events)
            if (auto* close = std::get_if<did::Close>(&event.what)) {
                auto bare = event;
                std::get<did::Close>(bare.what).recorded.reset();
                use(*close, latest[{event.at, event.by + " " + sort_key_of(bare)}]);
            }
    };
    visit([](const did::Close& close, std::optional<Instant>& last) { last = std::max(last, close.recorded); });
    visit([](did::Close& close, const std::optional<Instant>& last) { close.recorded = last; });
}

}  // namespace

Log joined(const Log& base, const Log& ours, const Log& theirs) {
    Side left(ours), right(theirs);
    Log events;
    events.reserve(base.size() + ours.size() + theirs.size());
    for (const auto& event : base) events.push_back(joined_event(event, left.take(event), right.take(event)));
    left.put_rest(events);
    right.put_rest(events);
    unite_closings(events);
    return laid_out(events);
}

}  // namespace desk::merging
