#include "core/clock/timeline.hpp"

#include <algorithm>
#include <array>

#include "core/base/contains.hpp"
#include "core/contract/process.hpp"

namespace desk {
namespace {

/// The texts of the header that a ticket's terms, or the start of its clocks, follow from.
constexpr std::array<std::string_view, 3> judged_by{"client", "received", "channel"};

/// The verbs that no clock goes by.
constexpr std::array<std::string_view, 3> read_alone{"note", "rate", "attach"};

/// Takes one event after the other, in the order of the log; says the same of the status, the priority and the tier as `fold`.
class TimelineBuilder {
public:
    explicit TimelineBuilder(const Ticket& ticket) : opened_(ticket.opened) {
        timeline.rounds.push_back({opened_, {}, {}, false, {{opened_, {}, {}, nullptr, false}}});
        timeline.places.push_back({opened_, 0, false});
    }

    void take(const Event& event) {
        event_ = &event;
        at_ = std::max(event.at, opened_);
        std::visit(*this, event.what);
    }

    void operator()(const did::Open& open) {
        auto& hold = timeline.rounds.back().holds.back();
        if (!open.kind.empty()) hold.kind = open.kind;
        if (!open.priority.empty()) hold.priority = priority_ = open.priority;
        if (open.tier != 0) timeline.places.back().tier = open.tier;
    }
    void operator()(const did::Prioritise& change) {
        const bool by_rule = event_->by == rules_name;
        if (by_rule && change.from != priority_) return;  // what it raised does not hold any more: history only
        if (by_rule) timeline.raised.push_back(event_);
        if (!by_rule || priority_.empty()) hold_from_now(&Timeline::Hold::priority, change.to);
        priority_ = change.to;
    }
    void operator()(const did::Kind& change) { hold_from_now(&Timeline::Hold::kind, change.to); }
    void operator()(const did::Escalate& change) {
        if (event_->by != rules_name || change.from == timeline.places.back().tier) place_now().tier = change.to;
    }
    void operator()(const did::Scope& change) { place_now().out_of_scope = change.to == "out"; }

    void operator()(const did::Work& work) {
        timeline.answers.push_back({std::max(desk::began(*event_, work), opened_), Response::work, at_});
    }
    void operator()(const did::Reply& reply) {
        timeline.answers.push_back({at_, reply.automatic ? Response::acknowledgement : Response::reply, at_});
    }
    void operator()(const did::Sent& sent) {
        if (sent.what == "acknowledgement") timeline.answers.push_back({at_, Response::acknowledgement, at_});
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
        if (step.result == Process::Step::skipped) return;
        timeline.steps.push_back({at_, step.step});
        if (step.result != "no") timeline.given.push_back({at_, step.step, false});
    }
    void operator()(const did::Promise& promise) {
        if (const auto day = day_from(promise.due))
            timeline.promises.push_back({at_, *day, promise.what, !promise.agreed_by.empty(), event_});
    }
    void operator()(const did::Resolve& resolve) {
        if (!is_open()) return;
        timeline.given.push_back({at_, resolve.how, true});
        timeline.rounds.back().resolved = true;
        end_round();
    }
    void operator()(const did::Close&) {
        end_round();
        auto& round = timeline.rounds.back();
        if (!round.closed) round.closed = at_;
    }
    void operator()(const did::Reopen&) {
        if (is_open()) return;
        const auto& last = timeline.rounds.back().holds.back();
        timeline.rounds.push_back({at_, {}, {}, false, {{at_, priority_, last.kind, nullptr, false}}});
    }
    void operator()(const did::Link& link) {
        if (link.as == "duplicates" && !timeline.duplicate) timeline.duplicate = at_;
    }
    void operator()(const did::Edit& edit) {
        if (contains(judged_by, edit.field)) timeline.corrections.push_back(event_);
    }
    void operator()(const did::Correct&) { timeline.corrections.push_back(event_); }
    void operator()(const did::Retract& retract) {
        if (!contains(read_alone, retract.of_do)) timeline.corrections.push_back(event_);
    }
    template <class T>
    void operator()(const T&) {}

    Timeline timeline;

private:
    bool is_open() const { return !timeline.rounds.back().until; }

    void hold_from_now(std::string_view Timeline::Hold::*word, std::string_view to) {
        auto& holds = timeline.rounds.back().holds;
        const auto before = holds.back().*word;
        if (before == to) return;
        if (holds.back().from != at_) {
            holds.push_back(holds.back());
            holds.back().from = at_;
            holds.back().event = event_;
            holds.back().first = true;
        }
        holds.back().*word = to;
        holds.back().first = holds.back().first && before.empty();
    }
    Timeline::Place& place_now() {
        if (timeline.places.back().from != at_) {
            auto next = timeline.places.back();
            next.from = at_;
            timeline.places.push_back(next);
        }
        return timeline.places.back();
    }
    void end_wait() {
        if (!timeline.waits.empty() && !timeline.waits.back().until) timeline.waits.back().until = at_;
    }
    void end_round() {
        end_wait();
        auto& round = timeline.rounds.back();
        if (!round.until) round.until = at_;
    }

    Instant opened_;
    Instant at_{};
    std::string_view priority_;  ///< as the ticket has it, whoever gave it
    const Event* event_ = nullptr;
};

}  // namespace

Timeline timeline_of(const Ticket& ticket, Instant now) {
    TimelineBuilder builder(ticket);
    for (const auto& event : ticket.log)
        if (!is_ahead(event.at, now)) builder.take(event);
    return std::move(builder.timeline);
}

}  // namespace desk
