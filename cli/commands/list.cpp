#include <optional>
#include <utility>

#include "cli/command.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/base/text.hpp"
#include "core/find/query.hpp"
#include "core/find/sort.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> filters;
    std::string sort = "priority,opened";
    std::string columns, client;
    int limit = 0;
    bool all = false;
};

/// What is listed, and how.
struct Listing {
    const Options& options;
    Query query;
    std::vector<std::string> columns;
    bool whole = false;  ///< with the columns that were not chosen

    bool closed_too() const { return options.all || query.names_status(); }
    bool needs_clocks() const { return whole || need_clocks(columns) || sorts_by_clocks(options.sort); }
};

/// The fields of porcelain stay what they are; people see what they ask about.
std::vector<std::string> columns_of(const Options& options, const Query& query, const Output& out) {
    if (!options.columns.empty()) return words_of(options.columns, ',');
    const bool by_clocks = query.asks_clocks() || sorts_by_clocks(options.sort);
    return by_clocks && out.form() == Form::people ? clock_columns() : default_columns();
}

Listing listing_of(const Options& options, Context& context) {
    auto query = query_from(options.filters, context.asking());
    auto columns = columns_of(options, query, context.out);
    const bool whole = options.columns.empty() && context.out.wants(Audience::json);
    return {options, std::move(query), std::move(columns), whole};
}

/// Closed tickets, and the log, are read only when somebody asks for them.
Depth depth_of(const Listing& listing) {
    if (listing.query.needs_log() || listing.needs_clocks())
        return listing.closed_too() ? Depth::whole : Depth::whole_unless_closed;
    return listing.closed_too() ? Depth::header : Depth::unless_closed;
}

/// The tickets that match, with their clocks where somebody asks for them.
FoundWith<std::optional<ClockSummary>> tickets_of(const Listing& listing, Context& context) {
    Wanted wanted{depth_of(listing), {}, {}};
    if (listing.query.narrows()) wanted.may_match = [&](std::string_view bytes) { return listing.query.may_match(bytes); };
    if (!listing.closed_too()) wanted.matches = [](const Ticket& ticket) { return ticket.now.status != Status::closed; };
    using Clocks = std::optional<ClockSummary>;
    const auto& desk = context.desk();
    const bool with_clocks = listing.needs_clocks();
    return context.store().map(wanted, [&](const Ticket& ticket) -> std::optional<Clocks> {
        const TicketNow asked(ticket, desk, context.now);
        if (!listing.query.matches(asked)) return {};
        return with_clocks ? Clocks(asked.clocks()) : Clocks();
    });
}

void list_tickets(const Options& options, Context& context) {
    const auto listing = listing_of(options, context);
    const auto found = tickets_of(listing, context);
    auto tickets = listed(found.tickets, found.values);
    sort(tickets, options.sort, context.desk());
    if (options.limit > 0 && tickets.size() > static_cast<std::size_t>(options.limit))
        tickets.resize(static_cast<std::size_t>(options.limit));

    auto table = ticket_table(tickets, listing.columns, listing.whole, {context.desk(), context.now});
    context.out.show(table);
    if (table.rows.empty()) context.out.tell(options.filters.empty() && !options.all ? "no open tickets" : "no ticket matches");
}

}  // namespace

Run bind_list(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("FILTER", options->filters,
               "words as in status:open, priority:high,critical, client:acme, assignee:me, opened:2026-11, 'due:<4h', 'tier:>1', "
               "not:kind:fault; a word without a colon is searched for in the text",
               Offers::filters);
    args.option("-c,--client", options->client, "CLIENT", "of this client only, as with client:CLIENT", Offers::clients);
    args.flag("-a,--all", options->all, "the closed ones too");
    args.option("--sort", options->sort, "KEYS", "sort by these, as in client,-opened; otherwise by priority and age",
                Offers::sort_keys);
    args.option("--columns", options->columns, "NAMES", "the columns to show, as in id,status,title", Offers::columns);
    args.option("--limit", options->limit, "COUNT", "at most so many");
    args.example("desk list client:acme 'priority:>=high' assignee:none");
    return [options](Context& context) {
        if (!options->client.empty()) options->filters.push_back("client:" + options->client);
        list_tickets(*options, context);
    };
}

}  // namespace desk::cli
