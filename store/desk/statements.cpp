#include "store/desk/statements.hpp"

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "store/toml/calendar.hpp"
#include "store/toml/client.hpp"
#include "store/toml/month.hpp"
#include "store/toml/values.hpp"

namespace desk {
namespace {

constexpr std::string_view kept_in = places::statements, suffix = ".toml";
constexpr std::size_t most_bytes = std::size_t{8} << 20U;

std::string path_of(Month month) { return fmt::format("{}/{}{}", kept_in, to_text(month), suffix); }

std::int64_t number_from(const Setting& setting) {
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr) setting.want("a whole number");
    return *number;
}

Seconds seconds_from(const Setting& setting) { return Seconds(number_from(setting)); }

Instant instant_from(const Setting& setting) {
    const auto at = canonical_instant_from(text_from(setting));
    if (!at) setting.want("a time in UTC");
    return *at;
}

Reference ticket_from(const Setting& setting) {
    const auto reference = Reference::canonical(text_from(setting));
    if (!reference) setting.want("a reference");
    return *reference;
}

/// An amount that may be negative: credits and corrections are.
auto amount_in(const Currency& currency) {
    return [&currency](const Setting& setting) {
        const auto text = text_from(setting);
        const auto size = money_from(std::string_view(text).substr(text.starts_with('-') ? 1 : 0), currency);
        if (!size) setting.want(fmt::format("an amount of {}", currency.code));
        return text.starts_with('-') ? -*size : *size;
    };
}

void read_line(Settings& table, const Currency& currency, StatementLine& line) {
    const auto what = [](const Setting& setting) {
        const auto word = statement_line_from(text_from(setting));
        if (!word) setting.want(R"("charge", "over", "planned", "credit" or "correction")");
        return *word;
    };
    table.must("what", line.what, what, R"("over")");
    table.may("text", line.text, text_from, R"("support")");
    table.may("ticket", line.ticket, ticket_from, R"("2611-K7QF4")");
    table.may("began", line.began, instant_from, R"("2026-11-24T09:00:00.000Z")");
    table.may("time", line.time, seconds_from, "3600");
    table.may("hourly", line.hourly, amount_in(currency), R"("95.00")");
    table.may(
        "of", line.of, [](const Setting& setting) { return month_from(setting); }, R"("2026-10")");
    table.must("amount", line.amount, amount_in(currency), R"("95.00")");
}

void read_statement(Settings& table, Statement& statement) {
    table.may("client", statement.client, text_from, R"("acme")");
    table.may(
        "currency", statement.currency, [](const Setting& setting) { return currency_from(setting); }, R"("GBP")");
    auto& hours = statement.hours;
    table.may("cap", hours.cap, seconds_from, "108000");
    table.may("carried", hours.carried, seconds_from, "3600");
    table.may("agreed", hours.agreed, seconds_from, "3600");
    table.may("used", hours.used, seconds_from, "3600");
    table.may("over", hours.over, seconds_from, "3600");
    table.may("not_counted", hours.not_counted, seconds_from, "3600");
    table.may("unagreed", hours.unagreed, seconds_from, "3600");
    table.may("unpriced", statement.unpriced, seconds_from, "3600");
    table.every_table("line", statement.lines,
                      [&](Settings& inner, StatementLine& line) { read_line(inner, statement.currency, line); });
}

void read_week(Settings& table, WeekHours& week) {
    table.must("monday", week.monday, date_from, R"("2026-11-23")");
    table.may("client", week.client, text_from, R"("acme")");
    table.may("counted", week.counted, seconds_from, "3600");
    table.may("not_counted", week.not_counted, seconds_from, "3600");
}

ClosedMonth closed_month_from(const std::string& text, const std::string& file, Month month) {
    ClosedMonth closed;
    closed.month = month;
    const auto read = [&](Settings& root) {
        root.must("at", closed.at, instant_from, R"("2026-12-01T09:00:00.000Z")");
        root.must("by", closed.by, text_from, R"("sam")");
        root.every_table("statement", closed.statements, read_statement);
        root.every_table("week", closed.weeks, read_week);
    };
    read_toml(text, file, read, most_bytes);
    return closed;
}

std::string to_toml(const StatementLine& line) {
    auto toml = fmt::format("\n[[statement.line]]\nwhat   = {}\n", quoted_toml(to_text(line.what)));
    const auto add = [&](std::string_view key, const std::string& value) { toml += fmt::format("{:<6} = {}\n", key, value); };
    if (!trimmed(line.text).empty()) add("text", quoted_toml(line.text));
    if (line.ticket) add("ticket", quoted_toml(line.ticket->text()));
    if (line.began) add("began", quoted_toml(to_text(*line.began)));
    if (line.time > Seconds(0)) add("time", std::to_string(line.time.count()));
    if (line.hourly) add("hourly", quoted_toml(to_text(*line.hourly)));
    if (line.of) add("of", quoted_toml(to_text(*line.of)));
    add("amount", quoted_toml(to_text(line.amount)));
    return toml;
}

std::string to_toml(const Statement& statement) {
    std::string toml = "\n[[statement]]\n";
    if (!statement.client.empty()) toml += fmt::format("client = {}\n", quoted_toml(statement.client));
    if (!statement.currency.code.empty()) toml += fmt::format("currency = {}\n", quoted_toml(statement.currency.code));
    const auto add = [&](std::string_view key, Seconds time) {
        if (time != Seconds(0)) toml += fmt::format("{} = {}\n", key, time.count());
    };
    const auto& hours = statement.hours;
    if (hours.cap) toml += fmt::format("cap = {}\n", hours.cap->count());
    add("carried", hours.carried);
    add("agreed", hours.agreed);
    add("used", hours.used);
    add("over", hours.over);
    add("not_counted", hours.not_counted);
    add("unagreed", hours.unagreed);
    add("unpriced", statement.unpriced);
    for (const auto& line : statement.lines) toml += to_toml(line);
    return toml;
}

std::string to_toml(const WeekHours& week) {
    auto toml = fmt::format("\n[[week]]\nmonday = {}\n", quoted_toml(to_text(week.monday)));
    if (!week.client.empty()) toml += fmt::format("client = {}\n", quoted_toml(week.client));
    if (week.counted != Seconds(0)) toml += fmt::format("counted = {}\n", week.counted.count());
    if (week.not_counted != Seconds(0)) toml += fmt::format("not_counted = {}\n", week.not_counted.count());
    return toml;
}

std::string to_toml(const ClosedMonth& closed) {
    auto toml = fmt::format("at = {}\nby = {}\n", quoted_toml(to_text(closed.at)), quoted_toml(closed.by));
    for (const auto& statement : closed.statements) toml += to_toml(statement);
    for (const auto& week : closed.weeks) toml += to_toml(week);
    return toml;
}

std::string to_toml(const Client::Agreed& agreed) {
    auto toml =
        fmt::format("[[agreed]]\nmonth = {}\nlimit = \"{} minutes\"\n", quoted_toml(to_text(agreed.month)), agreed.limit.count());
    if (!agreed.kind.empty()) toml += fmt::format("kind  = {}\n", quoted_toml(agreed.kind));
    return toml + fmt::format("by    = {}\non    = {}\n", quoted_toml(agreed.by), quoted_toml(to_text(agreed.on)));
}

}  // namespace

