#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/hours_cap.hpp"
#include "cli/recording/record.hpp"
#include "cli/typed.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"
#include "core/contract/intake.hpp"
#include "core/ticket/edits.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::optional<std::string> title, client, product, release, requester, phone, description, channel, received;
    std::string priority, kind, scope, why;
    std::vector<std::string> answers;

    bool says_anything() const {
        return title || client || product || release || requester || phone || description || channel || received ||
               !priority.empty() || !kind.empty() || !scope.empty() || !answers.empty();
    }
};

/// A text of the header as it is to become.
struct Wish {
    std::string field, to;
};

std::vector<Wish> wishes_from(const Options& options, Context& context) {
    std::vector<Wish> wishes;
    const auto wish = [&](std::string_view name, const std::optional<std::string>& to) {
        if (to) wishes.push_back({std::string(name), *to});
    };
    wish("title", options.title);
    wish("client", options.client ? std::optional(context.client_from(*options.client)) : std::nullopt);
    wish("product", options.product);
    wish("release", options.release);
    if (options.requester) {
        const auto requester = requester_from(*options.requester);
        wish("requester.name", requester.name);
        wish("requester.email", requester.email);
    }
    wish("requester.phone", options.phone);
    wish("description", options.description == "-" ? context.input() : options.description);
    wish(channel_name, options.channel);
    if (options.received) wish(received_name, to_text(context.moment(*options.received, "--received")));
    return wishes;
}

/// Edits one ticket, under the lock.
class Editing {
public:
    Editing(Ticket ticket, const Options& options, Context& context)
        : before_(ticket), ticket_(std::move(ticket)), options_(options), context_(context) {}

    const Ticket& before() const { return before_; }

    void put(const std::vector<Wish>& wishes) {
        for (const auto& [name, to] : wishes)
            if (text_in_header(ticket_, name) != to) {
                record(edit(ticket_, {name, {}, to, options_.why}, context_.acting(ticket_)), name);
                if (name == channel_name) mind_the_channel();
            }
    }

    /// What has a verb of its own.
    void change() {
        const auto& [priority, kind, scope, why] = std::tie(options_.priority, options_.kind, options_.scope, options_.why);
        const auto& now = ticket_.now;
        if (!kind.empty() && kind != now.kind) record(change_kind(ticket_, {{}, kind, why}, context_.acting(ticket_)), "kind");
        if (!priority.empty() && priority != now.priority)
            record(prioritise(ticket_, {{}, priority, why, {}, {}}, context_.acting(ticket_)), "priority");
        if (!scope.empty() && scope != (now.out_of_scope ? "out" : "in"))
            record(change_scope(ticket_, {scope, why}, context_.acting(ticket_)), "scope");
        for (const auto& typed : options_.answers) {
            auto given = answer_from(typed);
            const auto item = given.item;
            if (reported(ticket_, item) != given.text) record(answer(ticket_, std::move(given), context_.acting(ticket_)), item);
        }
    }

    /// What was recorded; empty: it said all of it already.
    std::vector<Recorded> staged() {
        if (recorded_.empty()) return {};
        must_have_terms(context_.desk(), ticket_.client);
        const auto what = joined(fields_, ", ");
        context_.out.tell(fmt::format("{}: edited: {}", called(ticket_), what));
        for (auto& follows : escalated_at_once(ticket_, context_)) recorded_.push_back(std::move(follows));
        context_.change().stage(ticket_, "edit: " + what);
        return std::move(recorded_);
    }

private:
    void record(Event event, const std::string& what) {
        append(ticket_, event);
        recorded_.push_back(recorded(ticket_, std::move(event)));
        fields_.push_back(what);
    }

    void mind_the_channel() {
        for (const auto& [how, what, sentence, hint] : objections(ticket_, context_.desk()))
            if (what == "channel") context_.out.warn(sentence, hint);
    }

    Ticket before_, ticket_;
    const Options& options_;
    Context& context_;
    std::vector<Recorded> recorded_;
    std::vector<std::string> fields_;
};

