#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ticket/ticket.hpp"

/// The rules of the canonical form, shared by its writer and the two readers; desk-ticket(5) explains them.
namespace desk::canonical {

constexpr std::size_t longest_file = 8U << 20U;
constexpr std::size_t longest_key = 1000;  ///< in bytes, as written; YAML readers give up after 1024 characters
constexpr std::size_t deepest = 32;        ///< lists and maps inside each other, the ticket itself counted

/// Whether two of these are the same.
bool repeats(std::vector<std::string_view> keys);
bool repeats_key(const std::vector<UnknownKey>& unknown_keys);

}  // namespace desk::canonical
