#include <algorithm>

#include "cli/command.hpp"
#include "cli/views/events.hpp"
#include "store/git/history.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string client;
    int limit = 0;
    bool git = false;
};

std::vector<Ticket> asked_for(const Options& options, Context& context) {
    std::vector<Ticket> tickets;
    if (!options.tickets.empty()) {
        for (const auto& reference : context.references(options.tickets)) tickets.push_back(context.store().ticket(reference));
        return tickets;
    }
    const auto is_meant = [&](const Ticket& ticket) { return options.client.empty() || ticket.client == options.client; };
    auto found = context.store().all({Depth::whole, {}, is_meant});
    if (found.tickets.empty()) context.must_exist(options.client);
    return std::move(found.tickets);
}

Git repository(Context& context) {
    if (auto git = Git::around(context.store().folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is in no git repository, so there are no commits to show", "git init makes one");
}

/// The commits of the events, ticket by ticket; none when nobody asked for them.
std::vector<std::vector<Origin>> origins_of(const std::vector<Ticket>& tickets, const Options& options, Context& context) {
    std::vector<std::vector<Origin>> all;
    if (!options.git) return all;
    const auto git = repository(context);
    const auto ends = cut_off(git);
    if (!ends.empty())
        context.out.warn("this clone is shallow: what came before its history begins is shown without a commit",
                         "`git fetch --unshallow` gets the rest");
    for (const auto& ticket : tickets) all.push_back(origins(git, ticket, ends));
    return all;
}

void show_log(const Options& options, Context& context) {
    if (options.git && options.tickets.empty())
        throw Error(Fault::usage, "--git needs the tickets whose commits are wanted", "as in: desk log --git K7QF4");
    const auto tickets = asked_for(options, context);
    const auto commits = origins_of(tickets, options, context);
    std::vector<LoggedEvent> events;
    for (std::size_t i = 0; i < tickets.size(); ++i)
        for (std::size_t j = 0; j < tickets[i].log.recorded().size(); ++j)
            events.push_back({&tickets[i], &tickets[i].log.recorded()[j], options.git ? &commits[i][j] : nullptr});
    std::ranges::stable_sort(events, [](const LoggedEvent& a, const LoggedEvent& b) { return before(*a.event, *b.event); });
    const auto limit = static_cast<std::size_t>(options.limit);
    if (limit > 0 && events.size() > limit) events.erase(events.begin(), events.end() - options.limit);
    context.out.show(event_table(events, context.policy(), options.git));
}

}  // namespace

Run bind_log(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("TICKET", options->tickets, "the tickets; of all when none is named", Offers::every_ticket);
    args.option("-c,--client", options->client, "CLIENT", "of this client's tickets, where none is named", Offers::clients);
    args.option("--limit", options->limit, "COUNT", "only the last so many events");
    args.flag("--git", options->git, "with the commit that each event came with; tickets must be named");
    args.example("desk log K7QF4");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        show_log(*options, context);
    };
}

}  // namespace desk::cli
