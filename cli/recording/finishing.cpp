#include "cli/recording/finishing.hpp"

#include <fmt/format.h>

#include "cli/recording/hours_cap.hpp"
#include "cli/recording/work_time.hpp"
#include "cli/typed.hpp"
#include "cli/views/shared.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

did::Work work_of(const Finishing& finishing) {
    did::Work spent;
    spent.minutes = length_typed(finishing.work, "--work");
    return spent;
}

}  // namespace

void declare(Finishing& finishing, Args& args) {
    args.length("--work", finishing.work, "log this time as well: 25m, 1h30, 1:30 or 1.5h, up to now");
    args.option_or("--confirm", finishing.confirm, "WHO", {},
                   "the client says that it works; WHO of them, as in --confirm='Jane Doe'");
    args.flag("--close", finishing.close, "and close it");
    args.flag("--over", finishing.over,
              "even if its time then exceeds the hours of a month, and nobody has agreed to pay for it");
}

std::vector<Verb> verbs_of(const Finishing& finishing, Context& context) {
    std::vector<Verb> verbs;
    if (!finishing.work.empty())
        verbs.emplace_back(
            [spent = work_of(finishing), &context](const Ticket& ticket) { return work(ticket, spent, context.acting(ticket)); });
    if (finishing.resolution)
        verbs.emplace_back([resolution = *finishing.resolution, &context](const Ticket& ticket) {
            return resolve(ticket, resolution, context.acting(ticket));
        });
    if (finishing.confirm)
        verbs.emplace_back([who = *finishing.confirm, &context](const Ticket& ticket) {
            return confirm(ticket, {who}, context.acting(ticket));
        });
    if (finishing.close) verbs.emplace_back([&context](const Ticket& ticket) { return close_by_hand(ticket, {}, context); });
    return verbs;
}

void mind_the_finish(const Finishing& finishing, std::span<const Ticket> before, Context& context) {
    if (!finishing.work.empty())
        for (const auto& ticket : before) mind_the_work(ticket, context.agent(), work_of(finishing), context);
    mind_the_cap(before, finishing.over ? OverTheCap::told : OverTheCap::refused, context);
}

Event close_by_hand(const Ticket& ticket, const std::string& why, Context& context) {
    const bool asked_for = context.terms(ticket).policy.resolution->confirm == Policy::Resolution::Confirm::ask;
    if (asked_for && ticket.now.status == Status::resolved && !is_confirmed(ticket))
        context.out.warn(fmt::format("{}: the client has not confirmed that it works", called(ticket)));
    return close(ticket, {why, {}}, context.acting(ticket));
}

}  // namespace desk::cli
