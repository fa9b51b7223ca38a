#include "cli/recording/work_time.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/month/work_times.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

/// What the person has logged for the same time, on this ticket and on others.
std::vector<Overlap> work_beside(const Ticket& ticket, const std::string& who, const Period& worked, Context& context) {
    const auto& zone = context.policy().zone;
    auto all = overlaps(ticket, who, worked, context.desk());
    const auto others = context.store().map({Depth::whole, MonthFilter(months_beside(worked, zone), zone),
                                             [&](const Ticket& other) { return other.id != ticket.id; }},
                                            [&](const Ticket& other) {
                                                auto with = overlaps(other, who, worked, context.desk());
                                                return with.empty() ? std::nullopt : std::optional(std::move(with));
                                            });
    for (const auto& with : others.values) all.insert(all.end(), with.begin(), with.end());
    return all;
}

}  // namespace

void mind_the_time(const Ticket& ticket, const std::string& who, const Period& worked, Context& context) {
    constexpr std::size_t most = 3;
    const auto& zone = context.policy().zone;
    for (const auto& caution : cautions_on_time(ticket, worked, context.now, zone)) context.out.warn(caution);
    const auto beside = work_beside(ticket, who, worked, context);
    if (beside.empty()) return;
    std::vector<std::string> lines;
    for (const auto& [reference, title, both] : std::span(beside).first(std::min(most, beside.size())))
        lines.push_back(fmt::format("{} from {} on {} {}", hours_text(std::chrono::floor<Seconds>(both.until - both.from)),
                                    shown(zone, both.from), reference.code(), title));
    if (beside.size() > most) lines.push_back(fmt::format("and {} more", beside.size() - most));
    context.out.warn(fmt::format("{} has logged other work for the same time", who), joined(lines, "\n"));
}

void mind_the_work(const Ticket& ticket, const std::string& who, const did::Work& spent, Context& context) {
    for (const auto& caution : cautions_on_work(ticket, spent, context.terms(ticket).policy)) context.out.warn(caution);
    const auto began = spent.began.value_or(context.now - spent.minutes);
    mind_the_time(ticket, who, {began, began + spent.minutes}, context);
}

}  // namespace desk::cli
