#include "core/clock/timeline.hpp"

#include <algorithm>

#include "core/contract/process.hpp"

namespace desk {
namespace {

/// Takes one event after the other, in the order of the log; says the same of the status as `fold`.
class Teller {
public:
    explicit Teller(const Ticket& ticket) : opened_(ticket.opened) {
        story.holds.push_back({opened_, {}, {}, 0});
        story.spells.push_back({opened_, {}, {}});
    }

    void take(const Event& event) {
        event_ = &event;
        at_ = std::max(event.at, opened_);
        std::visit(*this, event.what);
    }

    void operator()(const did::Open& open) {
        auto& hold = story.holds.back();
        if (!open.kind.empty()) hold.kind = open.kind;
        if (!open.priority.empty()) hold.priority = open.priority;
        if (open.tier != 0) hold.tier = open.tier;
    }
    void operator()(const did::Prioritise& change) { held_now().priority = change.to; }
    void operator()(const did::Kind& change) { held_now().kind = change.to; }
    void operator()(const did::Escalate& change) { held_now().tier = change.to; }
    void operator()(const did::Scope& change) { story.out_of_scope = change.to == "out"; }

    void operator()(const did::Work& work) {
        const auto began = std::max(desk::began(*event_, work), opened_);
        story.worked = std::min(story.worked.value_or(began), began);
    }
    void operator()(const did::Reply& reply) {
        if (!story.answered) story.answered = at_;
        if (!reply.automatic && !story.replied) story.replied = at_;
    }

    void operator()(const did::Wait& wait) {
        if (!is_open()) return;
        end_wait();
        story.waits.push_back({wait.whom, at_, {}});
    }
    void operator()(const did::Resume&) { end_wait(); }
    void operator()(const did::Hear&) {
        if (!story.waits.empty() && story.waits.back().whom == "client") end_wait();
    }

    void operator()(const did::Step& step) {
        if (step.result != "no" && step.result != Process::Step::skipped) story.given.push_back({at_, step.step, false});
    }
    void operator()(const did::Promise& promise) {
        if (const auto day = day_from(promise.due)) story.promises.push_back({at_, *day, promise.what});
    }
    void operator()(const did::Resolve& resolve) {
        story.given.push_back({at_, resolve.how, true});
        end_spell();
    }
    void operator()(const did::Close&) {
        end_spell();
        auto& spell = story.spells.back();
        if (!spell.closed) spell.closed = at_;
    }
    void operator()(const did::Reopen&) {
        if (!is_open()) story.spells.push_back({at_, {}, {}});
    }
    template <class T>
    void operator()(const T&) {}

    Story story;

private:
    bool is_open() const { return !story.spells.back().until; }

    Story::Hold& held_now() {
        if (story.holds.back().from != at_) {
            auto next = story.holds.back();
            next.from = at_;
            story.holds.push_back(next);
        }
        return story.holds.back();
    }
    void end_wait() {
        if (!story.waits.empty() && !story.waits.back().until) story.waits.back().until = at_;
    }
    void end_spell() {
        end_wait();
        auto& spell = story.spells.back();
        if (!spell.until) spell.until = at_;
    }

    Instant opened_;
    Instant at_{};
    const Event* event_ = nullptr;
};

}  // namespace

Story story_of(const Ticket& ticket) {
    Teller teller(ticket);
    for (const auto& event : ticket.log) teller.take(event);
    return std::move(teller.story);
}

}  // namespace desk
