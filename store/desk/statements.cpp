#include "store/desk/statements.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/contract/client_name.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/record_name.hpp"
#include "store/toml/calendar.hpp"
#include "store/toml/client.hpp"
#include "store/toml/month.hpp"
#include "store/toml/values.hpp"

namespace desk {
namespace {

constexpr std::string_view kept_in = places::statements, suffix = ".toml";
constexpr std::size_t most_bytes = std::size_t{8} << 20U;

std::int64_t number_from(const Setting& setting) {
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr) setting.want("a whole number");
    return *number;
}

/// Such that no sum of them overflows.
Seconds seconds_from(const Setting& setting) {
    constexpr std::int64_t most = 1'000'000'000'000;
    const auto number = number_from(setting);
    if (number < 0 || number > most) setting.refuse(fmt::format("{} must be from 0 to {} seconds", setting.key, most));
    return Seconds(number);
}

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

/// Why no month could have these figures; empty: it could.
std::string_view contradiction_in(const HoursSum& hours) {
    if (hours.unagreed > hours.over) return "more is unagreed than is over";
    if (!hours.cap) return hours.over > Seconds(0) ? "something is over, but there is no cap" : "";
    const auto limit = *hours.cap + hours.carried;
    if (hours.over == Seconds(0) && hours.used > limit) return "more is used than the cap and what was carried";
    if (hours.over > Seconds(0) && hours.used - hours.over != limit)
        return "what is over is not what is used above the cap and what was carried";
    return {};
}

/// An older desk wrote as used only what lay under the cap.
void count_what_is_over(HoursSum& hours) {
    if (hours.cap && hours.used == *hours.cap + hours.carried) hours.used += hours.over;
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
    count_what_is_over(hours);
    if (const auto what = contradiction_in(hours); !what.empty()) table.refuse(std::string(what));
}

void read_new_statement(Settings& table, Statement& statement, std::set<std::pair<std::string, std::string>>& known) {
    read_statement(table, statement);
    if (known.emplace(statement.client, statement.currency.code).second) return;
    table.refuse(fmt::format("{} already has a statement", statement.client.empty() ? "nobody" : statement.client));
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
        std::set<std::pair<std::string, std::string>> known;
        root.every_table("statement", closed.statements,
                         [&](Settings& table, Statement& statement) { read_new_statement(table, statement, known); });
        std::ranges::stable_sort(closed.statements, {}, &Statement::client);
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
    auto toml = fmt::format("month = {}\nlimit = \"{} minutes\"\n", quoted_toml(to_text(agreed.month)), agreed.limit.count());
    if (!agreed.kind.empty()) toml += fmt::format("kind  = {}\n", quoted_toml(agreed.kind));
    if (!agreed.why.empty()) toml += fmt::format("why   = {}\n", quoted_toml(agreed.why));
    return toml + fmt::format("by    = {}\nat    = {}\nagent = {}\n", quoted_toml(agreed.by),
                              quoted_toml(to_text(agreed.at.value_or(Instant()))), quoted_toml(agreed.agent));
}

constexpr std::size_t month_length = std::string_view("2026-11").size();

/// `2026-11-20261201T090000Z-2f6e1c09ab.toml`, or `2026-11.toml`, as all were once.
std::optional<Month> month_of_file(std::string_view name) {
    if (!name.ends_with(suffix)) return {};
    name.remove_suffix(suffix.size());
    const auto month = month_from(name.substr(0, month_length));
    const bool is_known = month && has_known_year(*month);
    if (!is_known || name.size() == month_length) return is_known ? month : std::nullopt;
    const bool is_named_well = name[month_length] == '-' && is_record_name(name.substr(month_length + 1));
    return is_named_well ? month : std::nullopt;
}

std::string path_of(Month month, Instant at, const std::string& content) {
    return fmt::format("{}/{}-{}{}", kept_in, to_text(month), record_name(at, content), suffix);
}

Problem named_otherwise(const std::string& file) { return {{file}, "is not named as `desk hours close` does"}; }

using Closings = std::map<Month, std::vector<ClosedMonth>>;

Closings all_closings(const DeskFiles& files, Problems& problems) {
    Closings all;
    for (const auto& name : files.names(std::string(kept_in))) {
        const auto file = fmt::format("{}/{}", kept_in, name);
        const auto month = month_of_file(name);
        if (!month) {
            problems.add(named_otherwise(file));
            continue;
        }
        problems.add_from(file, [&] {
            const auto text = files.read(file, most_bytes);
            if (!text) return;
            auto closed = closed_month_from(*text, file, *month);
            all[*month].push_back(std::move(closed));
        });
    }
    return all;
}

}  // namespace

std::optional<Problem> trouble_with_closing(const std::string& file, const std::string& text) {
    const auto month = month_of_file(std::string_view(file).substr(file.rfind('/') + 1));
    if (!month) return named_otherwise(file);
    return problem_with(file, [&] { closed_month_from(text, file, *month); });
}

KnownClosings closings_of(const Store& store) {
    auto known = closings_of(files_in(store.folder()), store.problems());
    if (!known.months.empty()) name_as_now(known.months, store.desk());
    return known;
}

KnownClosings closings_of(const DeskFiles& files, Problems& problems) {
    KnownClosings known;
    for (auto& [month, closings] : all_closings(files, problems)) {
        std::ranges::stable_sort(closings, {}, &ClosedMonth::at);
        for (const auto& other : closings)
            if (auto what = difference(closings.front(), other); !what.empty())
                known.with_other_figures[month].push_back(std::move(what));
        known.months.emplace(month, std::move(closings.front()));
    }
    return known;
}

void stage_closed_month(Change& change, const ClosedMonth& closed) {
    const auto toml = to_toml(closed);
    change.stage_file(path_of(closed.month, closed.at, toml), toml, fmt::format("hours: {} closed", to_text(closed.month)));
}

std::vector<std::string> stage_moved_closings(Change& change, const Store& store) {
    std::vector<std::string> moved;
    for (const auto& name : store.folder().names(std::string(kept_in))) {
        const auto month = month_of_file(name);
        if (!month || name.size() != month_length + suffix.size()) continue;
        auto file = fmt::format("{}/{}", kept_in, name);
        const auto text = store.folder().read(file, most_bytes);
        if (!text || problem_with(file, [&] { closed_month_from(*text, file, *month); })) continue;
        const std::string summary = "check: a file for each closing";
        change.stage_file(path_of(*month, closed_month_from(*text, file, *month).at, *text), *text, summary);
        change.stage_removal(file, summary);
        moved.push_back(std::move(file));
    }
    return moved;
}

void stage_agreement(Change& change, const Store& store, const std::string& client, const Client::Agreed& agreed) {
    if (!is_client_name(client)) throw Error(Fault::usage, fmt::format("\"{}\" cannot be the name of a client's file", client));
    const auto toml = to_toml(agreed);
    const auto path = agreement_path(client, record_name(agreed.at.value_or(Instant()), toml));
    agreed_from_toml(toml, path, store.desk());  // refuses what nobody could read
    change.stage_file(path, toml,
                      agreed.why.empty()
                          ? fmt::format("hours: {} agreed for {} in {}", to_text(agreed.limit), client, to_text(agreed.month))
                          : fmt::format("hours: nothing agreed for {} in {}: {}", client, to_text(agreed.month), agreed.why));
}

}  // namespace desk
