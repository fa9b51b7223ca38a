#include "core/duty/owed.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/words.hpp"
#include "core/clock/clock.hpp"
#include "core/clock/due.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/update_rules.hpp"
#include "core/duty/rating.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

using What = Owed::What;

constexpr auto words = std::to_array<Word<What>>({
    {What::target, "target"},
    {What::assess, "assess"},
    {What::assign, "assign"},
    {What::tell_priority, "tell-priority"},
    {What::tell_step, "tell-step"},
    {What::tell_late, "tell-late"},
    {What::update, "update"},
    {What::intake, "intake"},
    {What::plan, "plan"},
    {What::step, "step"},
    {What::promise, "promise"},
    {What::confirm, "confirm"},
    {What::answer, "answer"},
    {What::read, "read"},
    {What::follow_up, "follow-up"},
});

/// The millisecond by which an event was moved on behind its predecessor is no minute less.
std::string hours(Milliseconds time) { return to_text(std::chrono::floor<Minutes>(std::chrono::round<Seconds>(time))); }

/// Something said to the client by a person.
bool is_word(const Event& event) {
    const auto* reply = as<did::Reply>(event);
    return reply && !reply->automatic;
}

template <class Predicate>
const Event* last_where(const Ticket& ticket, const Predicate& predicate) {
    const auto found = std::find_if(ticket.log.rbegin(), ticket.log.rend(), predicate);
    return found == ticket.log.rend() ? nullptr : &*found;
}

bool is_told_after(const Ticket& ticket, const Event& event) {
    const auto* word = last_where(ticket, is_word);
    return word && before(event, *word);
}

/// Looks at one ticket and lists what it finds.
class Ledger {
public:
    Ledger(const Ticket& ticket, const Terms& terms, Instant now) : ticket_(ticket), terms_(terms), now_(now) {}

    void feedback();
    void unanswered();
    void unassessed();
    void unassigned();
    void untold();
    void silent();
    void incomplete();
    void steps();
    void unconfirmed();
    void times();

    std::vector<Owed> owed;

private:
    const Policy& policy() const { return terms_.policy; }
    bool is_open() const { return desk::is_open(ticket_.now.status); }

    void owe(What what, std::string text, Instant since, std::optional<Instant> due = {}) {
        owed.push_back({what, std::move(text), since, due});
    }
    void untold_late(const Clock& clock);

    const Ticket& ticket_;
    const Terms& terms_;
    Instant now_;
};

void Ledger::feedback() {
    const auto ratings = ratings_of(ticket_);
    const auto unread = std::ranges::find_if(ratings, [](const Rating& each) { return !each.read; });
    if (unread != ratings.end()) owe(What::read, "feedback not read", unread->event->at);
    const auto low = std::ranges::find_if(
        ratings, [&](const Rating& each) { return !each.followed && is_low(*policy().feedback, each.said->score); });
    if (low != ratings.end()) owe(What::follow_up, fmt::format("rated {}, no follow-up", low->said->score), low->event->at);
}

void Ledger::unanswered() {
    if (ticket_.now.status == Status::waiting) return;
    const auto* heard = heard_unanswered(ticket_);
    if (!heard) return;
    owe(What::answer, is_open() ? "the client has not been answered" : fmt::format("heard, and {}", to_text(ticket_.now.status)),
        heard->at);
}

void Ledger::unassessed() {
    if (!is_open() || !ticket_.now.priority.empty() || policy().priorities.empty()) return;
    const auto rule = assessed(policy(), ticket_);
    owe(What::assess, rule.empty() ? "no priority yet" : fmt::format("no priority yet; the rules give {}", rule), ticket_.opened);
}

void Ledger::unassigned() {
    const auto* priority = priority_named(policy(), ticket_.now.priority);
    if (!is_open() || !priority || !priority->immediate || !ticket_.now.assignee.empty()) return;
    const auto* since = last_where(ticket_, [](const Event& event) {
        return as<did::Prioritise>(event) || as<did::Assign>(event) || as<did::Escalate>(event) || as<did::Reopen>(event);
    });
    owe(What::assign, fmt::format("priority {} and nobody has it", priority->name), since ? since->at : ticket_.opened);
}

void Ledger::untold() {
    const auto* set = last_where(ticket_, [](const Event& event) {
        const auto* open = as<did::Open>(event);
        return as<did::Prioritise>(event) || (open && !open->priority.empty());
    });
    if (policy().updates->priority && set && !ticket_.now.priority.empty() && !is_told_after(ticket_, *set))
        owe(What::tell_priority, fmt::format("priority {} not told", ticket_.now.priority), set->at);
    for (const auto& state : steps_of(ticket_, policy().processes))
        if (state.step->tell && state.is_done() && !state.is_skipped() && !is_told_after(ticket_, *state.done))
            owe(What::tell_step, fmt::format("{} not told", state.step->name), state.done->at);
}

void Ledger::silent() {
    if (!is_open()) return;
    const auto all = updates(ticket_, terms_, now_);
    if (all.empty() || all.back().state != Clock::State::late) return;
    const auto& clock = all.back();
    const auto time = hours(between(*clock.calendar, clock.start, now_, clock.pauses));
    owe(What::update, fmt::format("no update to the client for {}", time), clock.start, clock.due);
}

