#include <algorithm>
#include <set>
#include <utility>

#include "core/merge/parts.hpp"

namespace desk::merging {
namespace {

bool same_content(const Event& a, const Event& b) { return a.what == b.what && a.unknown_keys == b.unknown_keys; }

struct InOrder {
    bool operator()(const Event& a, const Event& b) const {
        if (before(a, b)) return true;
        if (before(b, a) || same_content(a, b)) return false;
        return sort_key_of(a) < sort_key_of(b);
    }
};

using Pending = std::set<Event, InOrder>;

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

    void put_rest(Pending& pending) const {
        for (std::size_t i = 0; i < log_.size(); ++i)
            if (!taken_[i]) pending.insert(log_[i]);
    }

private:
    std::size_t index_of(const Event& event) const {
        const auto found = std::ranges::lower_bound(log_, event, before);
        if (found == log_.end() || before(event, *found)) return log_.size();
        return static_cast<std::size_t>(found - log_.begin());
    }

    /// An earlier merge may have moved it on behind one that clashed with it; otherwise what stands in its place is an altered
    /// form.
    std::size_t place_of(const Event& event) const {
        auto moved = event;
        for (auto i = index_of(moved); i < log_.size(); i = index_of(moved)) {
            if (same_content(log_[i], event)) return i;
            moved.at += Milliseconds(1);
        }
        return index_of(event);
    }

    const Log& log_;
    std::vector<bool> taken_;
};

Event joined_event(const Event& base, const Event& ours, const Event& theirs) {
    Event made{base.at, base.by, joined(base.what, ours.what, theirs.what), {}};
    const auto keys = keys_of(made);
    made.unknown_keys = settled(joined(base.unknown_keys, ours.unknown_keys, theirs.unknown_keys, keys), keys);
    return made;
}

/// The least content keeps the place. One that moves on competes in the next place the same way, so it does not matter in which
/// order and in how many steps the events came together; the set drops it where it meets itself.
Log laid_out(Pending pending) {
    Log log;
    while (!pending.empty()) {
        auto next = pending.extract(pending.begin());
        if (log.empty() || before(log.back(), next.value())) {
            log.push_back(std::move(next.value()));
        } else {
            next.value().at += Milliseconds(1);
            pending.insert(std::move(next));
        }
    }
    return log;
}

}  // namespace

Log joined(const Log& base, const Log& ours, const Log& theirs) {
    Side left(ours), right(theirs);
    Pending pending;
    for (const auto& event : base) pending.insert(joined_event(event, left.take(event), right.take(event)));
    left.put_rest(pending);
    right.put_rest(pending);
    return laid_out(std::move(pending));
}

}  // namespace desk::merging
