#include "cli/recording/taking_mail.hpp"

#include <utility>

#include <fmt/format.h>

#include "cli/recording/record.hpp"
#include "core/mail/record.hpp"
#include "store/desk/attachments.hpp"
#include "store/desk/problems.hpp"
#include "store/desk/rejected.hpp"
#include "store/mail/read.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t most_by_one = 4;

const Policy& policy_for(const NewTicket& report, Context& context) {
    return terms_of(context.desk(), report.client, report.received.value_or(context.now)).policy;
}

/// The ticket with the mail in it, staged.
MailRecord staged(const Mail& mail, const MailDecision& decision, Context& context) {
    auto& change = context.change();
    const bool opens = decision.verdict == MailDecision::Verdict::opens;
    const auto make = [&] {
        if (!opens) {
            const auto ticket = change.load(decision.ticket->ticket);
            must_have_terms(context.desk(), ticket.client);
            return recorded(mail, decision, ticket, names_attached(ticket.id, context.store().folder()),
                            context.terms(ticket).policy, context.now);
        }
        const auto& policy = policy_for(decision.report, context);
        const auto opened = decision.report.received.value_or(context.now);
        return recorded(mail, decision, change.mint(policy.zone.month(opened)), policy, context.now);
    };
    auto record = make();
    escalated_at_once(record.ticket, context);
    change.stage(record.ticket, record.summary);
    stage_attached(change, record.ticket.id, record.files, record.summary);
    return record;
}

/// Why the ticket cannot hold it; empty: it can.
std::string overflow_of(const Mail& mail, const MailDecision& decision, Context& context) {
    constexpr std::size_t most_bytes = std::size_t{7} << 20U;  // of 8 MiB
    if (!decision.ticket) return too_large_for({}, mail.files, policy_for(decision.report, context));
    const auto stored = context.store().load(decision.ticket->ticket);
    if (stored.bytes.size() + decision.said.size() > most_bytes) return fmt::format("{} is full", decision.ticket->ticket.text());
    return too_large_for(stored.ticket, mail.files, context.terms(stored.ticket).policy);
}

/// A mail of the spool. Its bytes are there: beside what was read of them they need not be in memory, too.
struct Spooled {
    const Spool& spool;
    std::string name;

    std::optional<Mail> mail() const {
        const auto bytes = spool.read(name);
        return bytes ? std::optional(mail_from(*bytes)) : std::nullopt;
    }
};

}  // namespace

Knowledge::Knowledge(std::size_t mails, Context& context) : context_(context) {
    if (mails > most_by_one) all_.emplace(context.store());
}

KnownMails Knowledge::of(const Mail& mail) const {
    const auto leads = leads_of(mail, context_.policy());
    return all_ ? all_->known(leads) : MailIndex(context_.store(), leads).known(leads);
}

void Knowledge::add(const Mail& mail, const std::string& ticket) {
    if (const auto reference = Reference::canonical(ticket); all_ && reference) all_->add(mail.identity, *reference);
}

std::optional<Error> recorded_or_why_not(const Mail& mail, const MailDecision& decision, std::string& ticket, Context& context) {
    if (const auto why = overflow_of(mail, decision, context); !why.empty()) return Error(Fault::refused, why);
    auto refusal = why_refused([&] { ticket = staged(mail, decision, context).ticket.id.text(); });
    if (!refusal) context.commit();
    return refusal;
}

namespace {

/// Does what was decided, and commits it. What cannot be recorded is kept, so that a person looks at it.
void carry_out(const Spooled& spooled, MailDecision& decision, DecidedMail& decided, Context& context) {
    using Verdict = MailDecision::Verdict;
    if (decision.verdict == Verdict::ignores) return;
    if (decision.verdict != Verdict::rejects) {
        const auto refusal = recorded_or_why_not(decided.mail, decision, decided.ticket, context);
        if (!refusal) return;
        decision.verdict = Verdict::rejects;
        decision.reason = refusal->what();
        decision.event = {};
        decision.rating.reset();
        decision.confirms = false;
        decision.reopening.reset();
    }
    const auto bytes = spooled.spool.read(spooled.name);
    if (!bytes) throw Error(Fault::io, "the mail is gone from where it was kept until it was decided");
    decided.kept = keep_rejected(context.store().folder(), *bytes, decision.reason, context.now);
}

void tell(const DecidedMail& decided, bool is_shown, Context& context) {
    if (!decided.decision.warning.empty()) context.out.warn(decided.decision.warning);
    context.out.tell(in_words(decided));
    if (is_shown) context.out.show(mail_table(decided));
}

/// The ticket that it belongs to.
std::string ticket_of(const MailDecision& decision) { return decision.ticket ? decision.ticket->ticket.text() : std::string(); }

/// Nothing where somebody else has decided it meanwhile.
void take(const Spooled& spooled, bool is_shown, Knowledge& knowledge, Context& context) {
    const auto mail = spooled.mail();
    if (!mail) return context.out.tell("the mail was taken up by another run");
    auto decision = decide(*mail, context.desk(), knowledge.of(*mail), context.now);
    DecidedMail decided{*mail, decision, ticket_of(decision), {}};
    carry_out(spooled, decision, decided, context);
    if (decision.verdict != MailDecision::Verdict::rejects) knowledge.add(*mail, decided.ticket);
    spooled.spool.remove(spooled.name);
    tell(decided, is_shown, context);
}

}  // namespace

void judge(const Mail& mail, bool is_shown, const Knowledge& knowledge, Context& context) {
    const auto decision = decide(mail, context.desk(), knowledge.of(mail), context.now);
    tell({mail, decision, ticket_of(decision), {}}, is_shown, context);
}

bool take_waiting(const Spool& spool, const std::string& last, Context& context) {
    const auto names = spool.names();
    Knowledge knowledge(names.size(), context);
    bool all_done = true;
    for (const auto& name : names) {
        if (name == last) continue;
        const auto problem = problem_with(name, [&] { take({spool, name}, false, knowledge, context); });
        if (!problem) continue;
        // Half of a mail must not be committed with the next one.
        if (!context.change().empty()) throw failure(*problem);
        context.out.warn(fmt::format("a mail that waits cannot be decided yet: {}", failure(*problem).what()));
        all_done = false;
    }
    if (!last.empty()) take({spool, last}, true, knowledge, context);
    return all_done;
}

}  // namespace desk::cli
