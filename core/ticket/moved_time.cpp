#include "core/ticket/moved_time.hpp"

#include <algorithm>
#include <set>

namespace desk {

MovedTime moved_time(const Ticket& ticket) {
    MovedTime moved;
    for (const auto& event : ticket.log)
        if (const auto* work = as<did::Work>(event); work && !work->moved.empty()) moved.here_from.push_back(work->moved);
    for (const auto& event : ticket.log.recorded()) {
        const auto* revision = as<did::Work>(event) ? ticket.log.revision_of(event) : nullptr;
        const auto* correct = revision ? as<did::Correct>(*revision) : nullptr;
        if (correct && !correct->moved.empty()) moved.away_to.push_back(correct->moved);
    }
    return moved;
}

std::vector<CountedTwice> counted_twice(const std::map<Reference, MovedTime>& moved) {
    const auto entries_moved = [&](const std::string& from, const std::string& to) -> std::ptrdiff_t {
        const auto reference = Reference::canonical(from);
        const auto left = reference ? moved.find(*reference) : moved.end();
        return left == moved.end() ? 0 : std::ranges::count(left->second.away_to, to);
    };
    std::vector<CountedTwice> twice;
    for (const auto& [ticket, each] : moved)
        for (const auto& from : std::set(each.here_from.begin(), each.here_from.end()))
            if (std::ranges::count(each.here_from, from) > entries_moved(from, ticket.text())) twice.push_back({ticket, from});
    return twice;
}

}  // namespace desk
