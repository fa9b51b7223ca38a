#include "cli/recording/hours_cap.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/month/consequence.hpp"

namespace desk::cli {
namespace {

std::string name_of(const std::string& client) { return client.empty() ? "work without a client" : client; }

/// More than the client has, or has agreed to pay.
void mind_what_is_unagreed(Seconds unagreed, const std::string& client, Month month, OverTheCap over, const Desk& desk,
                           Context& context) {
    if (unagreed <= Seconds(0)) return;
    const bool agrees = terms_in(desk, client, month).policy.hours->over == Policy::Hours::Over::agree;
    const auto sentence = fmt::format("this exceeds the hours of {} in {} by {}{}", client.empty() ? "no client" : client,
                                      to_text(month), hours_text(unagreed), agrees ? ", which nobody has agreed to" : "");
    if (over == OverTheCap::told) return context.out.warn(sentence);
    const auto way = fmt::format("desk hours agree {} {} --limit TIME --by NAME, or ", client, to_text(month));
    throw Error(Fault::refused, sentence, (agrees && !client.empty() ? way : "") + "--over records it anyway");
}

/// The other tickets of the client with work that the hours of the month depend on.
std::vector<Ticket> others_of(const std::string& client, Month month, std::span<const Ticket> changed, const Desk& desk,
                              Context& context) {
    const auto needed = months_needed(desk, month, client);
    const auto matters = [&](const Ticket& other) {
        return other.client == client && !contains(changed, other.id, &Ticket::id) &&
               has_work_in(other, needed, desk.policy.zone);
    };
    return context.store().all({Depth::whole, MonthFilter(needed, desk.policy.zone), matters}).tickets;
}

void tell(const Crossing& crossing, Context& context) {
    context.out.warn(fmt::format("{} has used {} of its {} in {}: {}", name_of(crossing.client), hours_text(crossing.counted),
                                 hours_text(crossing.limit), to_text(crossing.month),
                                 crossing.percent == 100 ? "over the cap" : fmt::format("{} % of the cap", crossing.percent)));
}

}  // namespace

void mind_the_cap(std::span<const Ticket> before, OverTheCap over, Context& context) {
    std::vector<Ticket> after;
    after.reserve(before.size());
    for (const auto& ticket : before) after.push_back(context.change().load(ticket.id));
    const auto works = [](const Ticket& ticket) { return last<did::Work>(ticket) != nullptr; };
    if (std::ranges::none_of(after, works)) return;
    const auto& desk = context.desk_for(after);
    const TicketsChanged changed{before, after};
    for (const auto& [client, month] : months_with_more(changed, desk)) {
        if (!hours_included(desk, client, month)) continue;
        const auto others = others_of(client, month, before, desk, context);
        const auto [crossing, unagreed] = consequence_of(others, changed, client, month, desk);
        mind_what_is_unagreed(unagreed, client, month, over, desk, context);
        if (crossing) tell(*crossing, context);
    }
}

}  // namespace desk::cli
