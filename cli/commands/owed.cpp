#include "core/duty/owed.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/command.hpp"
#include "cli/views/owed.hpp"
#include "core/find/query.hpp"
#include "store/desk/places.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> filters;
    std::string client;
    bool check = false;
};

/// A closed ticket owes at the most an answer, or that its feedback be read: the others are not even decoded.
bool may_owe(std::string_view bytes) { return may_want(bytes, {"hear", "rate"}); }

/// The tickets on which something is owed, and what.
FoundWith<std::vector<Owed>> owed_by(const Options& options, const Query& query, Context& context) {
    const auto& desk = context.desk();
    const auto may_match = [&](std::string_view bytes) { return may_owe(bytes) && query.may_match(bytes); };
    const auto matches = [&](const Ticket& ticket) {
        return (options.client.empty() || ticket.client == options.client) && query.matches({ticket, desk, context.now});
    };
    return context.store().map({Depth::whole, may_match, matches}, [&](const Ticket& ticket) {
        auto all = owed(ticket, terms_of(desk, ticket), context.now);
        return all.empty() ? std::nullopt : std::optional(std::move(all));
    });
}

/// The longest owed first. Points into what was found.
std::vector<OwedLine> owed_lines(const FoundWith<std::vector<Owed>>& found) {
    std::vector<OwedLine> lines;
    for (std::size_t i = 0; i < found.tickets.size(); ++i)
        for (const auto& each : found.values[i]) lines.push_back({&found.tickets[i], each});
    std::ranges::stable_sort(lines, {}, [](const OwedLine& line) { return line.owed.since; });
    return lines;
}

void show_owed(const Options& options, Context& context) {
    const auto query = query_from(options.filters, context.asking());
    const auto found = owed_by(options, query, context);
    if (options.check) add_missing_files(context.store());  // an alarm must not end because the ticket has
    if (found.tickets.empty()) context.must_exist(options.client);
    auto table = owed_table(owed_lines(found), context.desk(), context.now);
    context.out.show(table);
    if (table.rows.empty()) context.out.tell("nothing is owed");
    if (options.check && !table.rows.empty()) context.outcome = Fault::over;
}

}  // namespace

Run bind_owed(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("FILTER", options->filters, "which tickets, in the filters of list", Offers::filters);
    args.option("-c,--client", options->client, "CLIENT", "to this client only", Offers::clients);
    args.flag("--check", options->check, "exit with 8 when something is owed");
    args.example("desk owed -c acme 'priority:>=high'");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        show_owed(*options, context);
    };
}

}  // namespace desk::cli
