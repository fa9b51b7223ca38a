#include "cli/views/report.hpp"

#include <algorithm>
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

std::vector<Ticket> tickets_of(const Period& period, const std::string& client, Context& context) {
    auto found = context.store().all(
        {Depth::whole, LifeFilter(period), [&](const Ticket& ticket) { return client.empty() || ticket.client == client; }});
    return std::move(found.tickets);
}

ReportMonth month_of(Month month, std::span<const Ticket> worked, const Options& options, const MonthRecords& kept,
                     Context& context) {
    const auto& desk = context.desk();
    ReportMonth made{bill(worked, month, kept.sources(), options.client), {}, {}, {}};
    made.weeks = weeks_of(made.billing.hours, desk.policy.zone);
    if (auto uptime = kept.uptime(options.client, month); uptime.target) made.uptime = std::move(uptime);
    // A month that met its target gives nothing back to anybody.
    for (const auto& client : desk.clients)
        if (kept.uptime(client.name, month).missed() && contract_in(client, month) &&
            (options.client.empty() || client.name == options.client))
            if (auto credit = credit_for(client, kept.uptime(client.name, month), desk))
                made.credits.emplace_back(client.name, *std::move(credit));
    return made;
}

/// The months up to now, with the work that their statements depend on.
std::vector<ReportMonth> parts_of(const Months& months, const Options& options, const MonthRecords& kept, Context& context) {
    const auto& zone = context.policy().zone;
    const auto last = std::min(months.last, zone.month(context.now));
    const auto needed = months_needed(kept.sources(), months.first, last, options.client);
    const auto found = context.store().all({Depth::whole, MonthFilter(needed, zone), [&](const Ticket& ticket) {
                                                return (options.client.empty() || ticket.client == options.client) &&
                                                       has_work_in(ticket, needed, zone);
                                            }});
    std::vector<ReportMonth> made;
    for (auto month = months.first; month <= last; month += std::chrono::months(1))
        made.push_back(month_of(month, found.tickets, options, kept, context));
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
    const auto& zone = context.policy().zone;
    const auto months = months_of(options.period, context);
    const Period whole{zone.start(months.first), zone.start(months.last + std::chrono::months(1))};
    if (whole.from > context.now) throw Error(Fault::refused, options.period + " has not begun");
    const MonthRecords kept(context.store(), context.now);
    auto tickets = tickets_of(whole, options.client, context);
    const auto period = so_far(whole, tickets, context.now);
    tickets = as_of(std::move(tickets), period.until);
    if (tickets.empty()) context.must_exist(options.client);
    const auto parts = parts_of(months, options, kept, context);
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