ClosedMonths closed_months(const Store& store) {
    ClosedMonths closed;
    for (const auto& name : store.folder().names(std::string(kept_in))) {
        if (!name.ends_with(suffix)) continue;
        const auto file = fmt::format("{}/{}", kept_in, name);
        const auto month = month_from(std::string_view(name).substr(0, name.size() - suffix.size()));
        if (!month) {
            store.problems().add({{file}, "is not named by a month, as in: 2026-11.toml"});
            continue;
        }
        store.problems().add_from(file, [&] {
            if (const auto text = store.folder().read(file, most_bytes))
                closed.emplace(*month, closed_month_from(*text, file, *month));
        });
    }
    return closed;
}

void stage_closed_month(Change& change, const ClosedMonth& closed) {
    change.stage_file(path_of(closed.month), to_toml(closed), fmt::format("hours: {} closed", to_text(closed.month)));
}

void stage_agreement(Change& change, const Store& store, const std::string& client, const Client::Agreed& agreed) {
    if (!is_name(client))
        throw Error(Fault::usage, fmt::format("\"{}\" cannot be the name of a client's file", client),
                    "a name has letters, digits, and inside . _ -");
    const auto path = client_path(client);
    auto text = store.folder().read(path, most_toml_bytes).value_or("");
    if (!text.empty()) text += text.ends_with('\n') ? "\n" : "\n\n";
    text += to_toml(agreed);
    client_from_toml(text, path, client, store.desk());  // refuses what would break the file
    change.stage_file(path, text,
                      fmt::format("hours: {} agreed for {} in {}", to_text(agreed.limit), client, to_text(agreed.month)));
}

}  // namespace desk
