#pragma once

#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/month/credits.hpp"
#include "core/month/uptime.hpp"

namespace desk::cli {

/// The availability of a month: the figures, the times of outages and maintenance, what clients get back.
Page uptime_page(const MonthUptime& uptime);
Table down_times_table(const MonthUptime& uptime, const Zone& zone);

/// A line for each client whose availability differs.
Table client_uptimes_table(std::span<const ClientUptime> own);
struct ClientCredit {
    std::string client;
    Credit credit;
};
Table credits_table(std::span<const ClientCredit> credits, const std::string& note);

/// What is recorded, the latest first.
Table availability_table(const Availability& all, const Zone& zone, Instant now);

/// What was recorded of an outage or planned, for programs.
Page outage_page(const Outage& outage);
Page maintenance_page(const Maintenance& planned);

}  // namespace desk::cli
