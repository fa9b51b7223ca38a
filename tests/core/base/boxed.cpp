#include "core/base/boxed.hpp"

#include <string>
#include <type_traits>

#include <doctest/doctest.h>

using namespace desk;

namespace {

struct Declared;
struct Holder {
    Boxed<std::string> name;
    const Boxed<Declared>* other = nullptr;  // what is not complete can be held
};

}  // namespace

TEST_CASE("a box is copied, assigned and compared like what is in it") {
    Boxed<std::string> first;
    CHECK(first->empty());
    *first = "acme";
    auto second = first;
    CHECK(second == first);
    *second += " ltd";
    CHECK(*first == "acme");
    CHECK_FALSE(second == first);
    first = second;
    *second = "";
    CHECK(*first == "acme ltd");
    const auto& same = first;
    first = same;
    CHECK(*first == "acme ltd");
    const auto moved = std::move(first);
    CHECK(moved->size() == 8);
}

TEST_CASE("what is in a box is const where the box is") {
    static_assert(std::is_same_v<decltype(*std::declval<const Boxed<std::string>&>()), const std::string&>);
    static_assert(std::is_nothrow_move_constructible_v<Boxed<std::string>>);
    CHECK(Holder().other == nullptr);
}
