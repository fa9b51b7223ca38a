#include "core/ticket/log.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>

#include "core/base/contains.hpp"
#include "core/ticket/revision.hpp"

namespace desk {
namespace {

using Place = std::size_t;

constexpr auto nowhere = static_cast<Place>(-1);

/// The verbs that only record: nothing follows from them but what is read from the log each time.
constexpr std::array<std::string_view, 10> recording{did::Reply::name, did::Hear::name,    did::Note::name, did::Answer::name,
                                                     did::Step::name,  did::Promise::name, did::Rate::name, did::Link::name,
                                                     did::Wait::name,  did::Attach::name};

bool revises(const Event& event) { return as<did::Correct>(event) || as<did::Retract>(event); }

/// The recorded events in the order of a log, also where they are in another.
class Ordered {
public:
    explicit Ordered(const std::vector<Event>& events) : events_(events), places_(events.size()) {
        std::iota(places_.begin(), places_.end(), Place{0});
        const auto earlier = [&](Place a, Place b) { return before(events_[a], events_[b]); };
        if (!std::ranges::is_sorted(places_, earlier)) std::ranges::stable_sort(places_, earlier);
    }

    const std::vector<Place>& places() const { return places_; }

    Place find(Instant at, std::string_view by, std::string_view verb) const {
        const auto key = [&](Place place) {
            const auto& event = events_[place];
            return std::tuple(event.at, std::string_view(event.by), verb_of(event));
        };
        const auto sought = std::tuple(at, by, verb);
        const auto found = std::ranges::lower_bound(places_, sought, {}, key);
        return found == places_.end() || key(*found) != sought ? nowhere : *found;
    }

    Place opening() const {
        const auto found = std::ranges::find_if(places_, [&](Place place) { return as<did::Open>(events_[place]) != nullptr; });
        return found == places_.end() ? nowhere : *found;
    }

private:
    const std::vector<Event>& events_;
    std::vector<Place> places_;
};

}  // namespace

bool is_retractable(const Event& event, Instant at) { return contains(recording, verb_of(event)) || event.at > at; }

void Log::settle() {
    holding_.clear();
    places_.clear();
    revisions_.clear();
    if (std::ranges::none_of(recorded_, revises)) return;

    const Ordered ordered(recorded_);
    const auto opening = ordered.opening();
    std::vector<Place> last(recorded_.size(), nowhere);  // by which each was revised last
    const auto is_taken_back = [&](Place place) { return last[place] != nowhere && as<did::Retract>(recorded_[last[place]]); };
    // What a revision takes back is later than itself, where it is one: so each is known to hold when its turn comes.
    for (const auto by : ordered.places()) {
        if (!revises(recorded_[by]) || is_taken_back(by)) continue;
        const auto* correct = as<did::Correct>(recorded_[by]);
        const auto* retract = as<did::Retract>(recorded_[by]);
        const auto of = correct ? ordered.find(correct->of, correct->of_by, did::Work::name)
                                : ordered.find(retract->of, retract->of_by, retract->of_do);
        if (of == nowhere || of == opening) continue;
        if (retract && !is_retractable(recorded_[of], recorded_[by].at)) continue;
        last[of] = by;
        revisions_.push_back({of, by});
    }
    std::ranges::stable_sort(revisions_, {}, &Revision::of);
    hold(last);
}

void Log::hold(const std::vector<std::size_t>& last) {
    places_.assign(recorded_.size(), nowhere);
    for (Place place = 0; place < recorded_.size(); ++place) {
        auto event = recorded_[place];
        if (last[place] != nowhere) {
            const auto* recorded = as<did::Work>(event);
            const auto work = recorded ? corrected(*recorded, recorded_[last[place]]) : std::nullopt;
            if (!work) continue;
            event.what = *work;
        }
        places_[place] = holding_.size();
        holding_.push_back(std::move(event));
    }
}

const Event* Log::revision_of(const Event& recorded) const {
    const auto found = std::ranges::upper_bound(revisions_, place_of(recorded), {}, &Revision::of);
    if (found == revisions_.begin() || std::prev(found)->of != place_of(recorded)) return nullptr;
    return &recorded_[std::prev(found)->by];
}

const Event* Log::as_it_holds(const Event& recorded) const {
    if (places_.empty()) return &recorded;
    const auto place = places_[place_of(recorded)];
    return place == nowhere ? nullptr : &holding_[place];
}

std::vector<const Event*> Log::revisions_of(const Event& recorded) const {
    // Not equal_range: Clang 14 does not know the range that it answers.
    const auto first = std::ranges::lower_bound(revisions_, place_of(recorded), {}, &Revision::of);
    const auto last = std::ranges::upper_bound(revisions_, place_of(recorded), {}, &Revision::of);
    std::vector<const Event*> all;
    all.reserve(static_cast<std::size_t>(last - first));
    for (auto each = first; each != last; ++each) all.push_back(&recorded_[each->by]);
    return all;
}

}  // namespace desk
