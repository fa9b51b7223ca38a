#include <optional>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/duty/queue.hpp"
#include "core/find/query.hpp"
#include "store/desk/places.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    std::string client;
    int tier = 0;
    int limit = 0;
    bool all = false;
};

/// Whose queue, and of which tickets.
struct Asked {
    std::string agent;  ///< empty: everybody's
    std::vector<std::string> filters;
};

/// An agent, and words with a colon, in any order.
Asked asked_for(const Options& options, Context& context) {
    Asked asked;
    for (const auto& word : options.words) {
        if (word.find(':') != std::string::npos)
            asked.filters.push_back(word);
        else if (asked.agent.empty() && !options.all)
            asked.agent = context.agent_from(word);
        else
            throw Error(Fault::usage, fmt::format("unexpected argument \"{}\"", word),
                        options.all ? "--all is everybody's queue; a text is searched for with text:"
                                    : "there is one queue at a time; --all is everybody's");
    }
    if (asked.agent.empty() && !options.all) asked.agent = context.agent();
    if (!options.all) must_be_agent(asked.agent, context.policy());
    return asked;
}

/// What an agent may take, or with --all anybody, with the clocks by which the queue goes.
FoundWith<ClockSummary> queued_for(const Asked& asked, const Query& query, int tier, Context& context) {
    // What a client has said after a closing waits for an answer.
    const auto may_match = [&](std::string_view bytes) { return may_want(bytes, {"hear"}) && query.may_match(bytes); };
    const auto matches = [&](const Ticket& ticket) {
        const bool is_queued = asked.agent.empty() ? is_queued_for_any(ticket) : is_queued_for(ticket, asked.agent);
        return is_queued && (tier == 0 || ticket.now.tier == tier);
    };
    const auto& desk = context.desk();
    return context.store().map({Depth::whole, may_match, matches}, [&](const Ticket& ticket) {
        const TicketNow now(ticket, desk, context.now);
        return query.matches(now) ? std::optional(now.whole_summary()) : std::nullopt;
    });
}

void show_queue(const Options& options, Context& context) {
    const auto asked = asked_for(options, context);
    const auto query = query_from(asked.filters, context.asking());
    add_missing_files(context.store());
    const auto found = queued_for(asked, query, options.tier, context);
    auto tickets = listed(found.tickets, found.values);
    queue(tickets, context.desk());
    if (options.limit > 0 && tickets.size() > static_cast<std::size_t>(options.limit))
        tickets.resize(static_cast<std::size_t>(options.limit));

    auto table = ticket_table(tickets, queue_columns(context.out.form()), context.out.wants(Audience::json),
                              {context.desk(), context.now});
    table.below = {{}, count_line(tickets, found.tickets.size())};
    context.out.show(table);
    if (table.rows.empty()) context.out.tell("nothing to work on");
}

}  // namespace

Run bind_next(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("AGENT", options->words, "whose queue, otherwise yours; and filters, in the words of list", Offers::agents);
    args.flag("-a,--all", options->all, "everybody's queue");
    args.option("-c,--client", options->client, "CLIENT", "of this client only, as with client:CLIENT", Offers::clients);
    args.option("--tier", options->tier, "TIER", "only in this tier", Offers::tiers);
    args.option("-n,--limit", options->limit, "COUNT", "at most this many");
    args.example("desk next --limit 1");
    args.example("desk next --all client:acme");
    return [options](Context& context) {
        if (!options->client.empty()) options->words.push_back("client:" + options->client);
        show_queue(*options, context);
    };
}

}  // namespace desk::cli
