#include "core/base/number.hpp"

#include <fmt/format.h>

namespace desk {

std::string count_of(std::int64_t count, std::string_view one, std::string_view many) {
    if (count == 1) return fmt::format("{} {}", count, one);
    return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

}  // namespace desk
