#include "cli/help.hpp"

#include <doctest/doctest.h>

#include "cli/output/display.hpp"
#include "cli/synonyms.hpp"
#include "core/base/text.hpp"

using namespace desk;
using namespace desk::cli;

TEST_CASE("the help fits a screen of 80 columns and 24 lines, and names every command but the further ones") {
    const auto help = brief_help(80);
    const auto lines = split(help, '\n');
    CHECK(lines.size() <= 24);  // the last is empty: there the prompt stands
    for (const auto line : lines) CHECK(width(line) <= 80);
    for (const auto& command : commands()) {
        CAPTURE(command.name);
        const bool is_listed = command.group != Group::further && command.group != Group::hidden;
        CHECK((help.find(" " + std::string(command.name)) != std::string::npos) >= is_listed);
        CHECK((full_help(80).find("\n  " + std::string(command.name) + " ") != std::string::npos) ==
              (command.group != Group::hidden));
    }
}

TEST_CASE("help is fitted to a narrow screen") {
    const auto help = full_help(50);
    for (const auto line : split(help, '\n')) CHECK(width(line) <= 50);
}

TEST_CASE("a word of another program leads to commands that there are") {
    for (const auto* word : {"create", "add", "view", "comment", "done", "delete", "search", "ls", "hold", "find"}) {
        CAPTURE(word);
        CHECK(command_named(word) == nullptr);
        const auto meant = meant_by(word);
        REQUIRE_FALSE(meant.empty());
        for (const auto& name : meant) CHECK(command_named(name) != nullptr);
    }
    CHECK(meant_by("frobnicate").empty());
    CHECK(meant_by("").empty());
}
