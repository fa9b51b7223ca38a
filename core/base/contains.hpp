#pragma once

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>

namespace desk {

/// Whether one of the elements, or what `projection` answers of one, equals the value. As C++23's `std::ranges::contains`.
template <std::ranges::input_range Range, typename Value, typename Projection = std::identity>
constexpr bool contains(const Range& range, const Value& value, Projection projection = {}) {
    return std::ranges::find(range, value, std::move(projection)) != std::ranges::end(range);
}

}  // namespace desk
