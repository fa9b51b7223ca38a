#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"

namespace desk::cli {

/// The names that `--columns` takes.
const std::vector<std::string>& column_names();

/// A column by its name; `wide`: for people only where there is room for it.
struct ChosenColumn {
    std::string name;
    bool wide = false;
};
using ChosenColumns = std::vector<ChosenColumn>;

/// Those of a list when nothing is asked for; the fields of porcelain stay what they are.
ChosenColumns list_columns(Form form);

/// Those of the queue.
ChosenColumns queue_columns(Form form);

/// As they were typed, with commas between them.
ChosenColumns columns_typed(std::string_view names);

/// Whether one of these columns asks for the clocks or the log.
bool need_clocks(std::span<const ChosenColumn> columns);

/// A column by which a list may be divided. `Fault::usage`, with a "did you mean", for another.
void must_group(const std::string& name);

/// What the cells are made from, besides the ticket.
struct ListedBy {
    const Desk& desk;
    Instant now;
};

/// Tickets, one a row. With `and_others`, the columns that are not chosen follow for JSON. A column of the clocks needs those of
/// each ticket.
Table ticket_table(std::span<const ListedTicket> tickets, std::span<const ChosenColumn> chosen, bool and_others,
                   const ListedBy& by);

/// Puts tickets with the same value of the column together, and leaves their order otherwise.
void group(std::vector<ListedTicket>& tickets, const std::string& column, const ListedBy& by);

/// A heading before the first ticket of each value of the column, and how many there are. Those of one value must be together.
std::vector<Heading> headings(std::span<const ListedTicket> tickets, const std::string& column, const ListedBy& by);

/// `12 tickets: 3 late, 1 near, 2 waiting`, or `5 of 12 tickets` where not all are listed. Needs the clocks of each.
Line count_line(std::span<const ListedTicket> tickets, std::size_t found);

}  // namespace desk::cli
