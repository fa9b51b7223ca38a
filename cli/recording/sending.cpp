#include "cli/recording/sending.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "cli/recording/attaching.hpp"
#include "cli/recording/commit_and_send.hpp"
#include "cli/typed.hpp"
#include "cli/views/description.hpp"
#include "cli/views/mail.hpp"
#include "cli/views/recorded.hpp"
#include "cli/views/shared.hpp"
#include "core/base/address.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/mail/outgoing.hpp"
#include "core/mail/owed_mails.hpp"
#include "store/desk/attachments.hpp"
#include "store/desk/mail_texts.hpp"
#include "store/desk/problems.hpp"
#include "store/mail/compose.hpp"

namespace desk::cli {
namespace {

/// The mail of an event has this text; of a resolution, whether it also closed the ticket.
std::string_view template_of(std::string_view verb, const Ticket& after) {
    if (verb == did::Resolve::name) return after.now.status == Status::closed ? "closing" : "confirmation";
    return verb == did::Close::name ? "closing" : verb;
}

void set_message(Event& event, const std::string& id) {
    std::visit(
        [&]<class T>(T& what) {
            if constexpr (requires { what.message; }) what.message = id;
        },
        static_cast<AnyDid&>(event.what));
}

std::string full_name(const std::string& agent, const Policy& policy) {
    const auto found = std::ranges::find(policy.agents, agent, &Policy::Agent::name);
    return found == policy.agents.end() || found->full.empty() ? agent : found->full;
}

Mailbox copied_to(const std::string& typed) {
    const auto requester = requester_from(typed);
    if (!is_recipient(requester.email))
        throw Error(Fault::usage, fmt::format("--cc: \"{}\" is not a mail address", typed),
                    "as in 'Jane Doe <jane@acme.example>'");
    return {requester.name, requester.email};
}

/// A mail about one ticket, under the lock.
class Letter {
public:
    Letter(const Reference& reference, const Sending& sending, const Mailed& mailed, Context& context)
        : mailed_(mailed), context_(context), before_(context.change().load(reference)), ticket_(before_) {
        mail_ = mail_about(ticket_, context.terms(ticket_), address_of(context.policy()), context.now);
        for (const auto& typed : sending.cc) copy_to(copied_to(typed));
        warn_of_another_client();
        files_ = files_at(sending.files, context);
    }

    /// Does what is to be recorded; answers it.
    std::vector<Recorded> recorded(std::span<const Verb> verbs) {
        std::vector<Verb> mailing;
        mailing.reserve(verbs.size());
        for (const auto& verb : verbs)
            mailing.emplace_back([this, &verb](const Ticket& ticket) { return with_message(verb(ticket)); });
        auto events = recorded_on(ticket_, mailing, context_);
        const auto acting = context_.acting(ticket_);
        attached_ = attached(ticket_, files_, acting, context_);
        for (const auto& [name, file] : attached_) mail_.files.push_back({name, file->type, file->bytes});
        write(acting);
        return events;
    }

    void stage() {
        const auto what = summary(event_, context_.policy().zone);
        stage_attached(context_.change(), ticket_.id, attached_, what);
        context_.change().stage(ticket_, what);
    }

    const Ticket& before() const { return before_; }
    const Ticket& ticket() const { return ticket_; }
    const OutgoingMail& mail() const { return mail_; }

private:
    /// Nobody gets it twice.
    void copy_to(const Mailbox& copied) {
        const auto is_it = [&](const Mailbox& other) { return same_folded(other.email, copied.email); };
        if (is_it(mail_.from) || is_it(mail_.to.front()) || std::ranges::any_of(mail_.cc, is_it)) return;
        mail_.cc.push_back(copied);
    }

    void warn_of_another_client() {
        const auto& to = mail_.to.front().email;
        if (const auto* owner = other_client_at(to, ticket_, context_.desk()))
            context_.out.warn(fmt::format("{} is an address of {}, and the ticket is of {}", to, owner->name, ticket_.client));
    }

    Event with_message(Event event) {
        if (verb_of(event) != mailed_.verb) return event;
        mail_.message_id = message_id(ticket_.id, mailed_.verb, event.at, address_of(context_.policy()));
        set_message(event, mail_.message_id);
        return event_ = std::move(event);
    }

