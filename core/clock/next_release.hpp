#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock/timeline.hpp"
#include "core/contract/policy.hpp"

namespace desk {

/// The progress of a `next release`: it is met when something that the policy names was offered and the date of the
/// fix promised, or when the ticket was resolved in another way.
struct Release {
    Instant since = Instant::min();  ///< when it was last fixed before; what was promised until then has been kept
    std::optional<Instant> offered, promised, fixed;

    /// When it was offered and promised; absent while one of them is missing.
    std::optional<Instant> complete() const;
};

/// Within this time. A promise of before counts unless it has been kept.
Release release_in(const Timeline& timeline, const Period& within, std::span<const std::string> offers);

/// `workaround or article`, `date`: what is still missing.
std::vector<std::string> missing_in(const Release& release, std::span<const std::string> offers);

/// What the priority offers until the next release; where there is none, what is offered by default.
const std::vector<std::string>& offers_of(const Policy& policy, const Timeline::Hold& hold);

/// The first resolution from an instant on that is none of the offers; absent if there is none.
std::optional<Instant> fixed_from(const Timeline& timeline, Instant from, std::span<const std::string> offers);

/// The promises of a date for `resolve` or for `fix`, in order, that were made within this time; the end is part of it. A
/// promise that does not say for what is for both.
std::vector<const Timeline::Promise*> promises_for(const Timeline& timeline, std::string_view what, const Period& within);

}  // namespace desk
