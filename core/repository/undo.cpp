#include "core/repository/undo.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

enum class Tickets { one, any };

/// The words of a command that puts another right.
struct Way {
    std::string_view verb;
    Tickets tickets;  ///< how many the command takes
    std::string_view words, effect;
};

constexpr std::string_view opposes = "does the opposite";
constexpr std::string_view back = "changes it back";
constexpr std::string_view right = "puts it right";
constexpr std::string_view takes_back = "takes it back";

constexpr auto ways = std::to_array<Way>({
    {"open", Tickets::any, "close {} --why TEXT", opposes},
    {"resolve", Tickets::any, "reopen {} --why TEXT", opposes},
    {"confirm", Tickets::any, "reopen {} --why TEXT", opposes},
    {"close", Tickets::any, "reopen {} --why TEXT", opposes},
    {"reopen", Tickets::any, "close {} --why TEXT", opposes},
    {"wait", Tickets::any, "resume {}", opposes},
    {"resume", Tickets::any, "wait {} WHOM", opposes},
    {"assign", Tickets::any, "assign {} AGENT", back},
    {"prioritise", Tickets::any, "prioritise {} PRIORITY", back},
    {"kind", Tickets::any, "kind {} KIND", back},
    {"escalate", Tickets::any, "escalate {} --to TIER", back},
    {"scope", Tickets::any, "scope {} SCOPE --why TEXT", back},
    {"edit", Tickets::one, "edit {}", back},
    {"answer", Tickets::one, "answer {} ITEM TEXT", right},
    {"promise", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"rate", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"step", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"note", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"reply", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"hear", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"link", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"attach", Tickets::one, "correct {} --entry last --void --why TEXT", takes_back},
    {"work", Tickets::one, "correct {} TIME --why TEXT", "says how long it really took; --void takes it back"},
    {"correct", Tickets::one, "correct {} TIME --entry N --why TEXT", right},
    {"retract", Tickets::one, "show {}", "has what was taken back: record it again"},
    {"change", Tickets::any, "log {}", "shows what each of them needs"},
});

/// A commit that stays, and why.
struct Staying {
    std::string_view verb, why, hint;
};

constexpr std::string_view mail_went_out = "the last command sent a mail, which cannot be taken back";

constexpr auto staying = std::to_array<Staying>({
    {"init", "the last commit created the desk: there is no command before it", ""},
    {"check", "the last commit holds what was changed by hand, which would be lost",
     "change it by hand, then run `desk check --fix`"},
    {"sync", "the last commit holds earlier changes, not one command", "`git reset HEAD^` leaves it uncommitted"},
    {"backup", "the last commit records a backup that was made", "`desk backup --list` shows what is recorded"},
    {"hours", "the last commit holds an agreement or a closed month, which others may rely on",
     "`desk hours agree CLIENT MONTH --void --why TEXT` takes an agreement back, `git revert HEAD` a closed month"},
    {"outage", "the last commit holds an outage", "`desk outage remove --from TIME --why TEXT` takes it back"},
    {"maintenance", "the last commit holds planned maintenance", "`desk outage remove --from TIME --why TEXT` takes it back"},
    {"mail", mail_went_out, "`desk reply TICKET TEXT` tells the client"},
    {"refuse", "the last commit records a refused report", "`desk new` opens a ticket for it"},
});

template <class Rows>
auto row_of(const Rows& rows, std::string_view verb) {
    return std::ranges::find_if(rows, [&](const auto& row) { return row.verb == verb; });
}

bool is_known(std::string_view verb) { return row_of(ways, verb) != ways.end() || row_of(staying, verb) != staying.end(); }

bool is_code(std::string_view word) {
    const auto like = reference_like_from(word);
    return like && like->month.empty() && like->code == word && word.size() == 5;
}

/// The word without its colon; empty when it has none.
std::string_view before_colon(std::string_view word) { return word.ends_with(':') ? word.substr(0, word.size() - 1) : ""; }

std::string names_of(std::span<const Reference> tickets, Tickets wanted) {
    constexpr std::size_t most = 4;
    if (tickets.empty() || tickets.size() > most || (tickets.size() > 1 && wanted == Tickets::one)) return "TICKET";
    std::vector<std::string> codes;
    codes.reserve(tickets.size());
    for (const auto& ticket : tickets) codes.emplace_back(ticket.code());
    return joined(codes, " ");
}

std::vector<Event> added(const Ticket* before, const Ticket& after) {
    std::vector<Event> events;
    for (const auto& event : after.log.recorded())
        if (before == nullptr || !contains(before->log.recorded(), event)) events.push_back(event);
    return events;
}

