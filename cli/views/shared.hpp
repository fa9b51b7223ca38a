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

Look look_of(Status status);

/// The highest priority stands out most, unless there is only one.
Look look_of(const Policy& policy, std::string_view priority);

/// Late stands out, and so does what has less than an hour left.
Look look_of(const ClockSummary& summary);

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

}  // namespace desk::cli
