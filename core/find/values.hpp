#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time/moment.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

/// What follows the colon of a filter.
namespace desk {

/// What the operator before a value lets pass: `>1`, `<=2026-11`; none is equality.
struct Comparison {
    bool less = false, equal = false, greater = false;
    std::string_view value;

    bool matches(std::strong_ordering order) const { return order < 0 ? less : order > 0 ? greater : equal; }
};

Comparison comparison_from(std::string_view text);

/// Before it, in it or behind it.
std::strong_ordering order_of(Instant at, const Period& period);

[[noreturn]] void refuse_filter(std::string_view field, std::string_view value, const std::string& hint);

/// Refuses a value that is none of these, with a "did you mean".
void must_be_known(std::string_view field, std::string_view value, const std::vector<std::string>& known);

}  // namespace desk
