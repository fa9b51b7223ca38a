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
    acme.hours = {Seconds(72'000), Seconds(60), Seconds(61), Seconds(72'123), Seconds(63), Seconds(64), Seconds(2)};
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
    CHECK(closings_of(store).months.empty());
    Change change(store, {});
    stage_closed_month(change, closed_month());
    change.commit();
    const auto read = closings_of(store).months;
    REQUIRE(read.size() == 1);
    CHECK(read.at(in_november) == closed_month());
}

TEST_CASE("a closed month that cannot be read is a problem of the store") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    const auto store = Store::find(scratch.path);
    scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\n");
    const auto problem = [&] {
        closings_of(store);
        const auto problems = store.problems().take();
        return problems.size() == 1 ? std::string(failure(problems.front()).what()) : std::string();
    };
    CHECK(problem() == "statements/2026-11.toml:1:1: the file needs by, as in: by = \"sam\"");
    scratch.write("statements/november.toml", "");
    scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\nby = \"sam\"\n");
    CHECK(problem() == "statements/november.toml: is not named as `desk hours close` does");
}

TEST_CASE("figures that no month could have are a problem of the store") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    const auto store = Store::find(scratch.path);
    const auto problem = [&](const std::string& figures) {
        scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\nby = \"sam\"\n[[statement]]\n" + figures);
        closings_of(store);
        const auto problems = store.problems().take();
        return problems.empty() ? std::string() : problems.front().what;
    };
    CHECK(problem("used = 9223372036854775807\n").ends_with("used must be from 0 to 1000000000000 seconds"));
    CHECK(problem("not_counted = -1\n").ends_with("not_counted must be from 0 to 1000000000000 seconds"));
    CHECK(problem("cap = 3600\nused = 3601\n").ends_with("more is used than the cap and what was carried"));
    CHECK(problem("cap = 3600\nused = 3599\nover = 1\n")
              .ends_with("what is over is not what is used above the cap and what was carried"));
    CHECK(problem("used = 1\nover = 1\n").ends_with("something is over, but there is no cap"));
    CHECK(problem("cap = 0\nover = 1\nunagreed = 2\n").ends_with("more is unagreed than is over"));
    CHECK(problem("client = \"acme\"\n[[statement]]\nclient = \"acme\"\n").ends_with("acme already has a statement"));
    CHECK(problem("client = \"acme\"\n[[statement]]\nclient = \"blue\"\ncap = 0\nover = 1\n").empty());
}

TEST_CASE("a closing of an older desk, whose used hours are those under the cap, is read as a new one") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    const auto store = Store::find(scratch.path);
    const auto hours_of = [&](const std::string& figures) {
        scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\nby = \"sam\"\n[[statement]]\n" + figures);
        return closings_of(store).months.at(in_november).statements.front().hours;
    };
    const auto hours = hours_of("cap = 3600\ncarried = 60\nused = 3660\nover = 7\n");
    CHECK(hours.used == Seconds(3667));
    CHECK(hours == hours_of("cap = 3600\ncarried = 60\nused = 3667\nover = 7\n"));
    CHECK(hours_of("cap = 0\nover = 7\n").used == Seconds(7));
    CHECK(hours_of("cap = 3600\nused = 3600\n").used == Seconds(3600));
    CHECK(store.problems().all().empty());
}

TEST_CASE("of two closings of a month the first holds, and what the second says otherwise is told") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    const auto store = Store::find(scratch.path);
    const auto stage = [&](const ClosedMonth& closed) {
        Change change(store, {});
        stage_closed_month(change, closed);
        change.commit();
    };
    auto second = closed_month(), third = closed_month();
    second.at += hours(1);
    second.by = "kim";
    stage(second);
    stage(closed_month());
    CHECK(closings_of(store).months.at(in_november) == closed_month());
    CHECK(closings_of(store).with_other_figures.empty());
    third.at += hours(2);
    third.statements.back().hours.not_counted += Seconds(1);
    stage(third);
    const auto known = closings_of(store);
    CHECK(known.months.at(in_november) == closed_month());
    REQUIRE(known.with_other_figures.at(in_november).size() == 1);
    CHECK(known.with_other_figures.at(in_november).front() ==
          "2026-11 was closed by sam at 2026-12-01T09:00:00.000Z, which applies, and with other figures by sam at "
          "2026-12-01T11:00:00.000Z: acme \"& Sons\"");
    CHECK(store.folder().names("statements").size() == 3);
}

TEST_CASE("a closing that is named by its month alone, as all were once, is read and renamed") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    scratch.write("statements/2026-11.toml", "at = \"2026-12-01T09:00:00.000Z\"\nby = \"sam\"\n");
    const auto store = Store::find(scratch.path);
    CHECK(closings_of(store).months.contains(in_november));
    Change change(store, {});
    CHECK(stage_moved_closings(change, store) == std::vector<std::string>{"statements/2026-11.toml"});
    change.commit();
    REQUIRE(store.folder().names("statements").size() == 1);
    CHECK(store.folder().names("statements").front().starts_with("2026-11-20261201T090000Z-"));
    CHECK(closings_of(store).months.contains(in_november));
    CHECK(store.problems().all().empty());
}

TEST_CASE("an agreement has a file of its own, and that of the client stays as it is") {
    Scratch scratch;
    scratch.write("desk.toml", head + kinds);
    const std::string acme =
        "# Acme of London\nname = \"Acme\"\n[[agreed]]\nmonth = \"2026-11\"\nlimit = \"1 hour\"\n"
        "by = \"Joe\"\non = \"2026-11-24\"\n";
    scratch.write("clients/acme.toml", acme);
    const auto store = Store::find(scratch.path);
    const Client::Agreed agreed{in_november, hours(10), "change", "Jane \"JD\" Doe", 2026y / 11 / 24, at("2026-11-24T09:00Z"),
                                "sam"};
    for (const auto* client : {"acme", "blue"}) {
        Change change(store, {});
        stage_agreement(change, store, client, agreed);
        change.commit();
    }
    CHECK(scratch.read("clients/acme.toml") == acme);
    const auto again = Store::find(scratch.path);
    REQUIRE(again.desk().clients.size() == 2);
    CHECK(again.desk().clients.front().agreed.size() == 2);
    for (const auto& client : again.desk().clients) CHECK(client.agreed.back() == agreed);
}

TEST_CASE("an agreement that cannot be read is a problem of its client") {
    Scratch scratch;
    scratch.write("desk.toml", head);
    scratch.write("clients/acme.toml", "name = \"Acme\"\n");
    scratch.write("clients/blue.toml", "name = \"Blue\"\n");
    scratch.write("agreements/acme-20261124T090000Z-0123456789.toml", "month = 1\n");
    scratch.write("agreements/acme.toml", "");
    const auto store = Store::find(scratch.path);
    CHECK(store.desk().clients.front().broken.has_value());
    CHECK(!store.desk().clients.back().broken);
    CHECK(store.problems().all().size() == 2);
}
