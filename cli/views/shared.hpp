#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// What several views show in the same way.
namespace desk::cli {

Look look_of(Status status);

/// The highest priority stands out most, unless there is only one.
Look look_of(const Policy& policy, std::string_view priority);

/// Late stands out, and so does what is near its limit.
Look look_of(const ClockSummary& summary);

/// `Jane Doe <jane@acme.example>, +44 20 7946 0123`, as far as it is known.
std::string shown(const Requester& requester);

/// The map of the YAML; null when nothing is known.
Value to_json(const Requester& requester);

/// With blanks behind it, so that it takes so many columns.
std::string padded(std::string_view text, int columns);

/// A line of a page: a label, and what there is to say; nothing where that is empty.
void fact(Page& page, std::string_view label, const std::string& value);
void fact(Page& page, std::string_view label, std::vector<Span> value);

/// A text; null in JSON where it is empty.
Cell word(const std::string& text, Look look = Look::normal);

constexpr std::string_view weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// `08:30-17:00`, as the policy writes them.
std::vector<std::string> window_texts(const std::vector<Window>& windows);

/// `1:05`; seconds in JSON.
Cell duration(Seconds time, Look look = Look::normal);

/// `2:15`; `-0:40` when it is over, by the whole minutes that have begun; seconds in JSON.
Cell time_left(Milliseconds time, Look look = Look::normal);

/// `3d`, `5h`, `12m`: the largest unit alone.
std::string age(Milliseconds time);

}  // namespace desk::cli
