#include "core/ticket/ticket.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "core/base/words.hpp"
#include "core/ticket/edits.hpp"

namespace desk {
namespace {

constexpr auto status_words = std::to_array<Word<Status>>({
    {Status::fresh, "new"},
    {Status::open, "open"},
    {Status::waiting, "waiting"},
    {Status::resolved, "resolved"},
    {Status::closed, "closed"},
});

/// Takes one event after the other, in the order of the log.
class Fold {
public:
    Lifecycle now;

    void take(const Event& event) {
        by_rule_ = event.by == rules_name;
        std::visit(*this, event.what);
    }

    void operator()(const did::Open& open) {
        if (!open.kind.empty()) now.kind = open.kind;
        if (!open.priority.empty()) now.priority = open.priority;
        if (open.tier != 0) now.tier = open.tier;
        if (!open.assignee.empty()) take(open.assignee);
    }
    void operator()(const did::Hear&) {
        if (now.status == Status::waiting && waits_for_ == "client") now.status = Status::open;
    }
    void operator()(const did::Work&) { begin(); }
    // What a rule did on what no longer holds is history only.
    void operator()(const did::Prioritise& change) {
        if (!by_rule_ || change.from == now.priority) now.priority = change.to;
    }
    void operator()(const did::Escalate& change) {
        if (by_rule_ && change.from != now.tier) return;
        now.tier = change.to;
        now.assignee = change.assignee;
    }
    void operator()(const did::Assign& change) { change.to == did::Assign::nobody ? now.assignee.clear() : take(change.to); }
    void operator()(const did::Kind& change) { now.kind = change.to; }
    void operator()(const did::Scope& change) { now.out_of_scope = change.to == "out"; }
    void operator()(const did::Wait& wait) {
        if (!is_open(now.status)) return;
        now.status = Status::waiting;
        waits_for_ = wait.whom;
    }
    void operator()(const did::Resume&) {
        if (now.status == Status::waiting || now.status == Status::fresh) now.status = Status::open;
    }
    void operator()(const did::Resolve&) {
        if (is_open(now.status)) now.status = Status::resolved;
    }
    void operator()(const did::Close&) { now.status = Status::closed; }
    void operator()(const did::Reopen&) {
        if (!is_open(now.status)) now.status = Status::open;
    }
    template <class T>
    void operator()(const T&) {}

private:
    void begin() {
        if (now.status == Status::fresh) now.status = Status::open;
    }
    void take(const std::string& agent) {
        now.assignee = agent;
        begin();
    }

