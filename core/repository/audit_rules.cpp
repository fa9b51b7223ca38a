#include "core/repository/audit_rules.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/contract/former_names.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/duty/sweep.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

using Events = std::vector<const Event*>;

/// What a rule has to say; what stands in `why` is words. Absent for what no rule does.
struct Deed {
    std::string_view verb, rule, from, to;
    int from_tier = 0, to_tier = 0;
    friend bool operator==(const Deed&, const Deed&) = default;
};

std::optional<Deed> deed_of(const Event& event) {
    Deed deed{verb_of(event), {}, {}, {}};
    if (const auto* raise = as<did::Prioritise>(event)) {
        std::tie(deed.rule, deed.from, deed.to) = std::tie(raise->rule, raise->from, raise->to);
        return raise->asked_by.empty() && !deed.rule.empty() ? std::optional(deed) : std::nullopt;
    }
    if (const auto* change = as<did::Escalate>(event)) {
        std::tie(deed.rule, deed.from_tier, deed.to_tier) = std::tie(change->rule, change->from, change->to);
        return change->assignee.empty() && !deed.rule.empty() ? std::optional(deed) : std::nullopt;
    }
    if (const auto* close = as<did::Close>(event)) deed.rule = close->rule;
    return deed.rule.empty() ? std::nullopt : std::optional(deed);
}

bool is_the_same(const Event& a, const Event& b) { return a.at == b.at && a.by == b.by && deed_of(a) == deed_of(b); }

Ticket with_log(Ticket ticket, Log log) {
    ticket.log = std::move(log);
    ticket.now = fold(ticket.log);
    return ticket;
}

bool is_immediate(const Event& event) {
    const auto* change = as<did::Escalate>(event);
    return change && change->rule == "immediate";
}

bool is_among(const Event& event, const Log& events) {
    return std::ranges::any_of(events, [&](const Event& other) { return is_the_same(other, event); });
}

/// Whether the rules record the event on this ticket by then. An immediate one need not wait for those that are due and were not
/// swept yet.
bool is_recorded_on(const Ticket& ticket, const Desk& desk, Instant then, const Event& event) {
    const auto shown = in_present_words(ticket, desk);
    const auto terms = terms_of(desk, shown);
    const auto is_brought_by = [&](const Log& events) {
        auto with = shown;
        for (const auto& each : events) append(with, each);
        return is_among(event, in_stored_words(std::move(with), ticket, desk).log);
    };
    return (is_immediate(event) && is_brought_by(immediate_by_rule(shown, terms))) ||
           is_brought_by(due_by_rule(shown, terms, then));
}

/// Whoever brings an immediate escalation about records it in the same stroke; the other rules are for those who sweep.
bool may_record(const Event& event, const Authorship& commit, const Policy& policy) {
    if (is_the_program(commit, policy)) return true;
    if (policy.audit->program && !is_immediate(event)) return false;
    return policy.agents.empty() || is_by_an_agent(commit, policy);
}

/// The text of a parent's header that its own log does not say.
bool is_edit_by_hand(const Event& event, const TicketChange& change) {
    const auto* edit = as<did::Edit>(event);
    if (!edit || !contains(header_texts, edit->field)) return false;
    return std::ranges::any_of(change.before, [&](const Ticket* parent) {
        const auto is_of_field = [&](const Event& other) {
            const auto* before = as<did::Edit>(other);
            return before && before->field == edit->field;
        };
        const auto last = std::find_if(parent->log.rbegin(), parent->log.rend(), is_of_field);
        const bool is_said = last != parent->log.rend() && as<did::Edit>(*last)->to == edit->to;
        return field(*parent, edit->field) == edit->to && !is_said;
    });
}

/// Whether the ticket was reopened by a mail of the client's, which was heard just before.
bool is_reopened_by_mail(const Event& event, const Event& before) {
    const auto* heard = as<did::Hear>(before);
    return as<did::Reopen>(event) && heard && !heard->message.empty() && heard->via == as<did::Reopen>(event)->via &&
           before.at <= event.at && event.at - before.at <= Milliseconds(2);
}

/// Whether the policy of the ticket has it reopened by what the client writes.
bool reopens(const DeskBefore& desk, const Ticket& ticket) { return terms_of(desk.whole(), ticket).policy.mail->reopens; }

class Rules {
public:
    Rules(const TicketChange& change, Events by_desk, DesksBefore desks, Instant now)
        : change_(change), fresh_(std::move(by_desk)), open_(fresh_), desks_(desks), now_(now) {}

