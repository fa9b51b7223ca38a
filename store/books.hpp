#pragma once

#include "core/billing.hpp"
#include "store/availability.hpp"
#include "store/statements.hpp"

namespace desk {

/// What the store keeps of months: those that were closed, and how available it was. The store must outlive it.
class KeptBooks {
public:
    /// Throws `Fault::malformed` where a closed month cannot be read; availability that cannot be read is a problem.
    KeptBooks(const Store& store, Instant now);

    /// They refer to this.
    Books books() const;

    MonthUptime uptime(const std::string& client, Month month) const;
    const std::vector<Problem>& problems() const { return availability_.problems; }

private:
    const Store& store_;
    Instant now_;
    ClosedMonths closed_;
    KnownAvailability availability_;
};

}  // namespace desk
