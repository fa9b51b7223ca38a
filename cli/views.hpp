#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.hpp"
#include "core/calendar.hpp"
#include "core/hours.hpp"
#include "core/policy.hpp"
#include "core/ticket.hpp"

/// Core values -> what is shown. Looks are decided here, facts are not.
namespace desk::cli {

/// What an event did, in a few words, without its text: `escalated to tier 2`.
std::string deed(const Event& event, const Zone& zone);

/// The text that came with an event, or its reason; often empty.
const std::string& text_of(const Event& event);

/// The line of a git message: `resolve: export template corrected`.
std::string summary(const Event& event, const Zone& zone);

/// The ticket with the keys of its YAML.
Value to_json(const Ticket& ticket);

/// A ticket as a person reads it: the header, what happened when in the desk's zone, the time spent.
/// Of several, one below the other, the JSON is an array named `tickets`.
Page ticket_page(std::span<const Ticket> tickets, const Policy& policy);

/// The names that `--columns` takes, and those shown when nothing is asked for.
const std::vector<std::string>& column_names();
const std::vector<std::string>& default_columns();

/// Tickets, one a row. With `and_others`, the columns that are not chosen follow for JSON.
Table ticket_table(std::span<const Ticket> tickets, std::span<const std::string> chosen, bool and_others, const Policy& policy,
                   Instant now);

/// The events of tickets, one a row, in the order given.
struct Happening {
    const Ticket* ticket;
    const Event* event;
};
Table event_table(std::span<const Happening> happenings, const Policy& policy);

/// What a command has recorded, for programs: people were told in words.
struct Recorded {
    Reference ticket;
    Status status{};
    Event event;
};
Page recorded_page(std::span<const Recorded> recorded);

/// A month's statement, and the entries that it is the sum of.
Table hours_table(const MonthHours& hours);
Table entries_table(const MonthHours& hours, const Policy& policy);

/// A month of a calendar, a day a row.
Table calendar_table(const Calendar& calendar, Month month);

/// `problems` as a member of a JSON root.
Value problems_json(std::span<const Problem> problems);

/// Findings, one a line as a compiler prints them.
Page problem_page(std::span<const Problem> problems);

}  // namespace desk::cli
