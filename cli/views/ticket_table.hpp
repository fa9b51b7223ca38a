#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"

namespace desk::cli {

/// The names that `--columns` takes, and those shown when nothing is asked for.
const std::vector<std::string>& column_names();
const std::vector<std::string>& default_columns();

/// Those shown to people instead if the list is about the clocks.
const std::vector<std::string>& clock_columns();

/// Those of the queue: what is due, and how soon.
const std::vector<std::string>& queue_columns();

/// Whether one of these columns asks for the clocks, and so for the log.
bool need_clocks(std::span<const std::string> columns);

/// What the cells are made from, besides the ticket.
struct ListedBy {
    const Desk& desk;
    Instant now;
};

/// Tickets, one per row. With `and_others`, the columns that are not chosen follow for JSON. A column of the clocks needs those
/// of each ticket.
Table ticket_table(std::span<const ListedTicket> tickets, std::span<const std::string> chosen, bool and_others,
                   const ListedBy& by);

}  // namespace desk::cli
