#include "core/contract/condition.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Ticket answered(const std::string& item, const std::string& text) {
    return ticket({event("2026-11-20T09:10Z", did::Answer{item, text})});
}

}  // namespace

TEST_CASE("a condition without words always holds") { CHECK(matches({}, fresh())); }

TEST_CASE("a condition holds when every key has one of its words") {
    const auto made = answered("impact", "team");
    CHECK(matches({{{"kind", {"howto"}}}}, made));
    CHECK(matches({{{"kind", {"fault", "howto"}}, {"impact", {"team"}}}}, made));
    CHECK(!matches({{{"kind", {"fault"}}, {"impact", {"team"}}}}, made));
    CHECK(!matches({{{"kind", {"howto"}}, {"impact", {"site"}}}}, made));
    CHECK(!matches({{{"impact", {"Team"}}}}, made));
    CHECK(!matches({{{"impact", {}}}}, made));
}

TEST_CASE("what was not answered is none of the words") { CHECK(!matches({{{"impact", {"team"}}}}, fresh())); }

TEST_CASE("the last answer counts") {
    const auto made = ticket({event("2026-11-20T09:10Z", did::Answer{"impact", "team"}),
                              event("2026-11-20T09:20Z", did::Answer{"impact", "site"}),
                              event("2026-11-20T09:30Z", did::Answer{"since", "Monday"})});
    CHECK(fact(made, "impact") == "site");
    CHECK(fact(made, "since") == "Monday");
    CHECK(fact(made, "steps").empty());
}

TEST_CASE("the words of the header are looked up there, whatever was answered") {
    auto made = ticket({event("2026-11-20T09:10Z", did::Answer{"kind", "fault"}),
                        event("2026-11-20T09:20Z", did::Scope{"out", "hardware"}),
                        event("2026-11-20T09:30Z", did::Escalate{1, 2, "", "", ""})});
    made.product = "Payroll";
    CHECK(fact(made, "client") == "acme");
    CHECK(fact(made, "product") == "Payroll");
    CHECK(fact(made, "channel") == "email");
    CHECK(fact(made, "kind") == "howto");
    CHECK(fact(made, "priority") == "medium");
    CHECK(fact(made, "tier") == "2");
    CHECK(fact(made, "scope") == "out");
    CHECK(fact(fresh(), "scope") == "in");
    made.now.tier = 0;
    CHECK(fact(made, "tier").empty());
}

TEST_CASE("a condition is said in words") {
    CHECK(to_text(Condition{}).empty());
    CHECK(to_text(Condition{{{"kind", {"fault"}}, {"impact", {"team", "site"}}}}) == "kind fault, impact team or site");
}
