#include "cli/views/hours.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/month/billing.hpp"
#include "store/desk/month_records.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    std::string client, limit, by, kind, why;
    bool entries = false;
    bool statement = false;
    bool none = false;
    bool yes = false;

    bool agrees() const { return !limit.empty() || !by.empty() || !kind.empty() || !why.empty() || none; }
};

/// The time entries that the month's statements depend on, and the titles of their tickets.
std::pair<EntriesByClient, Titles> entries_for(Month month, const BillingSources& sources, const std::string& client,
                                               Context& context) {
    const auto& desk = context.desk();
    const auto needed = months_needed(sources, month, client);
    const auto matches = [&](const Ticket& ticket) { return client.empty() || ticket.client == client; };
    auto found = context.store().map({Depth::whole, MonthFilter(needed, desk.policy.zone), matches}, [&](const Ticket& ticket) {
        auto entries = known_now(ticket, context.now, [&](const Ticket& known) { return entries_in(known, needed, desk); });
        return entries.empty() ? std::nullopt : std::optional(std::move(entries));
    });
    Titles titles;
    for (const auto& ticket : found.tickets) titles.emplace(ticket.id, ticket.title);
    return {entries_of(std::move(found.values), found.tickets), std::move(titles)};
}

void show_hours(const Options& options, Context& context) {
    if (options.agrees())
        throw Error(Fault::usage, "--limit, --by, --kind, --void and --why can only be used with: desk hours agree CLIENT MONTH");
    const auto month = context.month(options.words.empty() ? std::string() : options.words.front());
    const MonthRecords kept(context.store(), context.now);
    const auto sources = kept.sources();
    const auto [entries, titles] = entries_for(month, sources, options.client, context);
    if (entries.empty()) context.must_exist(options.client);
    for (const auto& what : kept.closed_otherwise(month)) context.out.warn(what);
    const auto billing = bill(entries, month, sources, options.client);
    const auto table = hours_table(billing, context.policy().zone);
    context.out.show(table);
    if (table.rows.empty()) context.out.tell(fmt::format("no work in {}", to_text(month)));
    if (options.statement) context.out.show(lines_table(billing.statements, context.policy().zone, titles));
    if (options.entries) context.out.show(entries_table(billing.hours, context.policy(), titles));
}

/// The last agreement holds: so this one comes after all that are known.
Instant after_all_of(const Client* client, Instant now) {
    auto at = now;
    for (const auto& each : client ? client->agreed : std::vector<Client::Agreed>())
        if (each.at && *each.at >= at && !is_ahead(*each.at, now)) at = *each.at + Milliseconds(1);
    return at;
}

/// How much is agreed as it stands.
Minutes standing(const Client* client, Month month, const std::string& kind) {
    Minutes limit{0};
    for (const auto& each : client ? client->agreed : std::vector<Client::Agreed>())
        if (each.month == month && each.kind == kind) limit = each.limit;
    return limit;
}

/// Takes back what is agreed: the last agreement holds, and this one is of nothing.
Client::Agreed agreed_no_more(const Options& options, Context& context) {
    if (!options.limit.empty() || !options.by.empty())
        throw Error(Fault::usage, "--void takes back what was agreed", "it takes --why and --kind only");
    const auto* client = client_named(context.desk(), context.client_from(options.words[1]));
    const auto month = context.month(options.words[2]);
    if (standing(client, month, options.kind) == Minutes(0))
        throw Error(Fault::refused, fmt::format("{} has agreed to nothing in {}", options.words[1], to_text(month)));
    const auto why = reason_given({options.why, "what was wrong"}, {}, context);
    const auto at = after_all_of(client, context.now);
    return {month, Minutes(0), options.kind, context.agent(), context.policy().zone.day(at), at, context.agent(), why};
}

Client::Agreed agreed_from(const Options& options, Context& context) {
    if (!options.why.empty()) throw Error(Fault::usage, "--why needs --void");
    if (options.limit.empty()) throw Error(Fault::usage, "--limit is missing: how much was agreed", "as in --limit 10h");
    const auto limit = length_typed(options.limit, "--limit");
    if (limit <= Minutes(0)) throw Error(Fault::usage, "--limit must be more than 0", "as in --limit 10h");
    if (trimmed(options.by).empty()) throw Error(Fault::usage, "--by is missing: who at the client agreed");
    const auto at = after_all_of(client_named(context.desk(), context.client_from(options.words[1])), context.now);
    return {context.month(options.words[2]), limit, options.kind, options.by, context.policy().zone.day(at), at, context.agent()};
}

