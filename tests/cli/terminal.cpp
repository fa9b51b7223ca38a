#include "cli/terminal.hpp"

#include <map>

#include <doctest/doctest.h>

#include "core/base/error.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

using Variables = std::map<std::string, std::string>;

Terminal wanted(bool is_terminal, const std::string& color, Variables variables) {
    Terminal raw;
    raw.is_terminal = is_terminal;
    return terminal_as_wanted(raw, color, [&](const std::string& name) { return variables[name]; });
}

}  // namespace

TEST_CASE("a terminal has colour, a pipe has none, and what the person says goes before what their environment says") {
    CHECK(wanted(true, "", {}).colour);
    CHECK_FALSE(wanted(false, "", {}).colour);
    CHECK_FALSE(wanted(true, "", {{"TERM", "dumb"}}).colour);
    CHECK_FALSE(wanted(true, "", {{"NO_COLOR", "1"}}).colour);
    CHECK(wanted(false, "", {{"CLICOLOR_FORCE", "1"}}).colour);
    CHECK_FALSE(wanted(false, "", {{"CLICOLOR_FORCE", "0"}}).colour);
    CHECK_FALSE(wanted(true, "", {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}).colour);
    CHECK(wanted(false, "always", {{"NO_COLOR", "1"}, {"TERM", "dumb"}}).colour);
    CHECK_FALSE(wanted(true, "never", {{"CLICOLOR_FORCE", "1"}}).colour);
    CHECK(wanted(true, "auto", {}).colour);
    CHECK_THROWS_AS(wanted(true, "green", {}), Error);
}

TEST_CASE("a pipe is as wide as COLUMNS says, where that can be; a terminal knows better") {
    CHECK_FALSE(wanted(false, "", {}).is_fitted);
    CHECK(wanted(false, "", {{"COLUMNS", "60"}}).columns == 60);
    CHECK(wanted(false, "", {{"COLUMNS", "60"}}).is_fitted);
    CHECK_FALSE(wanted(false, "", {{"COLUMNS", "wide"}}).is_fitted);
    CHECK_FALSE(wanted(false, "", {{"COLUMNS", "3"}}).is_fitted);
    CHECK(wanted(true, "", {{"COLUMNS", "60"}}).columns == 80);
    CHECK(wanted(true, "", {}).is_fitted);
}

TEST_CASE("the pager is DESK_PAGER, then PAGER, and cat is none") {
    CHECK(wanted(true, "", {}).pager == "less -FRX");
    CHECK(wanted(true, "", {{"PAGER", "more"}}).pager == "more");
    CHECK(wanted(true, "", {{"PAGER", "more"}, {"DESK_PAGER", "most"}}).pager == "most");
    CHECK(wanted(true, "", {{"DESK_PAGER", "cat"}}).pager.empty());
    CHECK(wanted(false, "", {{"PAGER", "more"}}).pager.empty());
}
