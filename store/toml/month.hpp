#pragma once

#include <functional>

#include "store/toml/policy_draft.hpp"

/// The rules for a month: hours, rates, uptime, credits, feedback, the report, by desk.toml(5).
namespace desk {

/// The tables `[hours]`, `[[rate]]`, `[uptime]`, `[credits]`, `[feedback]` and `[report]`.
void read_month(Settings& root, PolicyDraft& draft);

/// The currency of a rate from a day on.
using CurrencyOn = std::function<const Currency&(Day)>;

/// Each `[[rate]]`, by day. Refuses two from the same day.
void read_rates(Settings& root, const CurrencyOn& currency_on, std::vector<Policy::Rate>& rates);

Currency currency_from(const Setting& setting);  ///< `GBP`
Percent share_from(const Setting& setting);      ///< `99.8 %`
Month month_from(const Setting& setting);        ///< `2026-11`

/// `5000`, `"95.50"`. Refuses any amount if the policy names no currency.
Money money_from(const Setting& setting, const Currency& currency);

}  // namespace desk
