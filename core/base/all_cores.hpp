#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <span>
#include <thread>
#include <type_traits>
#include <vector>

namespace desk {

/// Calls `make_work()(i)` once for every i below `count`, on all cores, in any order; each thread has a `make_work()` of its own.
/// When all are done, throws what one of them threw.
template <class MakeWork>
void on_all_cores(std::size_t count, const MakeWork& make_work) {
    constexpr std::size_t most_threads = 8;
    std::atomic<std::size_t> next = 0;
    const auto run = [&] {
        auto work = make_work();
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    const auto cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads);
    std::vector<std::future<void>> others;
    // No launch policy: if no thread can be started, the work is done here.
    for (std::size_t i = 1; i < std::min(cores, count); ++i) others.push_back(std::async(run));
    run();
    for (auto& other : others) other.get();
}

/// The result of `compute(item)` for each, in their order.
template <class Item, class Compute>
auto computed_on_all_cores(std::span<Item> items, const Compute& compute) {
    constexpr std::size_t items_per_piece = 64;  // for less a thread would not pay off
    std::vector<std::decay_t<std::invoke_result_t<const Compute&, Item&>>> values(items.size());
    on_all_cores((items.size() + items_per_piece - 1) / items_per_piece, [&] {
        return [&](std::size_t piece) {
            const auto end = std::min(items.size(), (piece + 1) * items_per_piece);
            for (auto i = piece * items_per_piece; i < end; ++i) values[i] = compute(items[i]);
        };
    });
    return values;
}

}  // namespace desk