/// Whether a mail went out with the event: its Message-ID is of our form then, `2611-K7QF4.reply.1a2b3c@junction.example`.
bool sends_mail(const Event& event, const Ticket& ticket) {
    static constexpr std::array<std::string_view, 4> sending{did::Reply::name, did::Resolve::name, did::Close::name,
                                                             did::Promise::name};
    return as<did::Sent>(event) || (contains(sending, verb_of(event)) && message_of(event).starts_with(ticket.id.text() + "."));
}

/// Whether the command with this verb writes such an event.
bool is_written_by(std::string_view verb, const Event& event) {
    static constexpr std::array<std::string_view, 4> edited{did::Prioritise::name, did::Kind::name, did::Scope::name,
                                                            did::Answer::name};
    const auto own = verb_of(event);
    if (verb == did::Edit::name && contains(edited, own)) return true;
    if (verb == did::Attach::name && as<did::Answer>(event)) return true;
    const auto* work = as<did::Work>(event);
    return own == verb || (verb == did::Correct::name && work && !work->moved.empty());
}

/// Whether `resolve --work --confirm --close`, a call, or a mail of an agent, records such an event along with its own.
bool goes_with(std::string_view verb, const Event& event) {
    static constexpr std::array<std::string_view, 4> finishing{did::Resolve::name, did::Work::name, did::Confirm::name,
                                                               did::Close::name};
    static constexpr std::array<std::string_view, 3> mailed{did::Reply::name, did::Hear::name, did::Note::name};
    if (as<did::Attach>(event)) return contains(mailed, verb);
    return (verb == did::Resolve::name || verb == did::Hear::name) && contains(finishing, verb_of(event));
}

/// What one command records on a ticket is dated by the same instant, and moved on millisecond by millisecond.
bool is_of_one_instant(const std::vector<const Event*>& events) {
    for (std::size_t i = 1; i < events.size(); ++i)
        if (events[i]->at - events[i - 1]->at > Milliseconds(1)) return false;
    return true;
}

/// Of a command only what the policy's rules did with it may stand beside its own events.
bool fit_one_command(const std::vector<Event>& events, std::string_view verb) {
    std::vector<const Event*> by_people;
    std::ptrdiff_t own = 0, beside = 0;
    for (const auto& event : events) {
        if (event.by == "desk") continue;
        by_people.push_back(&event);
        if (is_written_by(verb, event))
            ++own;
        else if (goes_with(verb, event))
            ++beside;
    }
    if (own + beside != std::ssize(by_people)) return false;
    if (verb == did::Attach::name) return is_of_one_instant(by_people);
    return verb == did::Edit::name || (own <= 1 && (beside == 0 || (own == 1 && is_of_one_instant(by_people))));
}

/// What the ticket would be if these events were all that happened to it.
Ticket with_events(Ticket ticket, const std::vector<Event>& events) {
    for (const auto& event : events) append(ticket, event);
    return ticket;
}

}  // namespace

std::string verb_in(std::string_view subject) {
    const auto words = split(subject, ' ');
    if (words.size() < 2) return {};
    auto verb = before_colon(words[0]);
    if (is_code(words[0])) verb = before_colon(words[1]);
    if (words.size() > 2 && words[2] == "tickets:") verb = words[0];
    return is_known(verb) ? std::string(verb) : std::string();
}

void must_be_undoable(std::string_view verb) {
    const auto row = row_of(staying, verb);
    if (row != staying.end()) throw Error(Fault::refused, std::string(row->why), std::string(row->hint));
}

void must_have_sent_nothing(const Ticket* before, const Ticket& after, std::string_view verb) {
    const auto sends = [&](const Event& event) { return sends_mail(event, after); };
    if (std::ranges::none_of(added(before, after), sends)) return;
    const std::vector tickets{after.id};
    throw Error(
        Fault::refused, std::string(mail_went_out),
        fmt::format("`desk reply {} TEXT` tells the client; for the entry: {}", after.id.code(), opposite(verb, tickets)));
}

bool took_mail_in(const Ticket* before, const Ticket& after) {
    const auto came = [&](const Event& event) { return !message_of(event).empty() && !sends_mail(event, after); };
    return std::ranges::any_of(added(before, after), came);
}

std::string opposite(std::string_view verb, std::span<const Reference> tickets) {
    const auto way = row_of(ways, verb);
    if (way == ways.end()) return {};
    const auto words = fmt::format(fmt::runtime(way->words), names_of(tickets, way->tickets));
    return fmt::format("`desk {}` {}", words, way->effect);
}

bool is_of_one_command(const Ticket* before, const Ticket& after, std::string_view verb) {
    if (before == nullptr) return verb == did::Open::name;
    const auto events = added(before, after);
    return fit_one_command(events, verb) && with_events(*before, events) == after;
}

}  // namespace desk