    std::vector<std::string> doubts(const Authorship& commit) {
        std::vector<std::string> doubts;
        for (const auto* event : fresh_) {
            auto doubt = doubt_about(*event, commit);
            if (!doubt.empty()) doubts.push_back(std::move(doubt));
            // What is good is part of the log that the next one is tried on; what is not is told once.
            else
                std::erase(open_, event);
        }
        return doubts;
    }

private:
    std::string doubt_about(const Event& event, const Authorship& commit) const {
        if (commit.merge && is_edit_by_hand(event, change_)) return {};
        const auto deed = deed_of(event);
        const auto has_brought = [&](const Event* other) { return is_reopened_by_mail(event, *other); };
        if (std::ranges::any_of(fresh_, has_brought)) return doubt_about_reopening(event, commit);
        if (is_of_a_mail(event, change_.after)) return doubt_about_mail(event, commit);
        if (!deed) return fmt::format("no rule of the desk made this event: {}", shown(event));
        if (auto doubt = doubt_about_time(event, now_); !doubt.empty()) return doubt;
        const auto may = [&](const DeskBefore& desk) { return may_record(event, commit, desk.policy); };
        if (std::ranges::none_of(desks_, may))
            return fmt::format("the commit is by {}, who may not record what the rules do: {}", shown(commit), shown(event));
        const auto applied = [&](const DeskBefore& desk) { return may(desk) && applies(event, desk); };
        if (std::ranges::any_of(desks_, applied)) return {};
        return fmt::format("the rule \"{}\" did not apply: {}", deed->rule, shown(event));
    }

    std::string doubt_about_mail(const Event& event, const Authorship& commit) const {
        if (auto doubt = doubt_about_time(event, now_); !doubt.empty()) return doubt;
        const auto may = [&](const DeskBefore& desk) { return may_record(event, commit, desk.policy); };
        if (std::ranges::any_of(desks_, may)) return {};
        return fmt::format("the commit is by {}, who may not record mails: {}", shown(commit), shown(event));
    }

    std::string doubt_about_reopening(const Event& event, const Authorship& commit) const {
        const auto may = [&](const DeskBefore& desk) { return reopens(desk, change_.after); };
        if (std::ranges::any_of(desks_, may)) return doubt_about_mail(event, commit);
        return fmt::format("the policy reopens no ticket by mail: {}", shown(event));
    }

    /// Tried on what whoever swept may have had before them: the log up to the event; a parent's, when the commit is a sweep
    /// alone; all that the commit has.
    bool applies(const Event& event, const DeskBefore& before) const {
        const auto& desk = before.whole();
        const auto& header = change_.before.empty() ? change_.after : *change_.before.front();
        const auto tried = [&](const Ticket& ticket) {
            return is_recorded_on(ticket, desk, event.at, event) || is_recorded_on(ticket, desk, now_, event);
        };
        if (tried(with_log(header, log_before(event.at, event)))) return true;
        if (tried(with_log(change_.after, log_before(Instant::max(), event)))) return true;
        return std::ranges::any_of(change_.before, [&](const Ticket* parent) { return tried(with_rules(*parent, event)); });
    }

    /// Not found good yet, or of the same stroke: a rule that raises and escalates does it at once.
    bool is_tried_with(const Event& event, const Event& tried) const {
        if (contains(open_, &event)) return true;
        const auto deed = deed_of(event);
        return event.by == rules_name && event.at == tried.at && deed && deed->rule == deed_of(tried)->rule;
    }

    Log log_before(Instant at, const Event& tried) const {
        std::vector<Event> log;
        for (const auto& event : change_.after.log.recorded())
            if (event.at < at && !is_tried_with(event, tried)) log.push_back(event);
        return log;
    }

    /// With the new events by rule that were found good.
    Ticket with_rules(const Ticket& parent, const Event& tried) const {
        auto ticket = parent;
        for (const auto& event : change_.after.log.recorded())
            if (event.by == rules_name && !is_tried_with(event, tried) && !contains(parent.log.recorded(), event))
                append(ticket, event);
        return ticket;
    }

    const TicketChange& change_;
    Events fresh_;
    Events open_;  ///< not found good yet
    DesksBefore desks_;
    Instant now_;
};

}  // namespace

bool is_the_program(const Authorship& commit, const Policy& policy) {
    const auto is_author = [&](const std::string& address) { return same_folded(address, commit.email); };
    return policy.audit->program && std::ranges::any_of(*policy.audit->program, is_author);
}

bool is_of_a_mail(const Event& event, const Ticket& ticket) {
    static constexpr std::array<std::string_view, 6> mails{did::Open::name, did::Hear::name,    did::Note::name,
                                                           did::Rate::name, did::Confirm::name, did::Sent::name};
    const auto is_opening = [](const Event& other) { return as<did::Open>(other) && !message_of(other).empty(); };
    const bool is_ticket_of_a_mail = std::ranges::any_of(ticket.log.recorded(), is_opening);
    if (const auto* raise = as<did::Prioritise>(event)) return is_ticket_of_a_mail && raise->rule == "assess";
    if (const auto* link = as<did::Link>(event)) return is_ticket_of_a_mail && link->as == "follows";
    return as<did::Attach>(event) || (contains(mails, verb_of(event)) && !message_of(event).empty());
}

std::vector<std::string> doubts_about_rules(const TicketChange& change, const std::vector<const Event*>& by_desk,
                                            const Authorship& commit, DesksBefore desks, Instant now) {
    return Rules(change, by_desk, desks, now).doubts(commit);
}

}  // namespace desk
