#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace desk {

/// Whether an element, or its `projection`, equals the value. Like C++23's `std::ranges::contains`.
template <class Range, class Value, class Projection = std::identity>
constexpr bool contains(const Range& range, const Value& value, Projection projection = {}) {
    return std::ranges::find(range, value, std::move(projection)) != std::ranges::end(range);
}

}  // namespace desk
