#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// What several views show the same way.
namespace desk::cli {

// What colours mean, the same in every view (desk-list(1) tells people):
//   bad (red)          late, missed, over
//   warning (yellow)   near that, or to be looked at
//   good (green)       met, done, resolved
//   faint              waits or is closed: nothing to do now; times and headings
//   accent (cyan)      a reference
//   strong             the highest priority; titles

Look look_of(Status status);

/// The highest priority stands out, unless there is only one.
Look look_of(const Policy& policy, std::string_view priority);

/// Late stands out, and so does what is near its limit.
Look look_of(const ClockSummary& summary);

/// `2611-K7QF4 Payroll export fails`, so that people see which ticket it is; a long title is cut.
std::string called(const Ticket& ticket);

/// `Jane Doe <jane@acme.example>, +44 20 7946 0123`, as far as it is known.
std::string shown(const Requester& requester);

/// The map of the YAML; null if nothing is known.
Value to_json(const Requester& requester);

/// Padded with blanks to this many columns.
std::string padded(std::string_view text, int columns);

/// A line of a page: a label and its text; nothing if that is empty.
void fact(Page& page, std::string_view label, const std::string& value);
void fact(Page& page, std::string_view label, std::vector<Span> value);

/// A text; null in JSON if it is empty.
Cell word(const std::string& text, Look look = Look::normal);

constexpr std::string_view weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// `08:30-17:00`, as the policy writes them.
std::vector<std::string> window_texts(const std::vector<Window>& windows);

/// `1:05`; seconds in JSON.
Cell duration(Seconds time, Look look = Look::normal);

/// `2:15`; `-0:40` if overdue, by the whole minutes that have begun; seconds in JSON.
Cell time_left(Milliseconds time, Look look = Look::normal);

/// `3d`, `5h`, `12m`: the largest unit alone.
std::string age(Milliseconds time);

}  // namespace desk::cli
