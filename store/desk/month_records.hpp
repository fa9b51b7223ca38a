#pragma once

#include <string>
#include <vector>

#include "core/month/billing.hpp"
#include "store/desk/availability.hpp"
#include "store/desk/statements.hpp"

namespace desk {

/// What the store has about months: the closed ones, and the availability. The store must outlive it.
class MonthRecords {
public:
    /// What cannot be read of them is a problem of the store, and so is whatever of the desk is in git but not in the work tree.
    MonthRecords(const Store& store, Instant now);

    /// The same records for a desk other than the store's own, which must outlive them.
    MonthRecords under(const Desk& other) const { return {other, now_, closings_, known_}; }

    /// They refer to this.
    BillingSources sources() const;

    /// The same, where no month was ever closed.
    BillingSources unclosed_sources() const;

    /// How later closings of the month differ from the one that holds, in sentences.
    const std::vector<std::string>& closed_otherwise(Month month) const;

    MonthUptime uptime(const std::string& client, Month month) const;

    /// For the clients of that month for whom it differs from everybody's; by name.
    std::vector<ClientUptime> own_uptimes(Month month) const;

private:
    MonthRecords(const Desk& desk, Instant now, KnownClosings closings, Availability known);
    BillingSources with(const ClosedMonths& closed) const;

    const Desk& desk_;
    Instant now_;
    KnownClosings closings_;
    ClosedMonths none_;
    Availability known_;
    std::map<Month, Availability> availability_;  ///< what reaches into each
};

}  // namespace desk
