#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views.hpp"
#include "core/query.hpp"
#include "core/text.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> filters;
    std::string sort = "priority,opened";
    std::string columns;
    int limit = 0;
    bool all = false;
};

/// Closed tickets are read only when somebody asks for them.
Depth depth_of(const Options& options, const Query& query) {
    if (query.needs_log()) return Depth::whole;
    return options.all || query.names_status() ? Depth::header : Depth::unless_closed;
}

Wanted wanted_by(const Options& options, const Query& query) {
    const bool closed = options.all || query.names_status();
    Wanted wanted;
    wanted.depth = depth_of(options, query);
    if (query.narrows()) wanted.may_match = [&query](std::string_view bytes) { return query.may_match(bytes); };
    wanted.matches = [&query, closed](const Ticket& ticket) {
        return (closed || ticket.now.status != Status::closed) && query.matches(ticket);
    };
    return wanted;
}

void list_tickets(const Options& options, Context& context) {
    const auto query = query_from(options.filters, {context.policy(), [&] { return context.agent(); }, context.now});
    const auto columns = options.columns.empty() ? default_columns() : words_of(options.columns, ',');
    auto found = context.store().all(wanted_by(options, query));
    sort(found.tickets, options.sort, context.policy());
    if (options.limit > 0 && found.tickets.size() > static_cast<std::size_t>(options.limit))
        found.tickets.resize(static_cast<std::size_t>(options.limit));

    for (const auto& problem : found.problems) context.out.warn(problem);
    auto table = ticket_table(found.tickets, columns, options.columns.empty() && context.out.wants(Audience::json),
                              context.policy(), context.now);
    table.beside.emplace_back("problems", problems_json(found.problems));
    context.out.show(table);
    if (table.rows.empty()) context.out.tell(options.filters.empty() && !options.all ? "no open tickets" : "no ticket matches");
}

}  // namespace

Run bind_list(Args& args) {
    auto options = std::make_shared<Options>();
    args.words(
        "FILTER", options->filters,
        "words as in status:open, priority:high,critical, client:acme, assignee:me, opened:2026-11, 'tier:>1', not:kind:fault; "
        "a word without a colon is searched for in the text",
        Offers::filters);
    args.flag("-a,--all", options->all, "the closed ones too");
    args.option("--sort", options->sort, "KEYS", "sort by these, as in client,-opened; otherwise by priority and age",
                Offers::sort_keys);
    args.option("--columns", options->columns, "NAMES", "the columns to show, as in id,status,title", Offers::columns);
    args.option("--limit", options->limit, "COUNT", "at most so many");
    args.example("desk list client:acme 'priority:>=high' assignee:none");
    return [options](Context& context) { list_tickets(*options, context); };
}

}  // namespace desk::cli