void Ledger::incomplete() {
    if (!is_open()) return;
    std::vector<std::string> missing;
    for (const auto* item : gaps(ticket_, policy())) missing.push_back(item->name);
    if (!missing.empty()) owe(What::intake, fmt::format("to ask for: {}", joined(missing, ", ")), ticket_.opened);

    const int tier = ticket_.now.tier;
    if (tier < 1 || tier > static_cast<int>(policy().tiers.size())) return;
    auto needs = policy().tiers[static_cast<std::size_t>(tier) - 1].needs;
    std::erase_if(needs, [&](const std::string& item) { return !fact(ticket_, item).empty(); });
    if (needs.empty()) return;
    const auto* came = last<did::Escalate>(ticket_);
    owe(What::plan, fmt::format("tier {} needs: {}", tier, joined(needs, ", ")), came ? came->at : ticket_.opened);
}

/// When the step's turn came: with the last step before it that was done, else when the process became the ticket's.
Instant turn_of(const StepState& state, const std::vector<StepState>& steps, const Ticket& ticket) {
    const Event* before_it = nullptr;
    for (const auto& other : steps)
        if (other.process == state.process && other.step < state.step && other.is_done() &&
            (!before_it || before(*before_it, *other.done)))
            before_it = other.done;
    auto condition = state.process->when;
    condition.words.insert(condition.words.end(), state.step->when.words.begin(), state.step->when.words.end());
    const auto* held = held_since(ticket, condition);
    const auto from = held && held != &ticket.log.front() ? held->at : ticket.opened;
    return before_it ? std::max(before_it->at, from) : from;
}

void Ledger::steps() {
    const auto next = next_steps(ticket_, policy().processes);
    if (next.empty()) return;
    const auto all = steps_of(ticket_, policy().processes);
    for (const auto& state : next) {
        if (gate_of(ticket_, policy().processes, state.step->name)) continue;
        const auto since = turn_of(state, all, ticket_);
        const auto& within = state.step->within;
        const auto until = within ? due_if_reached(*within, calendar_or_desks(policy(), {}), since, policy(), {}) : std::nullopt;
        owe(What::step, fmt::format("{}: {}", state.process->name, state.step->name), since, until);
    }
}

void Ledger::unconfirmed() {
    if (ticket_.now.status != Status::resolved || policy().resolution->confirm == Policy::Resolution::Confirm::no ||
        is_confirmed(ticket_))
        return;
    const auto* resolved = last<did::Resolve>(ticket_);
    owe(What::confirm, "ask whether it works", resolved ? resolved->at : ticket_.opened);
}

void Ledger::untold_late(const Clock& clock) {
    const auto& via = policy().updates->late_by;
    if (via.empty() || !clock.is_over() || !clock.due) return;
    const auto* told = last_where(ticket_, [&](const Event& event) {
        return is_word(event) && as<did::Reply>(event)->via == via && event.at > *clock.due;
    });
    if (!told) owe(What::tell_late, fmt::format("{} late, not told by {}", noun_of(clock), via), *clock.due);
}

std::string promise_text(const Clock& clock) {
    const auto word = noun_of(clock);
    if (clock.missing.empty() || clock.missing == std::vector<std::string>{"date"})
        return fmt::format("{} date not yet agreed", word);
    return fmt::format("{}: {}", word, joined(clock.missing, ", "));
}

void Ledger::times() {
    for (const auto& clock : clocks(ticket_, terms_, now_)) {
        if (clock.state == Clock::State::unset) owe(What::promise, promise_text(clock), clock.start);
        if (clock.state == Clock::State::late && clock.due) {
            const auto over = hours(-left(clock, now_).value_or(Milliseconds(0)));
            owe(What::target, fmt::format("{} {} over", noun_of(clock), over), *clock.due, clock.due);
        }
        untold_late(clock);
    }
}

}  // namespace

const Event* heard_unanswered(const Ticket& ticket) {
    const Event* heard = nullptr;
    bool over = false;  // resolved or closed: a second time is history
    for (const auto& event : ticket.log) {
        const bool ends = (as<did::Resolve>(event) || as<did::Close>(event)) && !over;
        over = (over || ends) && !as<did::Reopen>(event);
        if (const auto* hear = as<did::Hear>(event))
            heard = hear->no_answer ? nullptr : &event;
        else if (ends || is_word(event) || as<did::Confirm>(event) || (as<did::Reopen>(event) && event.by != rules_name))
            heard = nullptr;
    }
    return heard;
}

std::string_view to_text(What what) { return word_of(words, what); }

std::vector<Owed> owed(const Ticket& ticket, const Terms& terms, Instant now) {
    Ledger ledger(ticket, terms, now);
    ledger.feedback();
    ledger.unanswered();
    if (ticket.now.status != Status::closed && !ticket.now.out_of_scope) {
        ledger.times();
        ledger.unassessed();
        ledger.unassigned();
        ledger.untold();
        ledger.silent();
        ledger.incomplete();
        ledger.steps();
        ledger.unconfirmed();
    }
    std::ranges::stable_sort(ledger.owed, {}, &Owed::since);
    return std::move(ledger.owed);
}

}  // namespace desk
