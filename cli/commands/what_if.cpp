#include "core/month/what_if.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/what_if.hpp"
#include "core/contract/former_names.hpp"
#include "store/desk/desk_in_commit.hpp"
#include "store/desk/month_records.hpp"
#include "store/toml/policy.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string policy, from, to, client;
    std::optional<std::string> revision;
};

/// The two that are compared: what is asked about comes second.
struct Pair {
    Desk before, after;
};

Policy policy_of(const Options& options, Context& context) {
    const auto& folder = context.store().folder();
    return other_policy_from_toml(context.file(options.policy), options.policy, context.policy(),
                                  [&](const std::string& path) { return folder.read(path); });
}

/// Another policy than that of now, or what is now after what was committed.
Pair pair_of(const Options& options, Context& context) {
    if (options.policy.empty() == !options.revision)
        throw Error(Fault::usage,
                    options.revision ? "--policy and --revision cannot be used together" : "--policy or --revision is missing",
                    "as in: desk what-if --policy policies/gold.toml, or desk what-if --revision");
    const auto& desk = context.desk();
    if (!options.revision) return {desk, under(desk, policy_of(options, context))};
    auto past = desk_at(context.store(), *options.revision);
    for (const auto& problem : past.problems) context.out.warn(problem);
    return {std::move(past.desk), desk};
}

/// The last three months, where nothing else is said.
MonthSpan months_of(const Options& options, Context& context) {
    const auto last = context.month(options.to);
    const auto first = options.from.empty() ? last - std::chrono::months(2) : context.month(options.from);
    if (first > last) throw Error(Fault::usage, fmt::format("--from {} is after --to {}", to_text(first), to_text(last)));
    if (last > context.policy().zone.month(context.now)) throw Error(Fault::refused, "the future cannot be replayed");
    return {first, last};
}

void replay(const Options& options, Context& context) {
    const auto& desk = context.desk();
    const auto& zone = desk.policy.zone;
    const auto months = months_of(options, context);
    const auto [before, after] = pair_of(options, context);
    // What was stated stays out of it: both sides are reckoned anew.
    const MonthRecords kept(context.store(), context.now), records = kept.under(before), other_records = kept.under(after);
    const auto sources = records.unclosed_sources(), other_sources = other_records.unclosed_sources();
    const Period whole{zone.start(*months.first), zone.start(months.last + std::chrono::months(1))};
    const auto needed = united(months_needed(sources, *months.first, months.last, options.client),
                               months_needed(other_sources, *months.first, months.last, options.client));
    const LifeFilter lives(whole);
    const MonthFilter worked(needed, zone);
    const auto is_meant = [&](const Ticket& ticket) {
        return options.client.empty() || present_client(desk, ticket.client) == options.client;
    };
    const auto may_match = [&](std::string_view bytes) { return lives(bytes) || worked(bytes); };
    const auto found = context.store().all({Depth::whole, may_match, is_meant, true});
    if (found.tickets.empty()) context.must_exist(options.client);
    const auto period = so_far(whole, found.tickets, context.now);
    std::vector<Ticket> living;
    std::ranges::copy_if(found.tickets, std::back_inserter(living), [&](const Ticket& each) { return lives_in(each, whole); });
    const auto then = as_of(std::move(living), period.until);
    auto made = what_if(then, found.tickets, *months.first, months.last, period, {before, sources}, {after, other_sources},
                        options.client);
    std::vector<Ticket> shown;
    shown.reserve(made.tickets.size());
    for (auto& each : made.tickets) each.ticket = &shown.emplace_back(in_present_words(*each.ticket, desk));
    context.out.show(what_if_table(made));
    context.out.show(differences_table(made));
    if (made.tickets.empty()) context.out.tell("no target comes out differently");
}

}  // namespace

Run bind_what_if(Args& args) {
    auto options = std::make_shared<Options>();
    args.option("--policy", options->policy, "FILE", "the other contract: a whole desk.toml, or what it changes of this one",
                Offers::files);
    args.option_or("--revision", options->revision, "REV", "HEAD",
                   "what desk.toml, the policies and clients said in this commit, against what they say now; by default HEAD");
    args.option("--from", options->from, "MONTH", "the first month; by default two before the last", Offers::months);
    args.option("--to", options->to, "MONTH", "the last month; by default this one", Offers::months);
    args.option("-c,--client", options->client, "CLIENT", "of this client only", Offers::clients);
    args.example("desk what-if --revision");
    args.example("desk what-if --policy gold.toml --from 2026-07 --to 2026-09");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        replay(*options, context);
    };
}

}  // namespace desk::cli
