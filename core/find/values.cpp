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

std::optional<Stretch> stretch_from(std::string_view text, const Zone& zone, Instant now, Looking looking) {
    if (const auto month = month_from(text)) return Stretch{zone.start(*month), zone.start(*month + std::chrono::months(1))};
    if (const auto day = day_meant(text, zone, now, looking))
        return Stretch{zone.start(*day), zone.start(Day{std::chrono::sys_days(*day) + std::chrono::days(1)})};
    return std::nullopt;
}

std::strong_ordering order_of(Instant at, const Stretch& stretch) {
    return at < stretch.from     ? std::strong_ordering::less
           : at >= stretch.until ? std::strong_ordering::greater
                                 : std::strong_ordering::equal;
}

void refuse_filter(std::string_view field, std::string_view value, const std::string& hint) {
    throw Error(Fault::usage, fmt::format("\"{}:{}\" is no filter", field, value), hint);
}

void must_be_known(std::string_view field, std::string_view value, const std::vector<std::string>& known) {
    if (contains(known, value)) return;
    throw Error(Fault::usage, fmt::format("there is no {} \"{}\"{}", field, value, did_you_mean(value, known)),
                known.empty() ? std::string() : fmt::format("it is one of: {}", joined(known, ", ")));
}

}  // namespace desk
