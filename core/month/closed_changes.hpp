#pragma once

#include <string>
#include <vector>

#include "core/month/billing.hpp"

/// What a change of the contract would change in closed months.
namespace desk {

/// What a client's closed month comes to under one contract, less what it comes to under another.
struct ClosedChange {
    std::string client;
    Month month{};
    Amounts charged;  ///< before credits
    Amounts credit;   ///< for that month

    friend bool operator==(const ClosedChange&, const ClosedChange&) = default;
};

/// The months whose work that depends on.
MonthSpan months_needed_by_closed(const BillingSources& sources);

/// One side: the entries are those of the months needed.
struct ClosedSide {
    const EntriesByClient& entries;
    const BillingSources& sources;
};

/// By client and month, of the months that are closed by `after`. Both are computed from what is known today.
std::vector<ClosedChange> closed_changes(const ClosedSide& before, const ClosedSide& after);

}  // namespace desk
