#include <optional>

#include "cli/command.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/duty/queue.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string agent = "me";
    std::string client;
    int tier = 0;
    int limit = 0;
};

/// What an agent may take, with the clocks by which the queue goes.
FoundWith<ClockSummary> queued_for(const std::string& agent, const Options& options, Context& context) {
    // What a client has said after a closing waits for an answer.
    const auto may_match = [](std::string_view bytes) { return may_want(bytes, {"hear"}); };
    const auto matches = [&](const Ticket& ticket) {
        return is_queued_for(ticket, agent) && (options.tier == 0 || ticket.now.tier == options.tier) &&
               (options.client.empty() || ticket.client == options.client);
    };
    const auto& desk = context.desk();
    return context.store().map({Depth::whole, may_match, matches}, [&](const Ticket& ticket) {
        return std::optional(summary_of(ticket, terms_of(desk, ticket), context.now));
    });
}

void show_queue(const Options& options, Context& context) {
    const auto agent = context.agent_from(options.agent);
    must_be_agent(agent, context.policy());
    const auto found = queued_for(agent, options, context);
    if (found.tickets.empty()) context.must_exist(options.client);
    auto tickets = listed(found.tickets, found.values);
    queue(tickets, context.desk());
    if (options.limit > 0 && tickets.size() > static_cast<std::size_t>(options.limit))
        tickets.resize(static_cast<std::size_t>(options.limit));

    auto table = ticket_table(tickets, queue_columns(), context.out.wants(Audience::json), {context.desk(), context.now});
    context.out.show(table);
    if (table.rows.empty()) context.out.tell("nothing is next");
}

}  // namespace

Run bind_next(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("AGENT", options->agent, "whose queue; otherwise yours", Offers::agents);
    args.option("-c,--client", options->client, "CLIENT", "of this client only", Offers::clients);
    args.option("--tier", options->tier, "TIER", "in this tier only", Offers::tiers);
    args.option("-n,--limit", options->limit, "COUNT", "at most so many");
    args.example("desk next --limit 1");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        show_queue(*options, context);
    };
}

}  // namespace desk::cli
