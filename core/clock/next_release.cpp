#include "core/clock/next_release.hpp"

#include <algorithm>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/priority.hpp"

namespace desk {
namespace {

void take_first(std::optional<Instant>& first, Instant at) {
    if (!first || at < *first) first = at;
}

}  // namespace

std::optional<Instant> Release::complete() const {
    if (!offered || !promised) return {};
    return std::max(*offered, *promised);
}

Release release_in(const Timeline& timeline, const Period& within, std::span<const std::string> offers) {
    Release release;
    for (const auto& given : timeline.given) {
        const bool is_offer = contains(offers, given.what);
        const bool is_fix = given.resolved && !is_offer;
        if (is_fix && given.at < within.from) release.since = given.at;
        if (given.at < within.from || given.at > within.until) continue;
        if (is_offer) take_first(release.offered, given.at);
        if (is_fix) take_first(release.fixed, given.at);
    }
    const auto promises = promises_for(timeline, "fix", {release.since, within.until});
    if (!promises.empty()) release.promised = promises.front()->at;
    return release;
}

std::vector<std::string> missing_in(const Release& release, std::span<const std::string> offers) {
    std::vector<std::string> missing;
    if (release.fixed) return missing;
    if (!release.offered) missing.push_back(joined(offers, " or "));
    if (!release.promised) missing.emplace_back("date");
    return missing;
}

const std::vector<std::string>& offers_of(const Policy& policy, const Timeline::Hold& hold) {
    static const Policy::Priority plain{};
    const auto* priority = priority_named(policy, hold.priority);
    return priority ? priority->offers : plain.offers;
}

std::optional<Instant> fixed_from(const Timeline& timeline, Instant from, std::span<const std::string> offers) {
    const auto found = std::ranges::find_if(timeline.given, [&](const Timeline::Given& given) {
        return given.resolved && given.at >= from && !contains(offers, given.what);
    });
    if (found == timeline.given.end()) return {};
    return found->at;
}

std::vector<const Timeline::Promise*> promises_for(const Timeline& timeline, std::string_view what, const Period& within) {
    std::vector<const Timeline::Promise*> found;
    for (const auto& promise : timeline.promises)
        if ((promise.what.empty() || promise.what == what) && promise.at >= within.from && promise.at <= within.until)
            found.push_back(&promise);
    return found;
}

}  // namespace desk
