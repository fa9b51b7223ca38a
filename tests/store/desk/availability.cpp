#include "store/desk/availability.hpp"

#include <doctest/doctest.h>

#include "store/yaml/canonical_writer.hpp"
#include "tests/nasty_strings.hpp"
#include "tests/store/policies.hpp"
#include "tests/store/scratch.hpp"

using namespace desk;
using desk::test::Scratch;

namespace {

Instant at(std::string_view text) { return instant_from(text).value(); }

std::string refusal(const std::string& yaml) {
    std::vector<Problem> problems;
    if (availability_from(yaml, "availability/2026-11.yaml", problems)) return "accepted";
    const auto& [where, what] = problems.front();
    return std::to_string(where.line) + ":" + std::to_string(where.column) + ": " + what;
}

const std::string begins = "from: 2026-11-03T10:00:00.000Z";

}  // namespace

TEST_CASE("availability is read as it was written, whatever the texts are") {
    for (const auto& text : nasty_strings(TEST_CASES)) {
        Availability said;
        said.outages = {{at("2026-11-03T10:00Z"), at("2026-11-03T10:39Z"), "sam", text, "", at("2026-11-03T10:40Z")},
                        {at("2026-11-04T10:00Z"), {}, "kim", std::string(), "acme"}};
        said.maintenance = {{at("2026-11-10T21:00Z"), at("2026-11-10T21:30Z"), at("2026-11-01T09:00Z"), "os", "sam", text, ""},
                            {at("2026-11-11T21:00Z"), at("2026-11-11T21:30Z"), {}, "", "", "", ""}};
        said.ends = {{at("2026-11-04T10:00Z"), "acme", at("2026-11-04T11:00Z"), "sam", text, at("2026-11-04T11:01Z")}};
        std::vector<Problem> problems;
        const auto yaml = to_yaml(said);
        const auto read = availability_from(yaml, "x", problems);
        REQUIRE_MESSAGE(problems.empty(), text);
        REQUIRE(read == said);
        REQUIRE(to_yaml(*read) == yaml);
    }
    CHECK(to_yaml(Availability()).empty());
}

TEST_CASE("what is wrong in a file of availability is told with its place") {
    CHECK(refusal("outages:\n- " + begins + "\n") == "accepted");
    CHECK(refusal("outage:\n- " + begins + "\n") == "1:1: unknown key `outage`, did you mean \"outages\"?");
    CHECK(refusal("outages:\n- form: 2026-11-03T10:00:00.000Z\n") == "2:3: unknown key `form`, did you mean \"from\"?");
    CHECK(refusal("outages:\n- until: 2026-11-03T10:00:00.000Z\n") == "2:3: `from` is missing");
    CHECK(refusal("maintenance:\n- " + begins + "\n") == "2:3: `until` is missing");
    CHECK(refusal("outages:\n- from: yesterday\n") == "2:9: `from` must be a time with its zone, as in 2026-11-20T09:14:03.217Z");
    CHECK(refusal("outages:\n- from: 1999-12-31T23:59:59.999Z\n") == "2:9: `from` is outside the years 2000 to 2099");
    CHECK(refusal("outages:\n- " + begins + "\n  until: 2100-01-01T00:00:00.000Z\n") ==
          "3:10: `until` is outside the years 2000 to 2099");
    CHECK(refusal("outages:\n- " + begins + "\n  until: 2026-11-03T10:00:00.000Z\n") == "2:3: it ends before it begins");
    CHECK(refusal("outages:\n- " + begins + "\n  text: [a]\n") == "3:9: `text` must be a text");
    CHECK(refusal("outages: none\n") == "1:10: `outages` must be a list");
    CHECK(refusal("- " + begins + "\n") == "1:1: a map is wanted here");
    CHECK(refusal("outages:\n- " + begins + "\n  from: x\n") == "3:3: the key `from` is here a second time");
    CHECK(refusal("outages: &a\n- " + begins + "\n") == "1:10: an anchor, which desk does not accept");
}

TEST_CASE("each record has a file of its own, named by its time and by what it says") {
    Scratch scratch;
    scratch.write("desk.toml", test::head);
    const auto store = Store::find(scratch.path);
    const Outage first{at("2026-11-03T10:00Z"), {}, "sam", "down", "", at("2026-11-03T10:05Z")};
    auto second = first;
    second.by = "kim";
    for (const auto& outage : {first, second, first}) {
        Change change(store, {});
        stage_outage(change, outage, "outage");
        change.commit();
    }
    CHECK(store.folder().names("availability").size() == 2);
    for (const auto& name : store.folder().names("availability")) CHECK(name.starts_with("20261103T100000Z-"));
    CHECK(availability_of(store).outages.size() == 2);
    Change change(store, {});
    stage_outage_end(change, {first.from, "", at("2026-11-03T11:00Z"), "sam", "up", at("2026-11-03T11:00Z")}, "end");
    change.commit();
    for (const auto& outage : availability_of(store).outages) {
        CHECK(outage.until == at("2026-11-03T11:00Z"));
        CHECK(outage.text == "down\nup");
    }
    CHECK(store.problems().all().empty());
}

TEST_CASE("the file of a month, as it once was, is read, and becomes a file for each record") {
    Scratch scratch;
    scratch.write("desk.toml", test::head);
    const std::string old = "outages:\n- " + begins + "\n  until: 2026-11-03T10:39:00.000Z\n- from: 2026-11-04T10:00:00.000Z\n" +
                            "maintenance:\n- from: 2026-11-05T10:00:00.000Z\n  until: 2026-11-05T10:39:00.000Z\n";
    scratch.write("availability/2026-11.yaml", old);
    scratch.write("availability/2026-12.yaml", "outages: # ours\n- from: 2026-12-04T10:00:00.000Z\n");
    const auto store = Store::find(scratch.path);
    const auto before = availability_of(store);
    CHECK(before.outages.size() == 3);
    {
        Change change(store, {});
        const auto [split, kept] = stage_split_months(change, store, false);
        CHECK(split == std::vector<std::string>{"availability/2026-11.yaml"});
        CHECK(kept == std::vector<std::string>{"availability/2026-12.yaml"});
        change.commit();
    }
    CHECK(store.folder().names("availability").size() == 4);
    CHECK(availability_of(store).maintenance == before.maintenance);
    Change change(store, {});
    CHECK(stage_split_months(change, store, true).kept.empty());
    change.commit();
    CHECK(availability_of(store) == before);
    CHECK(store.problems().all().empty());
}

TEST_CASE("a file that is not named as a record is a problem, and so is what is no file") {
    Scratch scratch;
    scratch.write("desk.toml", test::head);
    scratch.write("availability/2026-11 (conflicted copy).yaml", "outages:\n- " + begins + "\n");
    scratch.write("availability/20261103T100000Z-0123456789.yaml/x", "");
    const auto store = Store::find(scratch.path);
    CHECK(availability_of(store).outages.empty());
    CHECK(store.problems().all().size() == 2);
}
