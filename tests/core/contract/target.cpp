#include "core/contract/target.hpp"

#include <doctest/doctest.h>

using namespace desk;
using Form = Target::Form;

namespace {

Target target(std::string_view text) {
    const auto found = target_from(text);
    REQUIRE_MESSAGE(found, text);
    return *found;
}

}  // namespace

TEST_CASE("a target is read in every form that contracts use") {
    CHECK(target("1 hour") == Target{Form::time, std::chrono::hours(1), 0});
    CHECK(target("30 minutes") == Target{Form::time, Minutes(30), 0});
    CHECK(target("36 seconds") == Target{Form::time, Seconds(36), 0});
    CHECK(target("7.5 hours") == Target{Form::time, Minutes(450), 0});
    CHECK(target("4 business hours") == Target{Form::business_time, std::chrono::hours(4), 0});
    CHECK(target("30 business minutes") == Target{Form::business_time, Minutes(30), 0});
    CHECK(target("1 working day") == Target{Form::working_days, Seconds(0), 1});
    CHECK(target("2 working days") == Target{Form::working_days, Seconds(0), 2});
    CHECK(target("same business day").form == Form::same_business_day);
    CHECK(target("next business day").form == Form::next_business_day);
    CHECK(target("next morning").form == Form::next_morning);
    CHECK(target("agreed").form == Form::agreed);
    CHECK(target("next release").form == Form::next_release);
    CHECK(target("none").form == Form::none);
}

TEST_CASE("a length of time means in a target what it means everywhere") {
    for (const auto* text : {"90 minutes", "1h30", "1h 30m", "1.5 hours", "1:30"}) {
        CAPTURE(text);
        CHECK(target_from(text) == Target{Target::Form::time, Minutes(90), 0});
    }
    CHECK(target_from("4h") == target_from("4 hours"));
}

TEST_CASE("what is no target is not taken for one") {
    for (const auto* text :
         {"", "soon", "hour", "1", "0 hours", "0 working days", "-1 hours", "1.5 working days", "+2 working days",
          "9999 working days", "99999999999 working days", "2 business days", "business 4 hours", "1h business 30m", "7 days",
          "business hours", "4 business", "4 business business hours", "Agreed"}) {
        CAPTURE(text);
        CHECK_FALSE(target_from(text));
    }
}

TEST_CASE("a target is written in one spelling, which is read again") {
    for (const auto* text :
         {"1 hour", "8 hours", "90 minutes", "36 seconds", "4 business hours", "1 business minute", "1 working day",
          "2 working days", "same business day", "next business day", "next morning", "agreed", "next release", "none"}) {
        CHECK(to_text(target(text)) == text);
        CHECK(target_from(to_text(target(text))) == target(text));
    }
    CHECK(to_text(target("60 minutes")) == "1 hour");
    CHECK(to_text(target("7.5 hours")) == "450 minutes");
    CHECK(to_text(target("1 working days")) == "1 working day");
}

TEST_CASE("a goal of several targets says how they are joined") {
    const Goal any{Goal::Join::any, {target("next morning"), target("24 hours")}};
    CHECK(to_text(any) == "next morning or 24 hours");
    CHECK(to_text(Goal{Goal::Join::all, {target("2 working days"), target("agreed")}}) == "2 working days and agreed");
    CHECK(to_text(Goal{Goal::Join::all, {target("1 hour")}}) == "1 hour");
    CHECK(has(any, Form::next_morning));
    CHECK_FALSE(has(any, Form::agreed));
}