/// What the person made of title and description in the editor.
std::vector<Wish> wishes_from_editor(const Ticket& ticket, Context& context) {
    const auto text = context.edited(fmt::format("{}\n\n{}", ticket.title, ticket.description),
                                     "The title on the first line, then a blank one and the description.");
    const auto [title, description] = title_and_description(text);
    std::vector<Wish> wishes;
    if (title != ticket.title) wishes.push_back({"title", title});
    if (description != trimmed_lines(ticket.description)) wishes.push_back({"description", description});
    return wishes;
}

/// While the editor was open somebody else may have changed the same text; what was typed is then kept.
void must_be_unchanged(const Wish& wish, const Ticket& was, const Ticket& ticket, Context& context) {
    if (field(ticket, wish.field) == field(was, wish.field)) return;
    throw Error(Fault::io, fmt::format("the {} of {} was changed in the meantime", wish.field, called(ticket)),
                fmt::format("your text is in {}", context.keep(wish.to)));
}

std::vector<Recorded> edit_in_editor(const Reference& reference, const Options& options, Context& context) {
    const auto read = context.store().ticket(reference);
    const auto wishes = wishes_from_editor(read, context);
    if (wishes.empty()) return {};
    auto ticket = context.change().load(reference);
    for (const auto& wish : wishes) must_be_unchanged(wish, read, ticket, context);
    Editing editing(std::move(ticket), options, context);
    editing.put(wishes);
    return editing.staged();
}

void edit_tickets(const Options& options, Context& context) {
    auto references = context.references(options.tickets);
    std::set<Reference> seen;
    std::erase_if(references, [&](const Reference& each) { return !seen.insert(each).second; });
    std::vector<Recorded> recorded;
    std::vector<Ticket> before;
    if (options.says_anything()) {
        const auto wishes = wishes_from(options, context);
        for (const auto& reference : references) {
            Editing editing(context.change().load(reference), options, context);
            editing.put(wishes);
            editing.change();
            for (auto& each : editing.staged()) recorded.push_back(std::move(each));
            before.push_back(editing.before());
        }
        if (!recorded.empty()) mind_the_cap(before, OverTheCap::told, context);
    } else if (references.size() == 1) {
        recorded = edit_in_editor(references.front(), options, context);
    } else {
        throw Error(Fault::usage, "the editor opens for one ticket at a time", "--title and the other options change several");
    }
    if (recorded.empty()) context.out.tell("nothing was changed");
    context.out.show(recorded_page(recorded));
}

}  // namespace

Run bind_edit(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::tickets);
    args.option("--title", options->title, "TEXT", "a new title");
    args.option("-c,--client", options->client, "CLIENT", "the client that it is from", Offers::clients);
    args.option("--product", options->product, "PRODUCT", "what it is about", Offers::products);
    args.option("--release", options->release, "RELEASE", "the release that is to bring it; an empty text removes it");
    args.option("--requester", options->requester, "PERSON", "who asks, as in 'Jane Doe <jane@acme.example>'");
    args.option("--phone", options->phone, "NUMBER", "where to call back");
    args.option("-d,--description", options->description, "TEXT",
                "a new description; `-` reads standard input; an empty text removes it");
    args.option("--channel", options->channel, "CHANNEL", "how it was reported", Offers::channels);
    args.option("--received", options->received, "TIME", "when it reached the desk");
    args.option("-p,--priority", options->priority, "PRIORITY", "one of the policy's priorities", Offers::priorities);
    args.option("-k,--kind", options->kind, "KIND", "one of the policy's kinds", Offers::kinds);
    args.option("--scope", options->scope, "SCOPE", "`out` of the contract's scope, or back `in`", Offers::scopes);
    args.option("--answer", options->answers, "ITEM=TEXT", "the answer to a question");
    args.option("--why", options->why, "TEXT", "the reason");
    args.example("desk edit K7QF4 --title 'Payroll export stops at 40 %'");
    args.example("desk list client:ajax --porcelain | cut -f1 | desk edit - --client ajax-group");
    return [options](Context& context) { edit_tickets(*options, context); };
}

}  // namespace desk::cli
