#include "cli/views/calendar.hpp"

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

Cell open_cell(const std::vector<Window>& windows) {
    const auto texts = window_texts(windows);
    if (texts.empty()) return {"closed", Value::Array(), Look::faint};
    return {joined(texts, ", "), Value::Array(texts.begin(), texts.end())};
}

/// Why the day is not like others of its weekday; mostly empty.
std::string note_of(const Calendar& calendar, Day day) {
    if (calendar.dates.contains(day)) return is_holiday(calendar, day) ? "holiday, with hours of its own" : "hours of this date";
    return is_holiday(calendar, day) ? "holiday" : "";
}

}  // namespace

Table calendar_table(const Calendar& calendar, Month month) {
    Table table{"days", {{"date"}, {"weekday"}, {"open"}, {"note"}}, {}, {}, {}, {}};
    table.beside = {{"calendar", calendar.name}, {"timezone", calendar.zone.name()}, {"month", to_text(month)}};
    table.above = {{{{fmt::format("{} in {}, {}", calendar.name, to_text(month), calendar.zone.name()), Look::strong}}}};
    const std::chrono::sys_days first = month / 1, end = (month + std::chrono::months(1)) / 1;
    for (auto at = first; at < end; at += std::chrono::days(1)) {
        const Day day(at);
        const auto weekday = weekdays[std::chrono::weekday(at).iso_encoding() - 1];
        table.rows.push_back({{to_text(day), to_text(day)},
                              {std::string(weekday), weekday},
                              open_cell(windows(calendar, day)),
                              word(note_of(calendar, day), Look::accent)});
    }
    return table;
}

}  // namespace desk::cli
