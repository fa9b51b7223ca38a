#include <optional>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/base/number.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    int to = 0;
    std::string assignee, why;
};

/// Takes the last word off where it is the number of a tier: no reference is that short.
std::optional<int> take_tier(std::vector<std::string>& words) {
    constexpr std::size_t longest = 2;
    const auto tier = words.back().size() > longest ? std::nullopt : number_from<int>(words.back());
    if (!tier || words.size() < 2) return {};
    if (*tier == 0) throw Error(Fault::usage, "unknown tier 0", "the first is 1");
    words.pop_back();
    return tier;
}

void escalate_all(const Options& options, Context& context) {
    auto tickets = options.words;
    const auto typed = take_tier(tickets);
    if (typed && options.to != 0) throw Error(Fault::usage, "the tier is named twice", "TIER and --to are the same");
    const auto to = typed.value_or(options.to);
    const auto assignee = context.agent_from(options.assignee);
    record(context, tickets, [&](const Ticket& ticket) {
        return escalate(ticket, {0, to, assignee, options.why, {}}, context.acting(ticket));
    });
}

}  // namespace

Run bind_escalate(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_maybe(options->words, "TIER", "the number of the tier; by default the next one", Offers::tiers);
    args.option("--to", options->to, "TIER", "the same", Offers::tiers);
    args.option("--assign", options->assignee, "AGENT", "who takes it there; otherwise nobody is assigned", Offers::agents);
    args.option("--why", options->why, "TEXT", "the reason");
    args.example("desk escalate K7QF4 --why 'not solved in half an hour'");
    return [options](Context& context) { escalate_all(*options, context); };
}

}  // namespace desk::cli