void must_matter(const Client::Agreed& agreed, const std::string& client, const Desk& desk) {
    const auto* known = client_named(desk, client);
    const auto* contract = known ? contract_in(*known, agreed.month) : nullptr;
    if (agreed.kind.empty() && policy_in(desk, contract, agreed.month).hours->over != Policy::Hours::Over::agree)
        throw Error(Fault::refused, "the policy does not allow agreements over the cap",
                    R"(to allow them, set over = "agree" in [hours])");
    if (agreed.kind.empty()) return;
    for (const auto& plan : contract ? contract->planned : std::vector<Client::Planned>())
        if (plan.kind == agreed.kind) return;
    throw Error(Fault::refused, fmt::format("{} has no plan for {} in {}", client, agreed.kind, to_text(agreed.month)),
                fmt::format("to plan hours, set in its contract: planned = {{ {} = \"8 hours\" }}", agreed.kind));
}

void agree(const Options& options, Context& context) {
    if (options.words.size() != 3)
        throw Error(Fault::usage, "agree takes a client and a month",
                    "as in: desk hours agree acme 2026-11 --limit 10h --by \"Jane Doe\"");
    const auto client = context.client_from(options.words[1]);
    const auto agreed = options.none ? agreed_no_more(options, context) : agreed_from(options, context);
    must_have_terms(context.desk(), client);
    if (!options.none) must_matter(agreed, client, context.desk());
    auto& change = context.change();
    stage_agreement(change, context.store(), client, agreed);
    context.out.show(agreed_page(client, agreed));
    if (options.none)
        return context.out.tell(fmt::format("{} no longer agrees to anything in {}", client, to_text(agreed.month)));
    context.out.tell(fmt::format("{} agreed to {} over {} in {}", agreed.by, to_text(agreed.limit),
                                 agreed.kind.empty() ? "the cap" : "what is planned of " + agreed.kind, to_text(agreed.month)));
}

void close(const Options& options, Context& context) {
    if (options.words.size() != 2) throw Error(Fault::usage, "close takes a month", "as in: desk hours close 2026-11");
    const auto month = context.month(options.words[1]);
    context.must_be_wanted(fmt::format("a month that is closed stays closed; close {}?", to_text(month)), options.yes);
    auto& change = context.change();
    const MonthRecords kept(context.store(), context.now);
    const auto sources = kept.sources();
    const auto [entries, titles] = entries_for(month, sources, {}, context);
    const auto made = close_month(bill(entries, month, sources), sources, context.agent(), context.now);
    context.must_have_read_all("a month can be closed once all of it can be read");
    stage_closed_month(change, made);
    context.out.show(lines_table(made.statements, context.policy().zone, titles));
    context.out.tell(fmt::format("{} is closed: later changes are corrections in the next month", to_text(month)));
}

void look_at_hours(const Options& options, Context& context) {
    const std::string_view verb = options.words.empty() ? std::string_view() : options.words.front();
    if (verb == "agree") return agree(options, context);
    if (verb == "close") return close(options, context);
    if (options.words.size() <= 1) return show_hours(options, context);
    throw Error(Fault::usage,
                fmt::format("\"{}\" is neither a month nor agree CLIENT MONTH or close MONTH", joined(options.words, " ")),
                "as in: desk hours 2026-11");
}

}  // namespace

Run bind_hours(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("MONTH", options->words, "as in 2026-11, by default this month; or one of: agree CLIENT MONTH, close MONTH",
               Offers::hours_words);
    args.option("-c,--client", options->client, "CLIENT", "of this client only", Offers::clients);
    args.flag("--statement", options->statement, "what it costs, line by line");
    args.flag("--entries", options->entries, "the entries that every figure is the sum of");
    args.length("--limit", options->limit, "agree: how much over the cap, as in 10h");
    args.option("--by", options->by, "NAME", "agree: who at the client agreed");
    args.option("--kind", options->kind, "KIND", "agree: over what is planned of this kind, not over the cap", Offers::kinds);
    args.flag("-y,--yes", options->yes, "close: do not ask");
    args.flag("--void", options->none, "agree: take back what was agreed");
    args.option("--why", options->why, "TEXT", "agree --void: what was wrong; without it the editor opens");
    args.example("desk hours 2026-11 --client acme --statement --entries");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        look_at_hours(*options, context);
    };
}

}  // namespace desk::cli