    void write(const Acting& acting) {
        const auto name = template_of(mailed_.verb, ticket_);
        auto fields = fields_of(ticket_, context_.terms(ticket_), address_of(context_.policy()), context_.now);
        if (mailed_.verb != did::Resolve::name) fields.set(MailField::text, mailed_.text);  // that has it as its resolution
        fields.set(MailField::promise, mailed_.promise);
        fields.set(MailField::date, mailed_.date);
        fields.set(MailField::agent, full_name(acting.agent, context_.policy()));
        mail_.body = mail_text(context_.store().folder(), name, fields);
    }

    const Mailed& mailed_;
    Context& context_;
    Ticket before_, ticket_;
    Event event_;  ///< that the mail is
    OutgoingMail mail_;
    std::vector<MailFile> files_;
    std::vector<AttachedFile> attached_;
};

/// Throws where it does not go out, and says what became of everything.
void send(const Letter& letter, const Mailed& mailed, const std::vector<std::string>& sent, Context& context) {
    const auto failure = commit_and_send(letter.mail(), context);
    if (!failure) return;
    const auto& [why, was_sent] = *failure;
    if (was_sent)
        throw Error(Fault::io,
                    fmt::format("{}: the mail was sent, and cannot be recorded: {}", called(letter.ticket()), why.what()),
                    "record it once this is mended: the same command without --send");
    std::vector<std::string> hints;
    if (!why.hint.empty()) hints.push_back(why.hint);
    if (mailed.is_typed && !mailed.text.empty()) hints.push_back("your text is in " + context.keep(mailed.text));
    if (!sent.empty()) hints.push_back("sent and recorded before: " + joined(sent, ", "));
    throw Error(why.fault == Fault::refused ? Fault::refused : Fault::io,
                fmt::format("{}: not sent, and not recorded: {}", called(letter.ticket()), why.what()), joined(hints, "\n"));
}

/// One after the other: what cannot be sent takes back nothing of what was.
void send_all(std::deque<Letter>& letters, const Mailed& mailed, Context& context) {
    context.change().clear();
    std::vector<std::string> sent;
    for (auto& letter : letters) {
        letter.stage();
        send(letter, mailed, sent, context);
        context.out.tell(fmt::format("{}: sent to {}", called(letter.ticket()), letter.mail().to.front().email));
        sent.push_back(letter.ticket().id.text());
    }
}

}  // namespace

void declare(Sending& sending, Args& args) {
    args.flag("--send", sending.send, "mail it to the requester");
    args.option("--cc", sending.cc, "ADDRESS", "with --send: and to them");
    args.option("--attach", sending.files, "FILE", "with --send: attach the file, to the ticket and to the mail", Offers::files);
}

void must_fit(const Sending& sending) {
    if (sending.send) return;
    if (!sending.cc.empty()) throw Error(Fault::usage, "--cc needs --send", "without it nothing is mailed");
    if (!sending.files.empty()) throw Error(Fault::usage, "--attach needs --send", "`desk attach` attaches files to a ticket");
}

void record_and_send(Context& context, const std::vector<Reference>& references, std::span<const Verb> verbs,
                     const Sending& sending, const Mailed& mailed) {
    std::set<Reference> done;
    std::vector<Recorded> all;
    std::vector<Ticket> before;
    std::deque<Letter> letters;
    for (const auto& reference : references) {
        if (!done.insert(reference).second) continue;
        auto& letter = letters.emplace_back(reference, sending, mailed, context);
        for (auto& recorded : letter.recorded(verbs)) all.push_back(std::move(recorded));
        letter.stage();
        before.push_back(letter.before());
    }
    if (mailed.must_be_fine) mailed.must_be_fine(before);
    if (context.is_dry_run()) {
        std::vector<std::string> mails;
        mails.reserve(letters.size());
        for (const auto& letter : letters) mails.push_back(composed(letter.mail()));
        context.out.show(mails_page(mails));
    } else {
        send_all(letters, mailed, context);
    }
    context.out.show(recorded_page(all));
}

}  // namespace desk::cli
