#include "cli/views/report.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/typed.hpp"
#include "store/desk/month_records.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string period, client, html;
    bool markdown = false;
    bool csv = false;

    int forms() const { return (html.empty() ? 0 : 1) + (markdown ? 1 : 0) + (csv ? 1 : 0); }
};

struct Months {
    Month first{}, last{};
};

/// A month, or all those of a year.
Months months_of(const std::string& typed, Context& context) {
    if (typed.size() == 4)
        if (const auto first = month_from(typed + "-01")) {
            must_have_known_year(*first, typed);
            return {*first, *first + std::chrono::months(11)};
        }
    const auto month = context.month(typed);
    return {month, month};
}

Period period_of(const Months& months, Context& context) {
    const auto& zone = context.policy().zone;
    return {zone.start(months.first), zone.start(months.last + std::chrono::months(1))};
}

/// The last of them that has begun by now.
Month last_begun(const Months& months, Context& context) {
    return std::min(months.last, context.policy().zone.month(context.now));
}

/// The tickets that lived in the months, or have work that their statements depend on: with each its entries.
FoundWith<EntriesByMonth> tickets_of(const Months& months, const Options& options, const MonthRecords& kept, Context& context) {
    const auto& desk = context.desk();
    const auto needed = months_needed(kept.sources(), months.first, last_begun(months, context), options.client);
    const LifeFilter lives(period_of(months, context));
    const MonthFilter worked(needed, desk.policy.zone);
    const auto may_match = [&](std::string_view bytes) { return lives(bytes) || worked(bytes); };
    const auto matches = [&](const Ticket& ticket) { return options.client.empty() || ticket.client == options.client; };
    const auto entries_of = [&](const Ticket& known) { return std::optional(entries_in(known, needed, desk)); };
    return context.store().map({Depth::whole, may_match, matches},
                               [&](const Ticket& ticket) { return known_now(ticket, context.now, entries_of); });
}

ReportMonth month_of(Month month, const EntriesByClient& entries, const Options& options, const MonthRecords& kept,
                     Context& context) {
    const auto& desk = context.desk();
    ReportMonth made{bill(entries, month, kept.sources(), options.client), {}, {}, {}};
    made.weeks = weeks_of(made.billing.hours, desk.policy.zone);
    if (auto uptime = kept.uptime(options.client, month); uptime.target) made.uptime = std::move(uptime);
    // A month that met its target gives nothing back to anybody.
    for (const auto& client : desk.clients) {
        if (!contract_in(client, month) || (!options.client.empty() && client.name != options.client)) continue;
        const auto uptime = kept.uptime(client.name, month);
        if (!uptime.missed()) continue;
        if (auto credit = credit_for(client, uptime, desk)) made.credits.emplace_back(client.name, *std::move(credit));
    }
    return made;
}

/// The months up to now.
std::vector<ReportMonth> parts_of(const Months& months, const EntriesByClient& entries, const Options& options,
                                  const MonthRecords& kept, Context& context) {
    std::vector<ReportMonth> made;
    for (auto month = months.first; month <= last_begun(months, context); month += std::chrono::months(1))
        made.push_back(month_of(month, entries, options, kept, context));
    return made;
}

void show(const WholeReport& whole, const Options& options, Context& context) {
    if (options.forms() > 0) context.must_have_read_all("a page for a client is written when all of it can be read");
    if (options.markdown) return context.out.print(report_markdown(whole));
    if (options.csv) return context.out.print(report_csv(whole));
    if (options.html == "-") return context.out.print(report_html(whole));
    if (!options.html.empty()) {
        context.write_file(options.html, report_html(whole));
        return context.out.tell(options.html + " written");
    }
    context.out.show(report_page(whole));
    for (const auto& section : report_sections(whole)) context.out.show(section.table);
}

void report(const Options& options, Context& context) {
    if (options.forms() > 1 || (options.forms() == 1 && context.out.form() == Form::json))
        throw Error(Fault::usage, "--html, --markdown, --csv and --json exclude each other", "choose one of them");
    const auto months = months_of(options.period, context);
    const auto whole = period_of(months, context);
    if (whole.from > context.now) throw Error(Fault::refused, options.period + " has not begun");
    const MonthRecords kept(context.store(), context.now);
    for (auto month = months.first; month <= months.last; month += std::chrono::months(1))
        for (const auto& what : kept.closed_otherwise(month)) context.out.warn(what);
    auto found = tickets_of(months, options, kept, context);
    const auto entries = entries_of(std::move(found.values), found.tickets);
    std::erase_if(found.tickets, [&](const Ticket& ticket) { return !lives_in(ticket, whole); });
    const auto period = so_far(whole, found.tickets, context.now);
    const auto tickets = as_of(std::move(found.tickets), period.until);
    if (tickets.empty()) context.must_exist(options.client);
    const auto parts = parts_of(months, entries, options, kept, context);
    const auto made = report_of(tickets, period, options.client, context.desk());
    show({made, parts, context.desk(), context.now, whole.until}, options, context);
}

}  // namespace

Run bind_report(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("MONTH", options->period, "as in 2026-11, or a year as in 2026; this month if it is not named");
    args.option("-c,--client", options->client, "CLIENT", "of this client only", Offers::clients);
    args.option("--html", options->html, "FILE", "write a page of its own; `-` is standard output", Offers::files);
    args.flag("--markdown", options->markdown, "as Markdown");
    args.flag("--csv", options->csv, "every figure as comma-separated values");
    args.example("desk report 2026-10 --client acme --html acme-2026-10.html");
    return [options](Context& context) { report(*options, context); };
}

}  // namespace desk::cli
