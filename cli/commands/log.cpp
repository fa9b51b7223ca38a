#include <algorithm>
#include <functional>

#include "cli/command.hpp"
#include "cli/typed.hpp"
#include "cli/views/events.hpp"
#include "core/base/text.hpp"
#include "core/find/query.hpp"
#include "core/month/time_entries.hpp"
#include "store/git/history.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    std::string since, until, by, client;
    int newest = 0;
    bool git = false;
};

/// What is asked for: tickets that are named, or that filters find, and a stretch of time.
struct Asked {
    std::vector<std::string> tickets, filters;
    Period time{Instant::min(), Instant::max()};
    std::string by;

    bool has(const Event& event) const {
        const auto* work = as<did::Work>(event);
        const bool is_theirs = by.empty() || same_folded(event.by, by) || (work && same_folded(work->who, by));
        return is_theirs && lies_in(event.at, time);
    }
};

/// Words with a colon are filters.
Asked asked_for(const Options& options, Context& context) {
    Asked asked;
    for (const auto& word : options.words) (word.find(':') == std::string::npos ? asked.tickets : asked.filters).push_back(word);
    if (!options.since.empty()) asked.time.from = span_typed(options.since, "--since", context).from;
    if (!options.until.empty()) asked.time.until = span_typed(options.until, "--until", context).until;
    asked.by = context.agent_from(options.by);
    if (!asked.by.empty()) asked.filters.push_back("by:" + asked.by);  // which tells a slip
    return asked;
}

/// Files without a date of these months need not be decoded.
std::function<bool(std::string_view)> file_filter(const Asked& asked, const Query& query, Context& context) {
    const auto& zone = context.policy().zone;
    const auto first = asked.time.from == Instant::min() ? std::nullopt : std::optional(zone.month(asked.time.from));
    const auto last = zone.month(std::min(asked.time.until, context.now + clock_skew));
    if (!first || *first > last) return [&query](std::string_view bytes) { return query.may_match(bytes); };
    return [&query, in_months = MonthFilter({first, last}, zone)](std::string_view bytes) {
        return in_months(bytes) && query.may_match(bytes);
    };
}

std::vector<Ticket> tickets_for(const Asked& asked, const Options& options, Context& context) {
    // What happened is asked of no contract, unless a filter does.
    const bool has_filters = !asked.filters.empty();
    const auto query = has_filters ? query_from(asked.filters, context.asking()) : Query();
    const auto matches = [&](const Ticket& ticket) {
        return (options.client.empty() || ticket.client == options.client) &&
               (!has_filters || query.matches({ticket, context.desk(), context.now}));
    };
    if (asked.tickets.empty()) return context.store().all({Depth::whole, file_filter(asked, query, context), matches}).tickets;
    std::vector<Ticket> tickets;
    for (const auto& reference : context.references(asked.tickets)) {
        auto ticket = context.store().ticket(reference);
        if (matches(ticket)) tickets.push_back(std::move(ticket));
    }
    return tickets;
}

Git repository(Context& context) {
    if (auto git = Git::around(context.store().folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is not in a git repository, so there are no commits to show", "`git init` makes one");
}

/// The commits of the events, ticket by ticket; none when nobody asked for them.
std::vector<std::vector<Origin>> origins_of(const std::vector<Ticket>& tickets, const Options& options, Context& context) {
    std::vector<std::vector<Origin>> all;
    if (!options.git) return all;
    const auto git = repository(context);
    const auto ends = cut_off(git);
    if (!ends.empty())
        context.out.warn("this clone is shallow: what happened before its history begins is shown without a commit",
                         "run `git fetch --unshallow` to get the rest");
    for (const auto& ticket : tickets) all.push_back(origins(git, ticket, ends));
    return all;
}

/// The oldest first; with a limit the newest, and of them the newest first.
std::vector<LoggedEvent> events_of(const std::vector<Ticket>& tickets, const std::vector<std::vector<Origin>>& commits,
                                   const Asked& asked, const Options& options) {
    std::vector<LoggedEvent> events;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        const auto& log = tickets[i].log.recorded();
        for (std::size_t j = 0; j < log.size(); ++j)
            if (asked.has(log[j])) events.push_back({&tickets[i], &log[j], options.git ? &commits[i][j] : nullptr});
    }
    std::ranges::stable_sort(events, [](const LoggedEvent& a, const LoggedEvent& b) { return before(*a.event, *b.event); });
    if (options.newest == 0) return events;
    std::ranges::reverse(events);
    events.resize(std::min(events.size(), static_cast<std::size_t>(options.newest)));
    return events;
}

void show_log(const Options& options, Context& context) {
    const auto asked = asked_for(options, context);
    if (options.git && asked.tickets.empty())
        throw Error(Fault::usage, "--git needs tickets to show the commits of", "as in: desk log --git K7QF4");
    const auto tickets = tickets_for(asked, options, context);
    if (tickets.empty()) context.must_exist(options.client);
    const auto commits = origins_of(tickets, options, context);
    const auto events = events_of(tickets, commits, asked, options);
    const bool is_of_one = asked.tickets.size() == 1 && tickets.size() == 1;
    context.out.show(is_of_one ? event_table(tickets.front(), events, context.policy(), options.git)
                               : event_table(events, context.policy(), options.git));
    if (events.empty()) context.out.tell("nothing was recorded");
}

}  // namespace

Run bind_log(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("TICKET", options->words, "tickets, and filters in the words of list; of all when none is named",
               Offers::every_ticket);
    args.option("--since", options->since, "TIME",
                "from then on: today, monday, last-week, 2026-11, 7d (ago), 'yesterday 17:00'");
    args.option("--until", options->until, "TIME", "up to then, that day or week included");
    args.option("--by", options->by, "AGENT", "what this agent recorded", Offers::agents);
    args.option("-c,--client", options->client, "CLIENT", "on tickets of this client", Offers::clients);
    args.option("-n,--limit", options->newest, "COUNT", "only the newest so many events, the newest first");
    args.flag("--git", options->git, "with the commit that each event came with; tickets must be named");
    args.example("desk log --since yesterday --by me");
    args.example("desk log K7QF4");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        show_log(*options, context);
    };
}

}  // namespace desk::cli
