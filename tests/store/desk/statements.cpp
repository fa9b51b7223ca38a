#include "store/desk/statements.hpp"

#include <chrono>

#include <doctest/doctest.h>

#include "tests/store/policies.hpp"
#include "tests/store/scratch.hpp"

using namespace desk;
using namespace desk::test;
using namespace std::chrono;

namespace {

constexpr Month in_november = 2026y / November;

Instant at(std::string_view text) { return instant_from(text).value(); }

ClosedMonth closed_month() {
    using What = StatementLine::What;
    ClosedMonth closed{in_november, at("2026-12-01T09:00Z"), "sam", {}, {}};
    closed.statements.push_back({"", {}, {}});
    const Currency gbp{"GBP", 2};
    Statement acme{"acme \"& Sons\"", gbp};
    acme.hours = {Seconds(72'000), Seconds(60), Seconds(61), Seconds(72'060), Seconds(63), Seconds(64), Seconds(2)};
    acme.unpriced = Seconds(5);
    acme.lines = {{What::charge, "support", {}, {}, Seconds(0), {}, {}, {500'000, gbp}},
                  {What::over,
                   "Line one\ttab",
                   Reference::canonical("2611-K7QF4"),
                   at("2026-11-20T09:00Z"),
                   Seconds(61),
                   Money{20'000, gbp},
                   {},
                   {339, gbp}},
                  {What::correction, "of 2026-10", {}, {}, Seconds(0), {}, 2026y / October, {-1, gbp}}};
    closed.statements.push_back(acme);
    closed.weeks = {{"acme", 2026y / 11 / 23, Seconds(3600), Seconds(0)}, {"", 2026y / 11 / 23, Seconds(0), Seconds(60)}};
    return closed;
}

}  // namespace

TEST_CASE("a month that was closed is read as it was written") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    const auto store = Store::find(scratch.path);
    CHECK(closed_months(store).empty());
    Change change(store, {});
    stage_closed_month(change, closed_month());
    change.commit();
    const auto read = closed_months(store);
    REQUIRE(read.size() == 1);
    CHECK(read.at(in_november) == closed_month());
}

TEST_CASE("a closed month that cannot be read is a problem of the store") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    const auto store = Store::find(scratch.path);
    scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\n");
    const auto problem = [&] {
        closed_months(store);
        const auto problems = store.problems().take();
        return problems.size() == 1 ? std::string(failure(problems.front()).what()) : std::string();
    };
    CHECK(problem() == "statements/2026-11.toml:1:1: the file needs by, as in: by = \"sam\"");
    scratch.write("statements/november.toml", "");
    scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\nby = \"sam\"\n");
    CHECK(problem() == "statements/november.toml: is not named by a month, as in: 2026-11.toml");
}

TEST_CASE("an agreement is added to the client's file and leaves the rest of it alone") {
    Scratch scratch;
    scratch.write("desk.toml", head + kinds);
    scratch.write("clients/acme.toml", "# Acme of London\nname = \"Acme\"  # Ltd");
    const auto store = Store::find(scratch.path);
    const Client::Agreed agreed{in_november, hours(10), "change", "Jane \"JD\" Doe", 2026y / 11 / 24};
    for (const auto* client : {"acme", "blue"}) {
        Change change(store, {});
        stage_agreement(change, store, client, agreed);
        change.commit();
    }
    CHECK(scratch.read("clients/acme.toml") ==
          "# Acme of London\nname = \"Acme\"  # Ltd\n\n[[agreed]]\nmonth = \"2026-11\"\nlimit = \"600 minutes\"\nkind  = "
          "\"change\"\n"
          "by    = \"Jane \\\"JD\\\" Doe\"\non    = \"2026-11-24\"\n");
    const auto again = Store::find(scratch.path);
    REQUIRE(again.desk().clients.size() == 2);
    for (const auto& client : again.desk().clients) CHECK(client.agreed == std::vector{agreed});
}

TEST_CASE("an agreement is not added to a client's file that is broken") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    scratch.write("clients/acme.toml", "name = 1\n");
    const auto store = Store::find(scratch.path);
    Change change(store, {});
    CHECK(refusal_of([&] {
              stage_agreement(change, store, "acme", {in_november, hours(1), "", "Jane", 2026y / 11 / 24});
          }) == "clients/acme.toml:1:8: name must be text, as in: name = \"Acme Ltd\"");
    CHECK(change.empty());
}
