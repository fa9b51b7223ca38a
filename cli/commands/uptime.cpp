#include "cli/views/uptime.hpp"

#include <algorithm>

#include "cli/command.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/uptime_rules.hpp"
#include "store/desk/month_records.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string month, client;
    bool check = false;
};

/// What each client with a contract in the month gets back.
std::vector<ClientCredit> credits_of(Month month, const std::string& only, const MonthRecords& sources, const Desk& desk) {
    std::vector<ClientCredit> credits;
    for (const auto& client : desk.clients) {
        const auto* contract = contract_in(client, month);
        if (!contract || (!only.empty() && client.name != only)) continue;
        if (auto credit = credit_for(client, sources.uptime(client.name, month), desk))
            credits.push_back({client.name, *std::move(credit)});
    }
    return credits;
}

/// What the policies say of their credits besides: that of the client, or the desk's and those of all who have a contract.
std::string note_of(Month month, const std::string& only, const Desk& desk) {
    std::vector<std::string> notes;
    const auto add = [&](const Policy& policy) {
        if (policy.uptime->credits && !policy.uptime->credits->note.empty() && !contains(notes, policy.uptime->credits->note))
            notes.push_back(policy.uptime->credits->note);
    };
    if (only.empty()) add(policy_on(desk, month / 1));
    for (const auto& client : desk.clients) {
        const auto* contract = contract_in(client, month);
        if (client.name == only || (only.empty() && contract)) add(policy_in(desk, contract, month));
    }
    return joined(notes, "; ");
}

void show_uptime(const Options& options, Context& context) {
    const auto& desk = context.desk();
    const auto month = context.month(options.month);
    if (!options.client.empty()) context.client(options.client);
    const MonthRecords sources(context.store(), context.now);
    const auto uptime = sources.uptime(options.client, month);
    context.out.show(uptime_page(uptime));
    context.out.show(down_times_table(uptime, desk.policy.zone));
    const auto own = options.client.empty() ? sources.own_uptimes(month) : std::vector<ClientUptime>();
    context.out.show(client_uptimes_table(own));
    const auto credits = credits_table(credits_of(month, options.client, sources, desk), note_of(month, options.client, desk));
    context.out.show(credits);
    const bool missed =
        uptime.missed() || std::ranges::any_of(own, [](const ClientUptime& each) { return each.uptime.missed(); });
    if (options.check && missed) context.outcome = Fault::over;
}

}  // namespace

Run bind_uptime(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("MONTH", options->month, "as in 2026-11; by default this month", Offers::months);
    args.option("-c,--client", options->client, "CLIENT", "of this client's platform", Offers::known_clients);
    args.flag("--check", options->check, "exit with 8 when the target is missed, for everybody or a client");
    args.example("desk uptime 2026-10");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        show_uptime(*options, context);
    };
}

}  // namespace desk::cli
