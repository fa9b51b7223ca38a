#include <optional>
#include <utility>

#include "cli/command.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/find/query.hpp"
#include "core/find/sort.hpp"
#include "store/desk/places.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> filters;
    std::string sort, columns, group, format, client;
    int limit = 0;
    bool all = false;
};

/// What is listed, and how.
struct Listing {
    const Options& options;
    Query query;
    std::string sort;
    ChosenColumns columns;
    bool whole = false;   ///< with the columns that were not chosen
    bool counts = false;  ///< with a line of how many there are

    bool closed_too() const { return options.all || query.finds_closed(); }
    bool needs_clocks() const { return whole || counts || need_clocks(columns) || sorts_by_clocks(sort); }
};

/// What is due first comes first; in porcelain the order stays what it is. What belongs together stays together.
std::string sort_of(const Options& options, Form form) {
    auto by = options.sort;
    if (by.empty()) by = form == Form::porcelain ? "priority,opened" : "due,priority,opened";
    return contains(sort_keys(), options.group) ? options.group + "," + by : by;
}

Listing listing_of(const Options& options, Context& context) {
    const auto form = context.out.form();
    if (!options.group.empty()) must_group(options.group);
    if (!options.format.empty() && form == Form::json)
        throw Error(Fault::usage, "--format and --json cannot be used together", "choose one of them");
    Listing listing{options, query_from(options.filters, context.asking()), sort_of(options, form), list_columns(form)};
    if (!options.columns.empty()) listing.columns = columns_typed(options.columns);
    listing.whole = options.columns.empty() && context.out.wants(Audience::json);
    listing.counts = form == Form::people && options.format.empty();
    return listing;
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
        return with_clocks ? Clocks(asked.whole_summary()) : Clocks();
    });
}

void show_table(std::span<const ListedTicket> tickets, std::size_t found, const Listing& listing, Context& context) {
    const ListedBy by{context.desk(), context.now};
    auto table = ticket_table(tickets, listing.columns, listing.whole, by);
    if (!listing.options.group.empty()) table.headings = headings(tickets, listing.options.group, by);
    if (listing.counts) table.below = {{}, count_line(tickets, found)};
    context.out.show(table);
}

void show_lines(std::span<const ListedTicket> tickets, const Template& lines, Context& context) {
    ChosenColumns columns;
    for (const auto& name : lines.columns) columns.push_back({name});
    context.out.show(ticket_table(tickets, columns, false, {context.desk(), context.now}), lines);
}

void list_tickets(const Options& options, Context& context) {
    auto listing = listing_of(options, context);
    const auto lines = template_from(options.format);
    if (!options.format.empty()) listing.columns = columns_typed(joined(lines.columns, ","));
    // Git asks for each file, which takes longer than reading the tickets that a filter leaves.
    if (options.filters.empty()) add_missing_files(context.store());
    const auto found = tickets_of(listing, context);
    auto tickets = listed(found.tickets, found.values);
    sort(tickets, listing.sort, context.desk());
    if (!options.group.empty()) group(tickets, options.group, {context.desk(), context.now});
    if (options.limit > 0 && tickets.size() > static_cast<std::size_t>(options.limit))
        tickets.resize(static_cast<std::size_t>(options.limit));

    if (options.format.empty())
        show_table(tickets, found.tickets.size(), listing, context);
    else
        show_lines(tickets, lines, context);
    if (tickets.empty()) context.out.tell(options.filters.empty() && !options.all ? "no open tickets" : "no ticket matches");
}

}  // namespace

Run bind_list(Args& args) {
    auto options = std::make_shared<Options>();
    args.words(
        "FILTER", options->filters,
        "words as in status:open, priority:high,critical, client:acme, assignee:me, closed:this-week, 'due:<4h', 'tier:>1', "
        "not:kind:fault; a word without a colon is searched for in the text",
        Offers::filters);
    args.option("-c,--client", options->client, "CLIENT", "of this client only, as with client:CLIENT", Offers::clients);
    args.flag("-a,--all", options->all, "the closed ones too");
    args.option("--sort", options->sort, "KEYS", "sort by these, as in client,-opened; otherwise what is due first",
                Offers::sort_keys);
    args.option("--columns", options->columns, "NAMES", "the columns to show, as in id,status,title", Offers::columns);
    args.option("--group", options->group, "COLUMN", "under headings: by client, assignee, status, ...", Offers::columns);
    args.option("--format", options->format, "TEXT",
                "a line for each, as in '{id}\\t{title}', with the names of columns in braces");
    args.option("-n,--limit", options->limit, "COUNT", "at most this many");
    args.example("desk list client:acme 'priority:>=high' assignee:none");
    args.example("desk list closed:last-week --group assignee");
    return [options](Context& context) {
        if (!options->client.empty()) options->filters.push_back("client:" + options->client);
        list_tickets(*options, context);
    };
}

}  // namespace desk::cli
