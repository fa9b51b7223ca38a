#include <tuple>

#include "cli/command.hpp"
#include "cli/typed.hpp"
#include "cli/views.hpp"
#include "core/text.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> title;
    std::string client, kind, priority, channel, requester, phone, received, assignee, follows, description, file;
    int tier = 0;
};

void take_title(Report& report, const Options& options, Context& context) {
    if (!options.title.empty() && !options.file.empty())
        throw Error(Fault::usage, "a title and a file were given", "give one of them");
    if (!options.title.empty()) {
        report.title = joined(options.title, " ");
    } else if (!options.file.empty()) {
        std::tie(report.title, report.description) = title_and_description(context.file(options.file));
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

Report report_from(const Options& options, Context& context) {
    Report report;
    report.client = options.client;
    report.kind = options.kind;
    report.priority = options.priority;
    report.channel = options.channel;
    report.requester = requester_from(options.requester);
    if (!options.phone.empty()) report.requester.phone = options.phone;
    report.tier = options.tier;
    report.assignee = context.agent_from(options.assignee);
    if (!options.received.empty()) report.received = context.moment(options.received, "--received");
    take_title(report, options, context);
    return report;
}

void open_new(const Options& options, Context& context) {
    const auto acting = context.acting();
    const auto report = report_from(options, context);
    const auto followed = options.follows.empty() ? Reference() : context.store().reference(options.follows);
    auto& change = context.change();
    const auto reference = change.mint(acting.policy.zone.month(opened_at(report, acting)));
    auto ticket = open_ticket(report, reference, acting);
    if (!options.follows.empty()) append(ticket, link(ticket, {followed.text(), "follows"}, acting));
    change.stage(ticket, "open: " + ticket.title);
    context.out.answer("id", {reference.text(), reference.text()});
}

}  // namespace

Run bind_new(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("TITLE", options->title, "the title; without it the editor opens");
    args.option("-c,--client", options->client, "CLIENT", "whose it is", Offers::clients);
    args.option("-k,--kind", options->kind, "KIND", "one of the policy's kinds", Offers::kinds);
    args.option("-p,--priority", options->priority, "PRIORITY", "one of the policy's priorities", Offers::priorities);
    args.option("--channel", options->channel, "CHANNEL", "how it came: phone, email, portal, ...");
    args.option("--requester", options->requester, "PERSON", "who asks, as in 'Jane Doe <jane@acme.example>'");
    args.option("--phone", options->phone, "NUMBER", "where to call back");
    args.option("--received", options->received, "TIME", "when it reached the desk, if earlier than now");
    args.option("--tier", options->tier, "TIER", "the tier it starts in; otherwise the first", Offers::tiers);
    args.option("--assign", options->assignee, "AGENT", "who takes it; `me` is you", Offers::agents);
    args.option("--follows", options->follows, "TICKET", "an earlier ticket that this one goes on from", Offers::tickets);
    args.option("-d,--description", options->description, "TEXT", "the description; `-` reads standard input");
    args.option("-F,--file", options->file, "FILE", "read title and description from a file; `-` is standard input",
                Offers::files);
    args.example("desk new Payroll export fails -c acme -k fault -p high --requester 'Jane Doe <jane@acme.example>'");
    return [options](Context& context) { open_new(*options, context); };
}

}  // namespace desk::cli
