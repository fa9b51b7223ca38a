#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace desk {

/// A value of a closed set, and the word for it in files and for people. A table of them is read in both directions:
/// `constexpr auto words = std::to_array<Word<Status>>({{Status::open, "open"}, …})`.
template <class Value>
using Word = std::pair<Value, std::string_view>;

/// Empty if the table does not have the value.
template <class Table, class Value>
constexpr std::string_view word_of(const Table& table, const Value& value) {
    const auto found = std::ranges::find(table, value, &Word<Value>::first);
    return found == std::ranges::end(table) ? std::string_view() : found->second;
}

/// Absent if the table does not have the word.
template <class Table>
constexpr auto value_of(const Table& table, std::string_view word) {
    using Value = typename Table::value_type::first_type;
    const auto found = std::ranges::find(table, word, &Word<Value>::second);
    return found == std::ranges::end(table) ? std::optional<Value>() : std::optional<Value>(found->first);
}

/// The rows of a table for these values alone.
template <class Value, std::size_t size, class... Values>
constexpr auto only(const std::array<Word<Value>, size>& table, Values... values) {
    return std::array<Word<Value>, sizeof...(values)>{{{values, word_of(table, values)}...}};
}

}  // namespace desk
