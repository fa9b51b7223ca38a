#include "core/hours.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string month, client;
    bool entries = false;
};

Month month_of(const Options& options, Context& context) {
    if (options.month.empty()) return context.policy().zone.month(context.now);
    if (const auto month = month_from(options.month)) return *month;
    throw Error(Fault::usage, fmt::format("\"{}\" is no month", options.month), "as in 2026-11");
}

void show_hours(const Options& options, Context& context) {
    const auto& policy = context.policy();
    const auto month = month_of(options, context);
    const auto found = context.store().all({Depth::whole, MonthFilter(month, policy.zone),
                                            [&](const Ticket& ticket) { return has_work_in(ticket, month, policy.zone); }});
    for (const auto& problem : found.problems) context.out.warn(problem);
    if (!found.problems.empty()) context.outcome = Fault::malformed;  // the figures may be incomplete
    const auto hours = month_hours(found.tickets, month, policy, options.client);
    auto table = hours_table(hours);
    table.beside.emplace_back("problems", problems_json(found.problems));
    context.out.show(table);
    if (table.rows.empty()) context.out.tell(fmt::format("no work in {}", to_text(month)));
    if (options.entries) context.out.show(entries_table(hours, policy));
}

}  // namespace

Run bind_hours(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("MONTH", options->month, "as in 2026-11; this month if it is not named");
    args.option("-c,--client", options->client, "CLIENT", "of this client only", Offers::clients);
    args.flag("--entries", options->entries, "the entries that every figure is the sum of");
    args.example("desk hours 2026-11 --client acme --entries");
    return [options](Context& context) { show_hours(*options, context); };
}

}  // namespace desk::cli
