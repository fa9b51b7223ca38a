#include "cli/checks/decided_changes.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/views/what_if.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/month/what_if.hpp"
#include "store/desk/desk_in_commit.hpp"
#include "store/git/repository.hpp"

namespace desk::cli {
namespace {

/// Of what promises are decided by.
std::vector<std::string> changed_files(const Store& store) {
    const auto git = Git::around(store.folder().path());
    if (!git) return {};
    return git->uncommitted({std::string(places::policy), std::string(places::further_policies), std::string(places::clients)},
                            Git::Filters::ignored);
}

/// All that has been decided by now.
Period until_now(const std::vector<Ticket>& tickets, Instant now) {
    auto first = now;
    for (const auto& ticket : tickets) first = std::min(first, ticket.opened);
    return so_far({first, now + clock_skew + Milliseconds(1)}, tickets, now);
}

}  // namespace

void warn_of_decisions(Context& context) {
    const auto files = changed_files(context.store());
    if (files.empty()) return;
    const auto past = committed_desk(context.store());
    if (!past) return;
    auto tickets = context.store().all({Depth::whole, {}, {}, true}).tickets;
    const auto period = until_now(tickets, context.now);
    tickets = as_of(std::move(tickets), period.until);
    auto changed = differences(tickets, period, past->desk, context.desk());
    if (changed.empty()) return;
    std::ranges::stable_sort(changed, {}, [](const TicketDifference& each) { return each.ticket->opened; });
    context.out.warn(
        fmt::format(
            "{} differently with the uncommitted changes in {}: {}",
            changed.size() == 1 ? "1 decided promise comes out" : fmt::format("{} decided promises come out", changed.size()),
            joined(files, ", "), differences_text(changed)),
        fmt::format("see `desk what-if --revision --from {}`; to date a change, use [[terms]] in desk.toml or a contract",
                    to_text(context.policy().zone.month(changed.front().ticket->opened))));
}

}  // namespace desk::cli
