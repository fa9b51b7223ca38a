#include "core/find/sort.hpp"

#include <algorithm>
#include <compare>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"
#include "core/find/query.hpp"

namespace desk {
namespace {

/// A ticket with the rank of its priority, and where it is asked for, its due time; none comes last.
struct Ranked {
    ListedTicket listed;
    std::size_t rank;
    Instant due;

    const Ticket& ticket() const { return *listed.ticket; }
};

using Compare = std::strong_ordering (*)(const Ranked& a, const Ranked& b);

struct SortKey {
    std::string name;
    Compare compare;
    bool clocks = false;
};

template <auto member>
std::strong_ordering by_header(const Ranked& a, const Ranked& b) {
    return a.ticket().now.*member <=> b.ticket().now.*member;
}

template <auto member>
std::strong_ordering by_text(const Ranked& a, const Ranked& b) {
    return a.ticket().*member <=> b.ticket().*member;
}

const std::vector<SortKey>& keys() {
    static const std::vector<SortKey> all{
        {"priority", [](const Ranked& a, const Ranked& b) { return a.rank <=> b.rank; }},
        {"opened", [](const Ranked& a, const Ranked& b) { return a.ticket().opened <=> b.ticket().opened; }},
        {"due", [](const Ranked& a, const Ranked& b) { return a.due <=> b.due; }, true},
        {"id", by_text<&Ticket::id>},
        {"client", by_text<&Ticket::client>},
        {"status", by_header<&Lifecycle::status>},
        {"assignee", by_header<&Lifecycle::assignee>},
        {"tier", by_header<&Lifecycle::tier>},
        {"kind", by_header<&Lifecycle::kind>},
        {"title", by_text<&Ticket::title>},
    };
    return all;
}

struct Order {
    Compare compare;
    bool clocks;
    bool reversed;
};

std::vector<Order> orders_from(std::string_view by) {
    std::vector<Order> orders;
    for (auto name : split(by, ',')) {
        const bool reversed = name.starts_with('-');
        if (reversed) name.remove_prefix(1);
        const auto key = std::ranges::find(keys(), name, &SortKey::name);
        if (key == keys().end())
            throw Error(Fault::usage, fmt::format("unknown sort key \"{}\"{}", name, did_you_mean(name, sort_keys())),
                        fmt::format("choose one of: {}", joined(sort_keys(), ", ")));
        orders.push_back({key->compare, key->clocks, reversed});
    }
    return orders;
}

bool asks_for_clocks(const std::vector<Order>& orders) { return std::ranges::any_of(orders, &Order::clocks); }

}  // namespace

const std::vector<std::string>& sort_keys() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& key : keys()) all.push_back(key.name);
        return all;
    }();
    return names;
}

bool sorts_by_clocks(std::string_view by) { return asks_for_clocks(orders_from(by)); }

void sort(std::vector<ListedTicket>& tickets, std::string_view by, const Desk& desk) {
    const auto orders = orders_from(by);
    const bool by_clocks = asks_for_clocks(orders);
    // The rank of a priority is looked up by name: once for each ticket, not for each comparison.
    std::vector<Ranked> ranked;
    ranked.reserve(tickets.size());
    for (const auto& each : tickets) {
        const auto due = by_clocks ? each.clocks.value().due.value_or(Instant::max()) : Instant();
        ranked.push_back({each, rank_of(desk, *each.ticket), due});
    }
    std::ranges::sort(ranked, [&](const Ranked& a, const Ranked& b) {
        for (const auto& order : orders)
            if (const auto result = order.compare(a, b); result != 0) return order.reversed ? result > 0 : result < 0;
        return a.ticket().id < b.ticket().id;
    });
    std::ranges::transform(ranked, tickets.begin(), &Ranked::listed);
}

}  // namespace desk
