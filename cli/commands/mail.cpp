#include "cli/views/mail.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/mail_out.hpp"
#include "cli/recording/record.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/mail/record.hpp"
#include "store/desk/attachments.hpp"
#include "store/desk/known_mails.hpp"
#include "store/desk/problems.hpp"
#include "store/desk/rejected.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/mail/read.hpp"
#include "store/mail/spool.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string what, maildir;
    bool send = false;
    std::vector<std::string> names;
};

enum class Wanted { judged, taken };

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

/// Records and commits a mail that opens a ticket or belongs to one, and says which it is now. Answers why it cannot be, now or
/// later; absent: it is.
std::optional<Error> recorded_or_why_not(const Mail& mail, const MailDecision& decision, std::string& ticket, Context& context) {
    if (const auto why = overflow_of(mail, decision, context); !why.empty()) return Error(Fault::refused, why);
    auto refusal = why_refused([&] { ticket = staged(mail, decision, context).ticket.id.text(); });
    if (!refusal) context.commit();
    return refusal;
}

/// Does what was decided, and commits it. What cannot be recorded is kept, so that a person looks at it.
void carry_out(const std::string& bytes, MailDecision& decision, DecidedMail& decided, Context& context) {
    using Verdict = MailDecision::Verdict;
    if (decision.verdict == Verdict::ignores) return;
    if (decision.verdict != Verdict::rejects) {
        const auto refusal = recorded_or_why_not(decided.mail, decision, decided.ticket, context);
        if (!refusal) return;
        decision.verdict = Verdict::rejects;
        decision.reason = refusal->what();
        decision.event = {};
        decision.rating.reset();
        decision.reopening.reset();
    }
    decided.kept = keep_rejected(context.store().folder(), bytes, decision.reason, context.now);
}

/// One mail: what becomes of it.
void take(const std::string& bytes, Wanted wanted, bool is_shown, Context& context) {
    const auto mail = mail_from(bytes);
    const auto known = known_mails(context.store(), leads_of(mail, context.policy()));
    auto decision = decide(mail, context.desk(), known, context.now);
    DecidedMail decided{mail, decision, decision.ticket ? decision.ticket->ticket.text() : "", {}};
    if (wanted == Wanted::taken) carry_out(bytes, decision, decided, context);
    if (!decision.warning.empty()) context.out.warn(decision.warning);
    context.out.tell(in_words(decided));
    if (is_shown) context.out.show(mail_table(decided));
}

/// A mail of the spool; nothing where somebody else has decided it meanwhile.
void take_from(const Spool& spool, const std::string& name, bool is_shown, Context& context) {
    const auto bytes = spool.read(name);
    if (!bytes) return context.out.tell("the mail was taken up by another run");
    take(*bytes, Wanted::taken, is_shown, context);
    spool.remove(name);
}

/// What earlier runs could not decide. What cannot be decided now either waits for the next one.
void take_left_over(const Spool& spool, const std::string& but, Context& context) {
    for (const auto& name : spool.names())
        if (name != but)
            if (const auto problem = problem_with(name, [&] { take_from(spool, name, false, context); }))
                context.out.warn(fmt::format("a mail that waits cannot be decided yet: {}", problem->what));
}

void take_in(Context& context) {
    context.fails_for_now = true;
    const auto bytes = context.input_bytes(most_mail_bytes);
    if (trimmed(std::string_view(bytes).substr(0, 1024)).empty())
        throw Error(Fault::usage, "standard input is empty", "as in: desk mail in < message.eml");
    if (context.is_dry_run()) return take(bytes, Wanted::judged, true, context);
    const Spool spool(context.store().folder());
    const auto name = spool.keep(bytes, context.now);
    context.change();  // the lock: one mail after the other
    take_left_over(spool, name, context);
    take_from(spool, name, true, context);
    sweep_rejected(context.store().folder(), context.now);
}

/// The mails that a server has put into `new/` of a maildir, the oldest first, as it names them.
std::vector<std::string> mails_in(const Folder& folder) {
    std::vector<std::string> names;
    for (const auto& [name, kind] : folder.entries(""))
        if (kind == Folder::Kind::file) names.push_back(name);
    std::ranges::sort(names);
    return names;
}

