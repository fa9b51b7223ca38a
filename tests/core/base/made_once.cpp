#include "core/base/made_once.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/all_cores.hpp"

using namespace desk;

TEST_CASE("what is made once is made once, for all who ask at the same time") {
    const MadeOnce<std::string> name;
    std::atomic<int> made = 0;
    on_all_cores(64, [&] {
        return [&](std::size_t) {
            const auto& same = name.get([&] {
                ++made;
                return std::string("acme");
            });
            if (same != "acme") made += 100;
        };
    });
    CHECK(made == 1);
}

TEST_CASE("where making it fails, whoever asks is told, and the next one tries again") {
    const MadeOnce<std::vector<int>> numbers;
    CHECK_THROWS_AS(numbers.get([]() -> std::vector<int> { throw std::runtime_error("no disk"); }), std::runtime_error);
    CHECK(numbers.get([] { return std::vector{1, 2}; }).size() == 2);
}
