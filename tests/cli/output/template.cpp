#include "cli/output/template.hpp"

#include <doctest/doctest.h>

#include "cli/output/output.hpp"
#include "core/base/error.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

std::string lines(Form form, const std::string& text) {
    Table table{"tickets", {{"id"}, {"age"}}, {{{"2611-K7QF4", "2611-K7QF4"}, {"2d\x1b", 172800}}}, {}, {}, {}};
    Output out(form, {}, false);
    out.show(table, template_from(text));
    return out.text();
}

}  // namespace

TEST_CASE("a template has places for columns, and signs that cannot be typed") {
    const auto made = template_from("{id}\\t{title}\\n{{{age}}} \\x\\\\");
    CHECK(made.columns == std::vector<std::string>{"id", "title", "age"});
    CHECK(made.texts == std::vector<std::string>{"", "\t", "\n{", "} \\x\\"});
    CHECK(template_from("plain").columns.empty());
}

TEST_CASE("people see in its lines what tables show, and programs what porcelain has") {
    CHECK(lines(Form::people, "{id}: {age}") == "2611-K7QF4: 2d\\x1b\n");
    CHECK(lines(Form::porcelain, "{id}: {age}") == "2611-K7QF4: 172800\n");
}

TEST_CASE("a brace that does not close, or open, is refused") {
    for (const auto* text : {"{id", "id}", "{", "}"})
        CHECK(!samples::refusal([&] { template_from(text); }, Fault::usage).empty());
}
