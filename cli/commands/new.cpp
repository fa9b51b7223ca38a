#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/record.hpp"
#include "cli/rejected.hpp"
#include "cli/typed.hpp"
#include "cli/views/findings.hpp"
#include "core/base/text.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> title;
    std::string client, product, kind, priority, channel, requester, phone, received, assignee, follows, description, file;
    std::vector<std::string> answers;
    int tier = 0;
};

void take_title(NewTicket& report, const Options& options, Context& context) {
    if (!options.title.empty() && !options.file.empty())
        throw Error(Fault::usage, "a title and a file were given", "give one of them");
    if (!options.title.empty()) {
        report.title = joined(options.title, " ");
    } else if (!options.file.empty()) {
        std::tie(report.title, report.description) = title_and_description(context.text_file(options.file));
    } else {
        const auto text =
            context.edited("", "The title on the first line, then a blank one and the description.\nAn empty title cancels.");
        std::tie(report.title, report.description) = title_and_description(text);
        if (report.title.empty()) throw Error(Fault::refused, "there is no title, so no ticket was opened");
    }
    if (options.description == "-")
        report.description = context.input();
    else if (!options.description.empty())
        report.description = options.description;
}

NewTicket new_ticket_from(const Options& options, Context& context) {
    NewTicket report;
    report.client = context.client_from(options.client);
    report.product = options.product;
    report.kind = options.kind;
    report.priority = options.priority;
    report.channel = options.channel;
    report.requester = requester_from(options.requester);
    if (!options.phone.empty()) report.requester.phone = options.phone;
    report.tier = options.tier;
    report.assignee = context.agent_from(options.assignee);
    if (!options.received.empty()) report.received = context.moment(options.received, "--received");
    for (const auto& typed : options.answers) report.answers.push_back(answer_from(typed));
    take_title(report, options, context);
    return report;
}

/// What the client's file and contract say where nothing was typed. Answers the terms that hold; refuses where nobody knows them.
Terms completed(NewTicket& report, const Acting& acting, const Desk& desk) {
    if (const auto* client = report.client.empty() ? client_by_address(desk, report.requester.email) : nullptr)
        report.client = client->name;
    must_have_terms(desk, report.client);
    const auto terms = terms_of(desk, report.client, opened_at(report, acting));
    if (report.tier == 0) report.tier = first_tier(terms);
    return terms;
}

/// A refused report is not a failure where the contract wants it kept: it is the change that is committed.
void keep_refused(const Ticket& report, const std::vector<Objection>& objections, Context& context) {
    const auto& refusal = objections.front();
    const auto path = rejected_path(context.store().folder(), context.now);
    context.change().stage_file(path, rejected_mail(report, refusal.sentence), "refuse: " + report.title);
    context.out.fail(refusal.sentence, refusal.hint);
    context.out.tell("kept in " + path);
    context.out.show(objections_page(objections));
    context.outcome = Fault::refused;
}

void tell_objections(const std::vector<Objection>& objections, Context& context) {
    for (const auto& [how, what, sentence, hint] : objections) {
        if (how == Strictness::ask)
            context.out.tell(sentence, hint);
        else
            context.out.warn(sentence, hint);
    }
}

void tell_suggestion(const Ticket& ticket, const Terms& terms, Context& context) {
    if (!ticket.now.assignee.empty()) return;
    const auto [agent, why] = suggested(terms, ticket);
    if (!agent.empty()) context.out.tell(fmt::format("suggested: {}{}", agent, why.empty() ? "" : fmt::format(" ({})", why)));
}

bool is_refused(const std::vector<Objection>& objections) {
    return !objections.empty() && objections.front().how == Strictness::refuse;
}

void open_new(const Options& options, Context& context) {
    auto report = new_ticket_from(options, context);
    const auto terms = completed(report, context.acting(), context.desk());
    const Acting acting{terms.policy, context.agent(), context.now};
    const auto followed = options.follows.empty() ? Reference() : context.store().reference(options.follows);
    auto& change = context.change();
    const auto reference = change.mint(acting.policy.zone.month(opened_at(report, acting)));
    auto ticket = open_ticket(report, reference, acting);
    const auto against = objections(ticket, context.desk());
    if (is_refused(against) && terms.policy.intake->keep_refused) return keep_refused(ticket, against, context);
    must_be_acceptable(against);
    if (!options.follows.empty()) append(ticket, link(ticket, {followed.text(), "follows"}, acting));
    context.out.answer("id", {reference.text(), reference.text()});
    context.out.show(objections_page(against));
    if (ticket.channel != report.channel)
        context.out.tell(fmt::format("by {}, not {}: that is outside its hours", ticket.channel, report.channel));
    if (report.priority.empty() && !ticket.now.priority.empty())
        context.out.tell(fmt::format("priority {} by the policy's rules", ticket.now.priority));
    escalated_at_once(ticket, context);
    change.stage(ticket, "open: " + ticket.title);
    tell_objections(against, context);
    tell_suggestion(ticket, terms, context);
}

}  // namespace

Run bind_new(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("TITLE", options->title, "the title; without it the editor opens");
    args.option("-c,--client", options->client, "CLIENT", "whose it is", Offers::clients);
    args.option("--product", options->product, "PRODUCT", "what it is about, one of the policy's products", Offers::products);
    args.option("-k,--kind", options->kind, "KIND", "one of the policy's kinds", Offers::kinds);
    args.option("-p,--priority", options->priority, "PRIORITY", "one of the policy's priorities", Offers::priorities);
    args.option("--channel", options->channel, "CHANNEL", "how it came: phone, email, portal, ...", Offers::channels);
    args.option("--requester", options->requester, "PERSON", "who asks, as in 'Jane Doe <jane@acme.example>'");
    args.option("--phone", options->phone, "NUMBER", "where to call back");
    args.option("--received", options->received, "TIME", "when it reached the desk, if earlier than now");
    args.option("--tier", options->tier, "TIER", "the tier it starts in; otherwise the first", Offers::tiers);
    args.option("--assign", options->assignee, "AGENT", "who takes it; `me` is you", Offers::agents);
    args.option("--follows", options->follows, "TICKET", "an earlier ticket that this one goes on from", Offers::tickets);
    args.option("-d,--description", options->description, "TEXT", "the description; `-` reads standard input");
    args.option("--answer", options->answers, "ITEM=TEXT", "the answer to an item of the policy's intake; may be repeated",
                Offers::items);
    args.option("-F,--file", options->file, "FILE", "read title and description from a file; `-` is standard input",
                Offers::files);
    args.example("desk new Payroll export fails -c acme -k fault -p high --requester 'Jane Doe <jane@acme.example>'");
    return [options](Context& context) { open_new(*options, context); };
}

}  // namespace desk::cli
