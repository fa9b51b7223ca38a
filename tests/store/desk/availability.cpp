#include "store/desk/availability.hpp"

#include <doctest/doctest.h>

#include "store/yaml/canonical_writer.hpp"
#include "tests/nasty_strings.hpp"

using namespace desk;

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
        said.outages = {{at("2026-11-03T10:00Z"), at("2026-11-03T10:39Z"), "sam", text, ""},
                        {at("2026-11-04T10:00Z"), {}, "kim", std::string(), "acme"}};
        said.maintenance = {{at("2026-11-10T21:00Z"), at("2026-11-10T21:30Z"), at("2026-11-01T09:00Z"), "os", "sam", text, ""},
                            {at("2026-11-11T21:00Z"), at("2026-11-11T21:30Z"), {}, "", "", "", ""}};
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
    CHECK(refusal("outages:\n- " + begins + "\n  from: x\n") == "3:3: the key `from` stands here a second time");
    CHECK(refusal("outages: &a\n- " + begins + "\n") == "1:10: an anchor; desk takes none");
}
