#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ticket/event.hpp"
#include "core/ticket/log.hpp"
#include "core/ticket/reference.hpp"
#include "core/ticket/yaml_value.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

namespace desk {

enum class Status { fresh, open, waiting, resolved, closed };  ///< `fresh` is written `new`

std::string_view to_text(Status status);
std::optional<Status> status_from(std::string_view text);

/// Whether somebody still has to do something about it.
constexpr bool is_open(Status status) { return status != Status::resolved && status != Status::closed; }

/// The part of the header that follows from the log alone. Empty, zero: the log has not said.
struct Lifecycle {
    Status status = Status::fresh;
    std::string kind, priority;
    int tier = 0;
    std::string assignee;
    bool out_of_scope = false;

    friend bool operator==(const Lifecycle&, const Lifecycle&) = default;
};

struct Requester {
    std::string name, email, phone;
    std::vector<UnknownKey> unknown_keys = {};

    friend bool operator==(const Requester&, const Requester&) = default;
};

/// A ticket: a header that people read, and the log that it follows from. Empty strings are absent keys.
struct Ticket {
    Reference id;
    std::string title;
    std::string client;
    Requester requester;
    std::string product;
    std::string release;  ///< the one that is to bring what the ticket is about
    std::string channel;
    Lifecycle now;  ///< as the header says; `check` compares it with the fold
    Instant opened{};
    std::string description;
    Log log;  ///< in the order of `before`, no two with the same (at, by, do)
    std::vector<UnknownKey> unknown_keys;

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// What the log says. Takes every order of events and every combination, as merging makes them: sorted, the last one wins,
/// and what does not apply (reopening what is open) changes nothing.
Lifecycle fold(std::span<const Event> log);

/// The same, step by step, in that order: each event, the status before it, and what the log says with it. The opening holds from
/// the first step on, wherever it stands.
using Stepped = std::function<void(const Event& event, Status before, const Lifecycle& now)>;
void walk(std::span<const Event> log, const Stepped& stepped);

/// Puts the event into its place in the log and updates the header, including a text that it edited. If
/// (at, by, do) is taken, the event moves on by milliseconds until it is free.
void append(Ticket& ticket, Event event);

/// The last event of this kind, or null.
template <class T>
const Event* last(const Ticket& ticket) {
    for (auto event = ticket.log.rbegin(); event != ticket.log.rend(); ++event)
        if (as<T>(*event)) return &*event;
    return nullptr;
}

/// The ticket as it was just before an instant: the log up to then, the header that follows from it, and the texts that
/// the header had. Its opening stays, whenever it was recorded.
Ticket as_of(Ticket ticket, Instant until);

/// Whether some event of it comes from a clock that runs ahead.
bool has_events_ahead(const Ticket& ticket, Instant now);

/// The result of `use` on the ticket as it is known now: events of clocks that run ahead have not happened yet.
template <class Use>
auto known_now(const Ticket& ticket, Instant now, Use use) {
    return has_events_ahead(ticket, now) ? use(as_of(ticket, now + clock_skew + Milliseconds(1))) : use(ticket);
}

/// When the work of the event began: as it says, else as long before its end as it took.
Instant began(const Event& event, const did::Work& work);

/// The longest time of one `work`. Readers of a month rely on it.
constexpr Minutes longest_work = std::chrono::hours(24);

/// Inconsistencies in a ticket that could be read: header against fold, work of no time or too long, `opened` and
/// `channel` against the log, the reference against the month of opening. Sentences; none if all is well.
std::vector<std::string> inconsistencies(const Ticket& ticket, const Zone& zone);

/// "`note` by sam of 2026-11-20T09:14:03.217Z"
std::string shown(const Event& event);

/// What is wrong with the times of an event: it comes from a clock that runs ahead, or is of no year that desk knows. A sentence;
/// empty when all is well.
std::string doubt_about_time(const Event& event, Instant now);

/// Of all its events; of those that come from a clock that runs ahead one sentence.
std::vector<std::string> doubts_about_times(const Ticket& ticket, Instant now);

}  // namespace desk
