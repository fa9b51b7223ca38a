#include "core/mail/decide.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/mail/finished.hpp"
#include "core/mail/said.hpp"
#include "core/mail/sender.hpp"

namespace desk {
namespace {

using Verdict = MailDecision::Verdict;

/// Decides one mail.
class Judge {
public:
    Judge(const Mail& mail, const Desk& desk, const KnownMails& known, Instant now, bool forced)
        : mail_(mail), desk_(desk), known_(known), now_(now), forced_(forced), address_(address_of(desk.policy)) {}

    MailDecision decision() {
        made_.automatic = automatic(mail_, address_);
        made_.may_answer = may_be_answered(mail_, made_.automatic);
        made_.received = received_at(mail_, now_);
        made_.said = mail_.said;
        find_sender();
        if (is_known_already()) return std::move(made_);
        if (made_.automatic == Automatic::own) return ended(Verdict::ignores, "sent by this desk");
        find_ticket();
        if (!mail_.too_much.empty()) return ended(Verdict::rejects, mail_.too_much);
        if (made_.ticket) return added();
        return opened();
    }

private:
    using Kind = Automatic;

    MailDecision ended(Verdict verdict, std::string reason, std::string_view event = {}) {
        made_.verdict = verdict;
        made_.reason = std::move(reason);
        made_.event = event;
        if (event != "rate") made_.rating.reset();
        if (event != "confirm") made_.confirms = false;
        return std::move(made_);
    }

    void find_sender() {
        const auto sender = sender_of(mail_, desk_, address_, made_.received.at);
        made_.requester = sender.requester;
        made_.agent = sender.agent;
        is_forwarded_ = sender.is_forwarded;
        if (made_.automatic == Kind::own || made_.automatic == Kind::bounce) return;
        made_.client = sender.client;
        made_.client_by = sender.client_by;
    }

    bool is_known_already() {
        const auto seen = known_.messages.find(mail_.identity);
        if (seen == known_.messages.end()) return false;
        made_.ticket = MailLead{seen->second, "message-id", true};
        made_.verdict = Verdict::ignores;
        made_.reason = fmt::format("recorded before in {}", seen->second.text());
        return true;
    }

    /// `is_known`: it is an answer to a mail of the ticket.
    bool is_admitted(const Ticket& ticket, bool is_known) const {
        if (!made_.agent.empty() || made_.automatic == Kind::bounce) return true;
        if (!made_.client.empty()) return made_.client == ticket.client;
        // Its Message-ID was sent to the people of the ticket alone; a reference is read out on the telephone.
        return is_known || (!ticket.requester.email.empty() && same_folded(made_.requester.email, ticket.requester.email));
    }

    bool may_be_reopened(const Ticket& ticket) const {
        if (ticket.now.status != Status::closed) return true;
        const auto until = reopen_until(ticket, terms_of(desk_, ticket).policy);
        return !until || std::chrono::sys_days(desk_.policy.zone.day(now_)) <= std::chrono::sys_days(*until);
    }

    /// Whether somebody of the client's wrote it, and no program.
    bool is_of_client(const Ticket& ticket) const {
        return made_.agent.empty() && !is_by_program(made_.automatic) && is_admitted(ticket, false);
    }

    /// What a link in a mail of ours has made of the subject, where somebody of the client's has followed it.
    void read_link(const Ticket& ticket) {
        if (!is_of_client(ticket)) return;
        const auto link = link_answer(mail_, ticket.id);
        made_.rating = rating_in(mail_, ticket, terms_of(desk_, ticket).policy);
        made_.confirms = link && link->what == link_confirm && !is_open(ticket.now.status);
    }

    void find_ticket() {
        for (const auto& candidate : leads_to_tickets(mail_, made_.automatic, address_, known_)) {
            const auto found = known_.tickets.find(candidate.ticket);
            if (found == known_.tickets.end()) continue;
            const auto& ticket = found->second;
            read_link(ticket);
            // Whoever rates or confirms it wants nothing more done.
            const bool wants_something = !made_.rating && !made_.confirms;
            const bool is_closed = is_admitted(ticket, candidate.is_known) && wants_something && !may_be_reopened(ticket);
            if (is_closed && !made_.follows) made_.follows = candidate.ticket;
            if (is_closed || !is_admitted(ticket, candidate.is_known)) {
                if (!made_.mentions) made_.mentions = candidate.ticket;
                continue;
            }
            made_.ticket = candidate;
            return;
        }
    }

    /// Whether a mail of an agent went to the client of the ticket.
    bool goes_to_client(const Ticket& ticket) const {
        const auto* client = client_named(desk_, ticket.client);
        for (const std::string_view name : {"to", "cc"}) {
            const auto values = mail_.headers.find(name);
            if (values == mail_.headers.end()) continue;
            for (const auto& value : values->second)
                if (names_client(folded(value), client, ticket.requester.email)) return true;
        }
        return false;
    }

    static bool names_client(const std::string& line, const Client* client, const std::string& requester) {
        const auto names = [&](const std::string& address) {
            return !address.empty() && line.find(folded(address)) != std::string::npos;
        };
        if (names(requester)) return true;
        if (client == nullptr) return false;
        return std::ranges::any_of(client->domains, [&](const std::string& domain) { return names("@" + domain); }) ||
               std::ranges::any_of(client->contacts, [&](const Client::Contact& contact) { return names(contact.email); });
    }

