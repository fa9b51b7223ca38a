#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/contract/intake.hpp"
#include "core/find/contact.hpp"
#include "core/month/hours.hpp"

/// Whoever is on the telephone, as they are shown before anything is asked.
namespace desk::cli {

/// `Jane Doe <jane@acme.example>, 555-0117, acme`
std::string shown(const Caller& caller);

/// What there is to know of a caller.
struct CallerFacts {
    Caller caller;
    Terms terms;
    std::optional<HoursSum> hours;      ///< of the month; absent: nothing is included, or no client is known
    std::vector<Objection> objections;  ///< what the contract has against a report of theirs
    std::vector<Ticket> tickets;        ///< not closed: their own first, then the client's others
    std::size_t own = 0;                ///< so many are their own
};
std::vector<Line> caller_lines(const CallerFacts& facts, const Desk& desk, Instant now);

/// The tickets that can be chosen by their number.
constexpr std::size_t most_choices = 9;

/// People to choose from, by number.
std::vector<Line> choice_lines(const std::vector<Caller>& people);

}  // namespace desk::cli
