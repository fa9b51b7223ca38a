#include <algorithm>

#include "cli/command.hpp"
#include "cli/views.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    int limit = 0;
};

std::vector<Ticket> asked_for(const Options& options, Context& context) {
    std::vector<Ticket> tickets;
    if (!options.tickets.empty()) {
        for (const auto& reference : context.references(options.tickets))
            tickets.push_back(context.store().load(reference).ticket);
        return tickets;
    }
    auto found = context.store().all({});
    for (const auto& problem : found.problems) context.out.warn(problem);
    return std::move(found.tickets);
}

void show_log(const Options& options, Context& context) {
    const auto tickets = asked_for(options, context);
    std::vector<Happening> happenings;
    for (const auto& ticket : tickets)
        for (const auto& event : ticket.log) happenings.push_back({&ticket, &event});
    std::ranges::stable_sort(happenings, [](const Happening& a, const Happening& b) { return before(*a.event, *b.event); });
    const auto limit = static_cast<std::size_t>(options.limit);
    if (limit > 0 && happenings.size() > limit) happenings.erase(happenings.begin(), happenings.end() - options.limit);
    context.out.show(event_table(happenings, context.policy()));
}

}  // namespace

Run bind_log(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("TICKET", options->tickets, "the tickets; of all when none is named", Offers::tickets);
    args.option("--limit", options->limit, "COUNT", "only the last so many events");
    args.example("desk log K7QF4");
    return [options](Context& context) { show_log(*options, context); };
}

}  // namespace desk::cli
