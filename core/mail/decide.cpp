#include "core/mail/decide.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/mail/said.hpp"
#include "core/mail/sender.hpp"

namespace desk {
namespace {

using Verdict = MailDecision::Verdict;
using Found = MailDecision::Found;

/// What stands behind a plus in addresses of ours: `help+2611-K7QF4@junction.example`.
std::vector<Reference> references_in_addresses(const Mail& mail, const MailAddress& desk) {
    std::vector<Reference> found;
    if (desk.domain.empty()) return found;
    const auto domain = "@" + folded(desk.domain);
    for (const std::string_view name : {"to", "cc", "delivered-to", "x-original-to"}) {
        const auto values = mail.headers.find(name);
        if (values == mail.headers.end()) continue;
        for (const auto& value : values->second) {
            const auto line = folded(value);
            for (auto end = line.find(domain); end != line.npos; end = line.find(domain, end + 1)) {
                const auto plus = line.find_last_of("+@, <\t", end == 0 ? 0 : end - 1);
                if (plus == line.npos || line[plus] != '+') continue;
                std::ranges::move(references_in(std::string_view(line).substr(plus + 1, end - plus - 1)),
                                  std::back_inserter(found));
            }
        }
    }
    return found;
}

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
        made_.ticket = Found{seen->second, "message-id"};
        made_.verdict = Verdict::ignores;
        made_.reason = fmt::format("recorded before in {}", seen->second.text());
        return true;
    }

    /// In the order in which they are tried.
    std::vector<Found> candidates() const {
        std::vector<Found> found;
        const auto add_all = [&](const std::vector<Reference>& references, std::string_view by) {
            for (const auto& reference : references) found.push_back({reference, by});
        };
        const auto add_known = [&](const std::string& message, std::string_view by) {
            if (const auto ticket = known_.messages.find(message); ticket != known_.messages.end())
                found.push_back({ticket->second, by});
        };
        if (made_.automatic == Kind::bounce) {
            for (const auto& message : mail_.returned) add_known(message, "bounce");
            return found;
        }
        add_all(references_in_addresses(mail_, address_), "address");
        add_all(references_in(mail_.subject), "subject");
        for (const auto& message : mail_.in_reply_to) add_known(message, "in-reply-to");
        std::for_each(mail_.references.rbegin(), mail_.references.rend(),
                      [&](const std::string& message) { add_known(message, "references"); });
        return found;
    }

    bool is_admitted(const Ticket& ticket, std::string_view by) const {
        if (!made_.agent.empty() || made_.automatic == Kind::bounce) return true;
        if (!made_.client.empty()) return made_.client == ticket.client;
        // Its Message-ID was sent to the people of the ticket alone; a reference is read out on the telephone.
        const bool is_by_header = by != "address" && by != "subject";
        return is_by_header || (!ticket.requester.email.empty() && same_folded(made_.requester.email, ticket.requester.email));
    }

    bool may_be_reopened(const Ticket& ticket) const {
        if (ticket.now.status != Status::closed) return true;
        const auto until = reopen_until(ticket, terms_of(desk_, ticket).policy);
        return !until || std::chrono::sys_days(desk_.policy.zone.day(now_)) <= std::chrono::sys_days(*until);
    }

    void find_ticket() {
        for (const auto& candidate : candidates()) {
            const auto found = known_.tickets.find(candidate.ticket);
            if (found == known_.tickets.end()) continue;
            const bool is_closed = is_admitted(found->second, candidate.by) && !may_be_reopened(found->second);
            if (is_closed && !made_.follows) made_.follows = candidate.ticket;
            if (is_closed || !is_admitted(found->second, candidate.by)) {
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
            made_.requester.name.empty() ? facts.name : made_.requester.name, made_.requester.email, facts.phone, {}};
        report.channel = address_.channel;
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
            return made_.client.empty() ? "nothing is against it" : "client named in the body";
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

MailLeads leads_of(const Mail& mail, const Policy& policy) {
    MailLeads leads{{mail.identity}, {}};
    for (const auto* ids : {&mail.in_reply_to, &mail.references, &mail.returned})
        std::ranges::copy(*ids, std::back_inserter(leads.messages));
    leads.references = references_in_addresses(mail, address_of(policy));
    std::ranges::move(references_in(mail.subject), std::back_inserter(leads.references));
    leads.references.resize(std::min(leads.references.size(), MailLimits::references));
    return leads;
}

MailDecision decide(const Mail& mail, const Desk& desk, const KnownMails& known, Instant now, bool forced) {
    return Judge(mail, desk, known, now, forced).decision();
}

}  // namespace desk
