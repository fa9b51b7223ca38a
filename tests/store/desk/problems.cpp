#include "store/desk/problems.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "store/toml/reader.hpp"

namespace desk {
namespace {

const Problem early{{"clients/acme.toml", 2, 1}, "a tab"};
const Problem late{{"tickets/2026/11/2611-AAAAA.yaml"}, "is gone"};

}  // namespace

TEST_CASE("what cannot be read is kept once, by place, whoever reports it") {
    Problems problems;
    const auto report = [&] {
        for (int i = 0; i < 1000; ++i) {
            problems.add(late);
            problems.add({early, late});
        }
    };
    std::thread other(report);
    report();
    other.join();
    CHECK(problems.all() == std::vector{early, late});
    CHECK(problems.take() == std::vector{early, late});
    CHECK(problems.all().empty());
}

TEST_CASE("a file that is refused is a problem with its place, or at least with its name") {
    Problems problems;
    problems.add_from("a.toml", [] { throw Malformed(Problem{{"a.toml", 3, 7}, "a tab"}); });
    problems.add_from("b.toml", [] { throw Error(Fault::io, "b.toml: cannot be read"); });
    problems.add_from("c.toml", [] {});
    CHECK(problems.all() == std::vector{Problem{{"a.toml", 3, 7}, "a tab"}, Problem{{"b.toml"}, "cannot be read"}});
}

}  // namespace desk