    MailDecision added() {
        const auto& ticket = known_.tickets.at(made_.ticket->ticket);
        made_.said = without_quoted_end(made_.said);
        if (made_.rating) return ended(Verdict::adds, fmt::format("rates {}", ticket.id.text()), "rate");
        if (made_.confirms) return ended(Verdict::adds, fmt::format("confirms {}", ticket.id.text()), "confirm");
        if (is_of_client(ticket)) made_.reopening = reopening_by(mail_, made_.said, ticket, terms_of(desk_, ticket).policy);
        const auto of_agent = !made_.agent.empty() && goes_to_client(ticket) ? "reply" : "note";
        const auto event = is_by_program(made_.automatic) ? "note" : made_.agent.empty() ? "hear" : of_agent;
        return ended(Verdict::adds, fmt::format("belongs to {}", ticket.id.text()), event);
    }

    /// The client that the text names, as tickets have it.
    void take_named_client(const std::string& company) {
        made_.client_by = "body";
        for (const auto& client : desk_.clients)
            if (same_folded(client.name, company) || same_folded(client.full, company)) made_.client = client.name;
        if (made_.client.empty()) made_.warning = fmt::format("no such client: {}", company);
    }

    MailDecision opened() {
        if (made_.automatic == Kind::bounce && !forced_) return ended(Verdict::rejects, "bounce of an unknown mail");
        if (made_.automatic == Kind::reply && !forced_) return ended(Verdict::rejects, "automatic reply");
        if (made_.automatic == Kind::bulk && made_.client.empty() && !forced_) return ended(Verdict::rejects, "bulk mail");
        if (is_forwarded_) made_.said = mail_.enclosed->said;
        const auto facts = facts_in(made_.said);
        const bool is_known_by_address = !made_.client.empty();
        if (!is_known_by_address && !facts.company.empty()) take_named_client(facts.company);
        made_.facts = MailDecision::Facts{!facts.name.empty() || !made_.requester.name.empty(),
                                          is_known_by_address || !facts.company.empty(), !facts.phone.empty(), facts.has_more};
        made_.report = report(facts);
        if (mail_.from.email.empty()) {
            made_.facts->name = false;
            if (!forced_) return ended(Verdict::rejects, "no sender");
        }
        const auto refusal = refusal_of(facts);
        if (!refusal.empty() && !forced_) return ended(Verdict::rejects, refusal);
        return ended(Verdict::opens, reason_to_open(is_known_by_address), "open");
    }

    NewTicket report(const SaidFacts& facts) const {
        NewTicket report;
        std::vector<Reference> known;
        for (const auto& [reference, ticket] : known_.tickets) known.push_back(reference);
        report.title = title_from(is_forwarded_ ? mail_.enclosed->subject : mail_.subject, known, made_.said);
        report.client = made_.client.empty() ? facts.company : made_.client;
        report.requester = {
            plain_line(made_.requester.name.empty() ? facts.name : made_.requester.name), made_.requester.email, facts.phone, {}};
        report.channel = address_.channel;
        report.quiet =
            !made_.may_answer || (is_forwarded_ && !may_be_answered(*mail_.enclosed, automatic(*mail_.enclosed, address_)));
        if (made_.received.at < now_) report.received = made_.received.at;
        report.description = made_.said;  // what is missing is asked for
        return report;
    }

    /// Why the contract refuses the report; empty: it does not.
    std::string refusal_of(const SaidFacts& facts) const {
        const auto opened = made_.report.received.value_or(now_);
        must_have_terms(desk_, made_.report.client);
        const auto terms = terms_of(desk_, made_.report.client, opened);
        auto judged = made_.report;
        if (!facts.has_more) judged.description.clear();
        const auto ticket = open_ticket(judged, {}, {terms.policy, std::string(rules_name), now_});
        const auto against = objections(ticket, desk_);
        return !against.empty() && against.front().how == Strictness::refuse ? against.front().sentence : std::string();
    }

    std::string reason_to_open(bool is_known_by_address) const {
        const auto& facts = *made_.facts;
        if (!is_known_by_address) {
            if (facts.name && facts.client && facts.phone && facts.description) return "the four facts are in the body";
            return made_.client.empty() ? "the policy takes it from anybody" : "client named in the body";
        }
        std::string reason = is_forwarded_ ? "forwarded by an agent; client known by address" : "client known by address";
        if (made_.follows) return reason + fmt::format("; {} can no longer be reopened", made_.follows->text());
        if (made_.mentions) return reason + fmt::format("; {} is another client's", made_.mentions->text());
        return reason;
    }

    const Mail& mail_;
    const Desk& desk_;
    const KnownMails& known_;
    Instant now_;
    bool forced_, is_forwarded_ = false;
    MailAddress address_;
    MailDecision made_;
};

}  // namespace

MailDecision decide(const Mail& mail, const Desk& desk, const KnownMails& known, Instant now, bool forced) {
    return Judge(mail, desk, known, now, forced).decision();
}

}  // namespace desk
