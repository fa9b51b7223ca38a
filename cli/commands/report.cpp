#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/reports.hpp"
#include "cli/typed.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string period, from, to, client, html;
    bool markdown = false;
    bool csv = false;

    int forms() const { return (html.empty() ? 0 : 1) + (markdown ? 1 : 0) + (csv ? 1 : 0); }
};

Period period_of(const Months& months, const Zone& zone) {
    return {zone.start(months.first), zone.start(months.last + std::chrono::months(1))};
}

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

/// From the one day through the other, or through today.
Asked days_of(const Options& options, Context& context) {
    const auto& zone = context.policy().zone;
    if (!options.period.empty()) throw Error(Fault::usage, "a month and days cannot be used together", "choose one of them");
    if (options.from.empty()) throw Error(Fault::usage, "--to needs a first day", "as in --from 2026-11-03 --to 2026-11-17");
    const auto first = day_typed(options.from, "--from", Looking::back, context);
    const auto last = options.to.empty() ? zone.day(context.now) : day_typed(options.to, "--to", Looking::back, context);
    if (first > last)
        throw Error(Fault::usage, fmt::format("{} is before {}", to_text(last), to_text(first)), "give the earlier day first");
    const Months months{first.year() / first.month(), last.year() / last.month()};
    const Period whole{zone.start(first), zone.start(Day(std::chrono::sys_days(last) + std::chrono::days(1)))};
    return {whole, months, whole == period_of(months, zone)};
}

Asked asked(const Options& options, Context& context) {
    if (!options.from.empty() || !options.to.empty()) return days_of(options, context);
    const auto months = months_of(options.period, context);
    return {period_of(months, context.policy().zone), months, true};
}

/// As many months, just before.
Asked before(const Asked& asked, const Zone& zone) {
    const auto count = asked.months.last - asked.months.first + std::chrono::months(1);
    const Months months{asked.months.first - count, asked.months.last - count};
    return {period_of(months, zone), months, true};
}

void show(const WholeReport& whole, const Options& options, Context& context) {
    if (options.forms() > 0) context.must_have_read_all("a page for a client can be written once all of it can be read");
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
        throw Error(Fault::usage, "--html, --markdown, --csv and --json cannot be used together", "choose one of them");
    const auto now = asked(options, context);
    if (now.whole.from > context.now)
        throw Error(Fault::refused, (options.from.empty() ? options.period : options.from) + " has not begun");
    const auto earlier = before(now, context.policy().zone);
    Reports reports(options.client, context);
    for (const auto& what : reports.closed_otherwise(now.months)) context.out.warn(what);
    reports.read(now.in_months ? earlier : now, now);
    const auto made = reports.made(now);
    if (made.tickets.empty()) context.must_exist(options.client);
    auto whole = reports.whole(made, now);
    std::vector<KeyFigure> figures;
    if (now.in_months)
        if (const auto then = reports.made(earlier); then.says_something()) figures = key_figures(reports.whole(then, earlier));
    whole.before = figures;
    whole.before_text = period_text(earlier.whole, context.policy().zone);
    show(whole, options, context);
}

}  // namespace

Run bind_report(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("MONTH", options->period, "as in 2026-11, or a year as in 2026; by default this month", Offers::months);
    args.option("--from", options->from, "DAY", "from this day on, as in 2026-11-03, instead of a month");
    args.option("--to", options->to, "DAY", "through this day; by default today");
    args.option("-c,--client", options->client, "CLIENT", "of this client only", Offers::clients);
    args.option("--html", options->html, "FILE", "write a page of its own; `-` is standard output", Offers::files);
    args.flag("--markdown", options->markdown, "as Markdown");
    args.flag("--csv", options->csv, "every figure as comma-separated values");
    args.example("desk report 2026-10 --client acme --html acme-2026-10.html");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        report(*options, context);
    };
}

}  // namespace desk::cli
