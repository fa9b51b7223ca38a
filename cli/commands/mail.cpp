#include "cli/views/mail.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/mail_out.hpp"
#include "cli/recording/taking_mail.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
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

std::string mail_on_input(Context& context) {
    auto bytes = context.input_bytes(most_mail_bytes);
    if (bytes.find_first_not_of(" \t\r\n") == bytes.npos)
        throw Error(Fault::usage, "standard input is empty", "as in: desk mail in < message.eml");
    return bytes;
}

/// Keeps it until it is decided; answers its name.
std::string kept(Spool& spool, const std::string& bytes, Context& context) {
    std::string name;
    const auto failure = why_failed([&] { name = spool.keep(bytes, context.now); });
    if (failure) throw Error(failure->fault, fmt::format("{}/{}", spool.place(), failure->what()), failure->hint);
    return name;
}

/// The mail has come to its end by now: it is not to be sent again because something else cannot be removed.
void sweep(Context& context) {
    const auto problem =
        problem_with(std::string(places::rejected), [&] { sweep_rejected(context.store().folder(), context.now); });
    if (problem) context.out.warn(failure(*problem).what());
}

void take_in(Context& context) {
    context.fails_for_now = true;
    if (context.is_dry_run()) return judge(mail_from(mail_on_input(context)), true, {1, context}, context);
    Spool spool(context.store().folder());
    const auto name = kept(spool, mail_on_input(context), context);
    context.change();  // the lock: one mail after the other
    take_waiting(spool, name, context);
    sweep(context);
}

/// The mails that a server has put into `new/` of a maildir.
class Arrived {
public:
    explicit Arrived(Folder folder) : folder_(std::move(folder)) {
        for (const auto& [name, kind] : folder_.entries(""))
            if (kind == Folder::Kind::file) names_.push_back(name);
        std::ranges::sort(names_);  // the oldest first, as it names them
    }

    std::size_t size() const { return names_.size(); }

    /// Answers with how many of them that went well.
    std::size_t each(const std::function<void(const std::string& name, const std::string& bytes)>& use, Context& context) const {
        std::size_t done = 0;
        for (const auto& name : names_) {
            const auto problem = problem_with(name, [&] {
                if (const auto bytes = folder_.read(name, most_mail_bytes)) use(name, *bytes);  // else another run has it
                ++done;
            });
            if (problem) context.out.warn(failure(*problem).what());
        }
        return done;
    }

    void remove(const std::string& name) const {
        AtomicWrites removal(folder_);
        removal.remove(name);
        removal.commit();
    }

private:
    Folder folder_;
    std::vector<std::string> names_;
};

/// Each goes from there once it is in the spool.
void take_maildir(const Options& options, Context& context) {
    context.fails_for_now = true;
    const Arrived arrived(context.folder_at(options.maildir + "/new"));
    if (context.is_dry_run()) {
        const Knowledge knowledge(arrived.size(), context);
        const auto judge_one = [&](const std::string&, const std::string& bytes) {
            judge(mail_from(bytes), false, knowledge, context);
        };
        arrived.each(judge_one, context);
        return;
    }
    Spool spool(context.store().folder());
    context.change();
    const auto keep = [&](const std::string& name, const std::string& bytes) {
        kept(spool, bytes, context);
        arrived.remove(name);
    };
    const auto kept = arrived.each(keep, context);
    const bool all_decided = take_waiting(spool, {}, context);
    if (!all_decided || kept < arrived.size()) context.outcome = Fault::later;
    sweep(context);
    context.out.tell(fmt::format("{} from {}", count_of(static_cast<std::ptrdiff_t>(kept), "mail"), options.maildir));
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
        auto decision = decide(mail, context.desk(), Knowledge(1, context).of(mail), context.now, true);
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

/// Whether the words and options go together.
void must_fit(const Options& options) {
    const std::vector<std::string> words{"in", "out", "list", "show", "retry"};
    const auto& [what, maildir, send, names] = options;
    if (!contains(words, what))
        throw Error(Fault::usage, fmt::format("unknown word \"{}\"{}", what, did_you_mean(what, words)),
                    "choose one of: " + joined(words, ", "));
    const bool takes_names = what == "show" || what == "retry";
    if (takes_names && names.empty())
        throw Error(Fault::usage, "MAIL is missing: which of those that were not taken", "`desk mail list` shows them");
    if (!takes_names && !names.empty())
        throw Error(Fault::usage, fmt::format("`desk mail {}` takes no \"{}\"", what, names.front()),
                    what == "in" ? "a mail is read from standard input: desk mail in < message.eml" : "see desk mail --help");
    if (send && what != "out") throw Error(Fault::usage, "--send belongs to `desk mail out`", "see desk mail --help");
    if (!maildir.empty() && what != "in")
        throw Error(Fault::usage, "--maildir belongs to `desk mail in`", "see desk mail --help");
}

void handle_mail(const Options& options, Context& context) {
    must_fit(options);
    if (options.what == "in") return options.maildir.empty() ? take_in(context) : take_maildir(options, context);
    if (options.what == "out") return mail_out(options.send, context);
    if (options.what == "list") return list_rejected(context);
    if (options.what == "show") return show_rejected(options, context);
    take_after_all(options, context);
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