    std::string waits_for_;
    bool by_rule_ = false;  ///< what is taken
};

/// Hands over the events in the order of a log, also where they are in another.
template <class Take>
void in_order(std::span<const Event> log, const Take& take) {
    if (std::ranges::is_sorted(log, before)) return void(std::ranges::for_each(log, take));
    std::vector<const Event*> sorted;
    for (const auto& event : log) sorted.push_back(&event);
    std::ranges::stable_sort(sorted, [](const Event* a, const Event* b) { return before(*a, *b); });
    for (const auto* event : sorted) take(*event);
}

bool same_key(const Event& a, const Event& b) { return !before(a, b) && !before(b, a); }

void compare(std::vector<std::string>& findings, std::string_view key, std::string_view header, std::string_view log) {
    if (header == log) return;
    const auto word = [](std::string_view value) { return value.empty() ? "nothing" : value; };
    findings.push_back(fmt::format("the header says `{}: {}`, its log says {}", key, word(header), word(log)));
}

/// What is wrong with how long somebody worked at a stretch, by an entry or by what corrects it.
std::string stretch_of(const Event& event) {
    const auto* work = as<did::Work>(event);
    const auto* correct = as<did::Correct>(event);
    const auto minutes = work ? work->minutes : correct ? correct->minutes.value_or(Minutes(0)) : Minutes(0);
    const bool is_wrong = minutes > longest_work || minutes < Minutes(0) || (work && minutes == Minutes(0));
    return is_wrong ? fmt::format("says that {} worked {} at a stretch", work ? event.by : correct->of_by, to_text(minutes))
                    : std::string();
}

/// Whether what it revises, if it does, is there.
bool has_subject(const Event& event, const Log& log) {
    const auto* correct = as<did::Correct>(event);
    const auto* retract = as<did::Retract>(event);
    if (!correct && !retract) return true;
    const auto of = correct ? std::tie(correct->of, correct->of_by) : std::tie(retract->of, retract->of_by);
    const auto verb = correct ? did::Work::name : std::string_view(retract->of_do);
    return std::ranges::any_of(log.recorded(),
                               [&](const Event& other) { return std::tie(other.at, other.by) == of && verb_of(other) == verb; });
}

std::string tier_text(int tier) { return tier == 0 ? std::string() : std::to_string(tier); }

}  // namespace

std::string_view to_text(Status status) { return word_of(status_words, status); }

std::optional<Status> status_from(std::string_view text) { return value_of(status_words, text); }

Lifecycle fold(std::span<const Event> log) {
    Fold fold;
    in_order(log, [&](const Event& event) { fold.take(event); });
    return fold.now;
}

void walk(std::span<const Event> log, const Stepped& stepped) {
    // What stands before the opening, as a wrong clock puts it there, is shown with the opening, but takes effect as in `fold`.
    Fold fold, early;
    const Event* opening = nullptr;
    in_order(log, [&](const Event& event) {
        if (!opening && as<did::Open>(event)) opening = &event;
    });
    if (opening) early(*as<did::Open>(*opening));
    bool begun = opening == nullptr;
    in_order(log, [&](const Event& event) {
        const auto before = (begun ? fold : early).now.status;
        fold.take(event);
        begun = begun || &event == opening;
        if (!begun) early.take(event);
        stepped(event, before, (begun ? fold : early).now);
    });
}

void append(Ticket& ticket, Event event) {
    const auto taken = [&](const Event& other) { return same_key(event, other); };
    while (std::ranges::any_of(ticket.log.recorded(), taken)) event.at += Milliseconds(1);
    const auto edited = event;
    ticket.log.change(
        [&](std::vector<Event>& events) { events.insert(std::ranges::upper_bound(events, event, before), std::move(event)); });
    ticket.now = fold(ticket.log);
    follow_edit(ticket, edited);
}

Ticket as_of(Ticket ticket, Instant until) {
    take_back_edits(ticket, until);
    bool has_opened = false;
    const auto is_gone = [&](const Event& event) {
        const bool opens = as<did::Open>(event) && !std::exchange(has_opened, true);
        return event.at >= until && !opens;
    };
    if (std::ranges::none_of(ticket.log.recorded(), [&](const Event& event) { return event.at >= until; })) return ticket;
    ticket.log.change([&](std::vector<Event>& events) { std::erase_if(events, is_gone); });
    ticket.now = fold(ticket.log);
    return ticket;
}

bool has_events_ahead(const Ticket& ticket, Instant now) { return !ticket.log.empty() && is_ahead(ticket.log.back().at, now); }

Instant began(const Event& event, const did::Work& work) { return work.began.value_or(event.at - work.minutes); }

std::vector<std::string> inconsistencies(const Ticket& ticket, const Zone& zone) {
    std::vector<std::string> findings;
    const auto log = fold(ticket.log);
    const auto& header = ticket.now;
    compare(findings, "status", to_text(header.status), to_text(log.status));
    compare(findings, "kind", header.kind, log.kind);
    compare(findings, "priority", header.priority, log.priority);
    compare(findings, "tier", tier_text(header.tier), tier_text(log.tier));
    compare(findings, "assignee", header.assignee, log.assignee);
    compare(findings, "scope", header.out_of_scope ? "out" : "", log.out_of_scope ? "out" : "");

    const auto* opening = opening_of(ticket.log);
    if (!opening) {
        findings.emplace_back("the log has no `do: open`");
    } else {
        compare(findings, "opened", to_text(ticket.opened), said_of(ticket.log, received_name).value());
        compare(findings, "channel", ticket.channel, said_of(ticket.log, channel_name).value());
    }
    for (const auto& event : ticket.log.recorded()) {
        if (auto finding = stretch_of(event); !finding.empty()) findings.push_back(std::move(finding));
        if (!has_subject(event, ticket.log)) findings.push_back(fmt::format("revises what is not in its log: {}", shown(event)));
    }
    // What was put right since moves no file.
    const auto opened = opening ? as<did::Open>(*opening)->received.value_or(opening->at) : ticket.opened;
    if (zone.month(opened) != ticket.id.month())
        findings.push_back(fmt::format("{} was opened in {}, which is not the month of its reference", ticket.id.text(),
                                       to_text(zone.month(opened))));
    return findings;
}

std::string shown(const Event& event) { return fmt::format("`{}` by {} of {}", verb_of(event), event.by, to_text(event.at)); }

std::string doubt_about_time(const Event& event, Instant now) {
    if (is_ahead(event.at, now)) return fmt::format("is dated later than now: {}", shown(event));
    const auto* work = as<did::Work>(event);
    if (has_known_year(event.at) && (!work || has_known_year(began(event, *work)))) return {};
    return fmt::format("is outside the years 2000 to 2099: {}", shown(event));
}

std::vector<std::string> doubts_about_times(const Ticket& ticket, Instant now) {
    std::vector<std::string> doubts;
    std::size_t ahead = 0;
    for (const auto& event : ticket.log) {
        // The clock of a machine is wrong for a while: the first of its events says which one it was.
        if (is_ahead(event.at, now) && ++ahead > 1) continue;
        if (auto doubt = doubt_about_time(event, now); !doubt.empty()) doubts.push_back(std::move(doubt));
    }
    if (ahead > 1) doubts.back() += fmt::format(", and {} more", ahead - 1);
    return doubts;
}

}  // namespace desk
