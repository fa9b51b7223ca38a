#include "core/month/closed_changes.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/contains.hpp"
#include "core/month/corrections.hpp"

namespace desk {
namespace {

using ByPlace = std::map<std::pair<std::string, Month>, ClosedChange>;

/// Adds what the month comes to on a side, or takes it away.
class Sum {
public:
    Sum(ByPlace& changes, const ClosedSide& side, bool is_added) : changes_(changes), side_(side), is_added_(is_added) {}

    void add(Month month) {
        const auto& [desk, closed, watched, uptime_of] = side_.sources;
        for (const auto& [whom, amount] : net_of(reckoned(month_hours(side_.entries, month, desk), desk)))
            change_of(whom.first, month).charged += with_sign(amount);
        if (!std::ranges::binary_search(watched, month)) return;
        for (const auto& client : desk.clients)
            if (const auto credit = credit_for(client, uptime_of(client.name, month), desk))
                change_of(client.name, month).credit += with_sign(credit->amount);
    }

private:
    ClosedChange& change_of(const std::string& client, Month month) {
        return changes_.try_emplace({client, month}, ClosedChange{client, month, {}, {}}).first->second;
    }

    Money with_sign(const Money& amount) const { return is_added_ ? amount : -amount; }

    ByPlace& changes_;
    const ClosedSide& side_;
    bool is_added_;
};

}  // namespace

MonthSpan months_needed_by_closed(const BillingSources& sources) {
    const auto& closed = sources.closed;
    MonthSpan span{closed.begin()->first, closed.rbegin()->first};
    for (const auto& [month, stated] : closed) span = united(span, months_needed(sources.desk, month));
    return span;
}

std::vector<ClosedChange> closed_changes(const ClosedSide& before, const ClosedSide& after) {
    ByPlace changes;
    Sum was(changes, before, false), is(changes, after, true);
    for (const auto& [month, stated] : after.sources.closed) {
        was.add(month);
        is.add(month);
    }
    std::vector<ClosedChange> all;
    for (auto& [place, change] : changes)
        if (!change.charged.all().empty() || !change.credit.all().empty()) all.push_back(std::move(change));
    return all;
}

}  // namespace desk
