#include "core/find/values.hpp"

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace desk {

Comparison comparison_from(std::string_view text) {
    if (text.starts_with("<=")) return {true, true, false, text.substr(2)};
    if (text.starts_with(">=")) return {false, true, true, text.substr(2)};
    if (text.starts_with("<")) return {true, false, false, text.substr(1)};
    if (text.starts_with(">")) return {false, false, true, text.substr(1)};
    return {false, true, false, text};
}

std::strong_ordering order_of(Instant at, const Period& period) {
    return at < period.from     ? std::strong_ordering::less
           : at >= period.until ? std::strong_ordering::greater
                                : std::strong_ordering::equal;
}

void refuse_filter(std::string_view field, std::string_view value, const std::string& hint) {
    throw Error(Fault::usage, fmt::format("\"{}:{}\" is not a valid filter", field, value), hint);
}

void must_be_known(std::string_view field, std::string_view value, const std::vector<std::string>& known) {
    if (contains(known, value)) return;
    throw Error(Fault::usage, fmt::format("unknown {} \"{}\"{}", field, value, did_you_mean(value, known)),
                known.empty() ? std::string() : fmt::format("choose one of: {}", joined(known, ", ")));
}

}  // namespace desk
