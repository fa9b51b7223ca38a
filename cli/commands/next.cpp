#include "cli/command.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/duty/queue.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string agent = "me";
    int tier = 0;
    int limit = 0;
};

Wanted wanted_by(const Options& options, const std::string& agent, const ClockSummaries& summaries) {
    // What a client has said after a closing waits for an answer.
    const auto may_match = [](std::string_view bytes) {
        return bytes.find("\nstatus: closed\n") == bytes.npos || bytes.find("\n  do: hear\n") != bytes.npos;
    };
    return {Depth::whole, may_match, [&options, agent, &summaries](const Ticket& ticket) {
                if (!is_queued_for(ticket, agent) || (options.tier != 0 && ticket.now.tier != options.tier)) return false;
                summaries.of(ticket);  // here many are reckoned at once
                return true;
            }};
}

void show_queue(const Options& options, Context& context) {
    const auto agent = context.agent_from(options.agent);
    must_be_agent(agent, context.policy());
    const ClockSummaries summaries(context.desk(), context.now);
    auto found = context.store().all(wanted_by(options, agent, summaries));
    queue(found.tickets, summaries);
    if (options.limit > 0 && found.tickets.size() > static_cast<std::size_t>(options.limit))
        found.tickets.resize(static_cast<std::size_t>(options.limit));

    auto table = ticket_table(found.tickets, queue_columns(), context.out.wants(Audience::json), summaries);
    context.out.show(table);
    if (table.rows.empty()) context.out.tell("nothing is next");
}

}  // namespace

Run bind_next(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("AGENT", options->agent, "whose queue; otherwise yours", Offers::agents);
    args.option("--tier", options->tier, "TIER", "in this tier only", Offers::tiers);
    args.option("-n,--limit", options->limit, "COUNT", "at most so many");
    args.example("desk next --limit 1");
    return [options](Context& context) { show_queue(*options, context); };
}

}  // namespace desk::cli
