#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

#include "core/ticket/event.hpp"

namespace desk {

/// The log of a ticket. Iterating gives what holds: without what was taken back, and work as corrected. `recorded` is
/// what the file has, for writing, merging, auditing or showing it.
///
/// A `correct` or `retract` applies wherever it is; of several on one event the last one wins. A `retract` takes back what
/// only records, or what is dated later than itself, as by a clock that ran ahead; on anything else it has no effect.
class Log {
public:
    using value_type = Event;
    using const_iterator = const Event*;
    using iterator = const_iterator;

    Log() = default;
    Log(std::vector<Event> recorded) : recorded_(std::move(recorded)) { settle(); }
    Log(std::initializer_list<Event> recorded) : Log(std::vector<Event>(recorded)) {}

    const std::vector<Event>& recorded() const { return recorded_; }

    const Event* begin() const { return holding().data(); }
    const Event* end() const { return begin() + size(); }
    auto rbegin() const { return std::make_reverse_iterator(end()); }
    auto rend() const { return std::make_reverse_iterator(begin()); }
    std::size_t size() const { return holding().size(); }
    bool empty() const { return holding().empty(); }
    const Event& front() const { return holding().front(); }
    const Event& back() const { return holding().back(); }
    const Event& operator[](std::size_t index) const { return holding()[index]; }

    /// The `correct` or `retract` by which this one of the recorded events was revised last; null if it holds as it is.
    const Event* revision_of(const Event& recorded) const;
    /// This one of the recorded events as it holds; null if it was taken back.
    const Event* as_it_holds(const Event& recorded) const;
    /// All of them, in the order of the log, that revise it.
    std::vector<const Event*> revisions_of(const Event& recorded) const;

    /// Changes what is recorded; what holds follows.
    template <class Change>
    void change(Change&& change) {
        std::forward<Change>(change)(recorded_);
        settle();
    }
    void push_back(Event event) {
        change([&](std::vector<Event>& events) { events.push_back(std::move(event)); });
    }

    friend bool operator==(const Log& a, const Log& b) { return a.recorded_ == b.recorded_; }

private:
    /// Places among the recorded.
    struct Revision {
        std::size_t of = 0, by = 0;
    };

    const std::vector<Event>& holding() const { return places_.empty() ? recorded_ : holding_; }
    std::size_t place_of(const Event& recorded) const { return static_cast<std::size_t>(&recorded - recorded_.data()); }
    void settle();
    /// `last`: the place of the revision that holds, of each recorded event.
    void hold(const std::vector<std::size_t>& last);

    std::vector<Event> recorded_;
    // Empty if nothing was ever revised: then what is recorded holds.
    std::vector<Event> holding_;
    std::vector<std::size_t> places_;  ///< of each recorded event among those that hold
    std::vector<Revision> revisions_;  ///< by what they revise, then in the order of the log
};

/// Whether a `retract` of this instant may take the event back: it only records, or is dated later. A ticket's opening stays.
bool is_retractable(const Event& event, Instant at);

}  // namespace desk
