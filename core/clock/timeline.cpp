#include "core/clock/timeline.hpp"

#include <algorithm>

#include "core/contract/process.hpp"

namespace desk {
namespace {

/// Takes one event after the other, in the order of the log; says the same of the status as `fold`.
class Teller {
public:
    explicit Teller(const Ticket& ticket) : opened_(ticket.opened) {
        timeline.holds.push_back({opened_, {}, {}, 0});
        timeline.rounds.push_back({opened_, {}, {}});
    }

    void take(const Event& event) {
        event_ = &event;
        at_ = std::max(event.at, opened_);
        std::visit(*this, event.what);
    }

    void operator()(const did::Open& open) {
        auto& hold = timeline.holds.back();
        if (!open.kind.empty()) hold.kind = open.kind;
        if (!open.priority.empty()) hold.priority = open.priority;
        if (open.tier != 0) hold.tier = open.tier;
    }
    void operator()(const did::Prioritise& change) { held_now().priority = change.to; }
    void operator()(const did::Kind& change) { held_now().kind = change.to; }
    void operator()(const did::Escalate& change) { held_now().tier = change.to; }
    void operator()(const did::Scope& change) { timeline.out_of_scope = change.to == "out"; }

    void operator()(const did::Work& work) {
        const auto began = std::max(desk::began(*event_, work), opened_);
        timeline.worked = std::min(timeline.worked.value_or(began), began);
    }
    void operator()(const did::Reply& reply) {
        if (!timeline.answered) timeline.answered = at_;
        if (!reply.automatic && !timeline.replied) timeline.replied = at_;
    }

    void operator()(const did::Wait& wait) {
        if (!is_open()) return;
        end_wait();
        timeline.waits.push_back({wait.whom, at_, {}});
    }
    void operator()(const did::Resume&) { end_wait(); }
    void operator()(const did::Hear&) {
        if (!timeline.waits.empty() && timeline.waits.back().whom == "client") end_wait();
    }

    void operator()(const did::Step& step) {
        if (step.result != "no" && step.result != Process::Step::skipped) timeline.given.push_back({at_, step.step, false});
    }
    void operator()(const did::Promise& promise) {
        if (const auto day = day_from(promise.due)) timeline.promises.push_back({at_, *day, promise.what});
    }
    void operator()(const did::Resolve& resolve) {
        timeline.given.push_back({at_, resolve.how, true});
        end_spell();
    }
    void operator()(const did::Close&) {
        end_spell();
        auto& round = timeline.rounds.back();
        if (!round.closed) round.closed = at_;
    }
    void operator()(const did::Reopen&) {
        if (!is_open()) timeline.rounds.push_back({at_, {}, {}});
    }
    template <class T>
    void operator()(const T&) {}

    Timeline timeline;

private:
    bool is_open() const { return !timeline.rounds.back().until; }

    Timeline::Hold& held_now() {
        if (timeline.holds.back().from != at_) {
            auto next = timeline.holds.back();
            next.from = at_;
            timeline.holds.push_back(next);
        }
        return timeline.holds.back();
    }
    void end_wait() {
        if (!timeline.waits.empty() && !timeline.waits.back().until) timeline.waits.back().until = at_;
    }
    void end_spell() {
        end_wait();
        auto& round = timeline.rounds.back();
        if (!round.until) round.until = at_;
    }

    Instant opened_;
    Instant at_{};
    const Event* event_ = nullptr;
};

}  // namespace

Timeline timeline_of(const Ticket& ticket) {
    Teller teller(ticket);
    for (const auto& event : ticket.log) teller.take(event);
    return std::move(teller.timeline);
}

}  // namespace desk