/// Each goes from there once it is in the spool.
void take_maildir(const Options& options, Context& context) {
    const auto folder = context.folder_at(options.maildir + "/new");
    const auto names = mails_in(folder);
    const auto read = [&](const std::string& name) { return folder.read(name, most_mail_bytes).value_or(""); };
    const auto take_each = [&](const std::function<void(const std::string& name)>& use) {
        for (const auto& name : names)
            if (const auto problem = problem_with(name, [&] { use(name); }))
                context.out.warn(fmt::format("{}: {}", name, problem->what));
    };
    if (context.is_dry_run())
        return take_each([&](const std::string& name) { take(read(name), Wanted::judged, false, context); });
    const Spool spool(context.store().folder());
    context.change();
    take_each([&](const std::string& name) {
        spool.keep(read(name), context.now);
        AtomicWrites taken(folder);
        taken.remove(name);
        taken.commit();
    });
    take_left_over(spool, {}, context);
    sweep_rejected(context.store().folder(), context.now);
    context.out.tell(fmt::format("{} from {}", count_of(std::ssize(names), "mail"), options.maildir));
}

void list_rejected(Context& context) {
    const auto& folder = context.store().folder();
    std::vector<ListedMail> listed;
    for (const auto& path : rejected_mails(folder)) {
        const auto rejected = rejected_mail_at(folder, path);
        const auto mail = mail_from(rejected.mail);
        listed.push_back({path, rejected.why, mail.from, mail.subject});
    }
    context.out.show(rejected_table(listed));
    if (listed.empty()) context.out.tell("no mail was rejected in the last 90 days");
}

void show_rejected(const Options& options, Context& context) {
    for (const auto& name : options.names) {
        const auto rejected = rejected_mail_named(context.store().folder(), name);
        const auto mail = mail_from(rejected.mail);
        context.out.show(rejected_page(rejected, mail));
    }
}

Error cannot_be_taken(const std::string& path, const Error& why) {
    return {Fault::refused, fmt::format("{} cannot be taken: {}", path, why.what()),
            why.hint.empty() ? "`desk new` opens a ticket for it" : why.hint};
}

/// Whoever wants it taken has seen what there is against it.
void take_after_all(const Options& options, Context& context) {
    context.change();
    for (const auto& name : options.names) {
        const auto rejected = rejected_mail_named(context.store().folder(), name);
        const auto mail = mail_from(rejected.mail);
        const auto known = known_mails(context.store(), leads_of(mail, context.policy()));
        auto decision = decide(mail, context.desk(), known, context.now, true);
        decision.recorder = context.agent();
        if (decision.verdict == MailDecision::Verdict::rejects)
            throw cannot_be_taken(rejected.path, Error(Fault::refused, decision.reason));
        DecidedMail decided{mail, decision, decision.ticket ? decision.ticket->ticket.text() : "", {}};
        if (!context.is_dry_run() && decision.verdict != MailDecision::Verdict::ignores) {
            const auto refusal = recorded_or_why_not(mail, decision, decided.ticket, context);
            if (refusal) throw cannot_be_taken(rejected.path, *refusal);
        }
        if (!context.is_dry_run()) remove_rejected(context.store().folder(), rejected.path);
        context.out.tell(in_words(decided));
    }
}

void handle_mail(const Options& options, Context& context) {
    const bool has_names = !options.names.empty();
    if (options.what == "in" && !has_names) return options.maildir.empty() ? take_in(context) : take_maildir(options, context);
    if (options.what == "out" && !has_names) return mail_out(options.send, context);
    if (options.what == "list" && !has_names) return list_rejected(context);
    if (options.what == "show" && has_names) return show_rejected(options, context);
    if (options.what == "retry" && has_names) return take_after_all(options, context);
    if (options.what == "show" || options.what == "retry")
        throw Error(Fault::usage, "MAIL is missing: which of those that were not taken", "`desk mail list` shows them");
    throw Error(Fault::usage, fmt::format("\"{}\" is none of in, out, list, show MAIL and retry MAIL", options.what),
                "as in: desk mail in < message.eml");
}

}  // namespace

Run bind_mail(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("WHAT", options->what, "`in`, `out`, `list`, `show` or `retry`", Offers::mail_words);
    args.words("MAIL", options->names, "show, retry: a mail that was not taken, as `list` names it");
    args.option("--maildir", options->maildir, "DIR", "in: take all that is in DIR/new", Offers::files);
    args.flag("--send", options->send, "out: send the automatic mails that are owed");
    args.example("desk mail in < message.eml");
    args.example("desk mail out --send");
    args.example("desk mail in --dry-run --json < message.eml");
    return [options](Context& context) { handle_mail(*options, context); };
}

}  // namespace desk::cli
