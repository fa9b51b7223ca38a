#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/caller.hpp"
#include "cli/recording/opening.hpp"
#include "cli/recording/report_draft.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> title;
    std::string client, product, kind, priority, channel, requester, phone, received, assignee, follows, description, file;
    std::string from, waited;
    std::vector<std::string> answers, files;
    std::optional<std::string> resolution;
    Finishing finishing;
    int tier = 0;
};

void take_title(NewTicket& report, const Options& options, Context& context) {
    if (!options.title.empty() && !options.file.empty())
        throw Error(Fault::usage, "a title and a file cannot be used together", "choose one of them");
    if (!options.file.empty())
        std::tie(report.title, report.description) = title_and_description(context.text_file(options.file));
    if (!options.description.empty()) report.description = options.description == "-" ? context.input() : options.description;
    if (!options.title.empty()) {
        report.title = joined(options.title, " ");
    } else if (options.file.empty()) {
        edit_report(report, context);
    }
}

NewTicket new_ticket_from(const Options& options, Context& context) {
    NewTicket report;
    report.client = context.client_from(options.client);
    report.product = options.product;
    report.kind = options.kind;
    report.priority = options.priority;
    report.channel = options.channel;
    report.requester = requester_from(options.requester);
    report.tier = options.tier;
    report.assignee = context.agent_from(options.assignee);
    if (!options.received.empty()) report.received = context.moment(options.received, "--received");
    for (const auto& typed : options.answers) report.answers.push_back(answer_from(typed));
    if (!options.waited.empty()) report.waited = waited_typed(options.waited);
    return report;
}

/// Who asks, and whose they are, by what was typed of them.
void take_caller(Opening& opening, const Options& options, Context& context) {
    auto& report = opening.report;
    opening.by_phone = is_phone_number(options.from) || report.waited;
    if (options.from.empty()) return;
    if (!options.requester.empty())
        throw Error(Fault::usage, "--from and --requester both say who asks", "--requester takes somebody who is not known");
    auto caller = caller_from(options.from, report.client, context);
    report.requester = std::move(caller.requester);
    report.client = std::move(caller.client);
}

Finishing finishing_from(const Options& options, const NewTicket& report) {
    auto finishing = options.finishing;
    if (options.resolution) {
        finishing.resolution.emplace();
        finishing.resolution->text = *options.resolution;
    } else if (finishing.confirm || finishing.close) {
        throw Error(Fault::usage, fmt::format("{} needs --resolve TEXT", finishing.confirm ? "--confirm" : "--close"),
                    "it says what was done");
    }
    // Whoever has just reported it is there to say so.
    if (finishing.confirm && finishing.confirm->empty()) finishing.confirm = report.requester.name;
    return finishing;
}

Opening opening_from(const Options& options, Context& context) {
    Opening opening;
    opening.report = new_ticket_from(options, context);
    take_caller(opening, options, context);
    if (!options.phone.empty()) opening.report.requester.phone = options.phone;
    opening.finishing = finishing_from(options, opening.report);
    opening.follows = options.follows;
    opening.files = options.files;
    take_title(opening.report, options, context);
    return opening;
}

}  // namespace

Run bind_new(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("TITLE", options->title, "the title; without it the editor opens");
    args.option("-c,--client", options->client, "CLIENT", "the client that it is from", Offers::clients);
    args.option("--product", options->product, "PRODUCT", "what it is about, one of the policy's products", Offers::products);
    args.option("-k,--kind", options->kind, "KIND", "one of the policy's kinds", Offers::kinds);
    args.option("-p,--priority", options->priority, "PRIORITY", "one of the policy's priorities", Offers::priorities);
    args.option("--channel", options->channel, "CHANNEL", "how it was reported: phone, email, portal, ...", Offers::channels);
    args.option("--requester", options->requester, "PERSON", "who asks, as in 'Jane Doe <jane@acme.example>'");
    args.option("--from", options->from, "WHO",
                "who asks: the number, address or name of somebody whom the desk knows, or the client");
    args.option("--phone", options->phone, "NUMBER", "where to call back");
    args.option("--received", options->received, "TIME", "when it reached the desk, if earlier than now");
    args.length("--waited", options->waited, "how long the caller waited for an answer: 40s, 1m 20s");
    args.option("--tier", options->tier, "TIER", "the tier it starts in; otherwise the first", Offers::tiers);
    args.option("--assign", options->assignee, "AGENT", "who takes it; `me` is you", Offers::agents);
    args.option("--follows", options->follows, "TICKET", "an earlier ticket that this one follows", Offers::every_ticket);
    args.option("-d,--description", options->description, "TEXT", "the description; `-` reads standard input");
    args.option("--answer", options->answers, "ITEM=TEXT", "the answer to an item of the policy's intake; may be repeated",
                Offers::items);
    args.option("--attach", options->files, "FILE", "a file to attach; may be repeated", Offers::files);
    args.option("-F,--file", options->file, "FILE", "read title and description from a file; `-` is standard input",
                Offers::files);
    args.option("--resolve", options->resolution, "TEXT", "resolve it at once: what was done");
    declare(options->finishing, args);
    args.example("desk new --from 555-0117 Cannot print --work 10m --resolve Driver --confirm --close");
    args.example("desk new Payroll export fails -c acme -k fault -p high --requester 'Jane Doe <jane@acme.example>'");
    return [options](Context& context) { open_new(opening_from(*options, context), context); };
}

}  // namespace desk::cli
