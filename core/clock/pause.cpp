#include "core/clock/pause.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace desk {

std::string text_of(const Pause& pause) {
    switch (pause.cause) {
        case Pause::Cause::resolved: return "resolved until reopened";
        case Pause::Cause::suspended: return "support ceased: the hours of the month are used up";
        case Pause::Cause::out_of_scope: return "out of scope";
        case Pause::Cause::clients_tier: return fmt::format("tier {} is run by the client", pause.tier);
        case Pause::Cause::wait: break;
    }
    return fmt::format("waiting for {}", pause.whom);
}

std::vector<Pause> united(std::vector<Pause> pauses, const Period& within) {
    std::ranges::stable_sort(pauses, {}, [](const Pause& each) { return each.time.from; });
    std::vector<Pause> all;
    all.reserve(pauses.size());
    auto from = within.from;
    for (auto& each : pauses) {
        each.time = {std::max(each.time.from, from), std::min(each.time.until, within.until)};
        if (each.time.from >= each.time.until) continue;
        from = each.time.until;
        all.push_back(each);
    }
    return all;
}

std::vector<Period> times_of(const std::vector<Pause>& pauses) {
    std::vector<Period> times;
    times.reserve(pauses.size());
    for (const auto& each : pauses) times.push_back(each.time);
    return times;
}

}  // namespace desk
