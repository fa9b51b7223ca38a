#include "store/desk/places.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/base/text.hpp"
#include "store/desk/change.hpp"
#include "store/desk/record_name.hpp"
#include "store/desk/store.hpp"
#include "tests/samples.hpp"
#include "tests/store/scratch.hpp"

using namespace desk;
using desk::test::Scratch;

namespace {

constexpr auto calendar = "[desk]\ntimezone = \"UTC\"\n[calendar.office]\nhours = { mon-fri = \"09:00-17:00\" }\n";

std::vector<std::string> named_in(const Scratch& scratch) {
    const auto folder = Folder::open(scratch.path);
    return files_named(files_in(folder));
}

}  // namespace

TEST_CASE("every file that desk writes has its place") {
    for (const auto& path : {path_of(samples::reference()), client_path("acme"), further_policy_path("gold"),
                             agreement_path("acme", record_name(Instant(), ""))}) {
        CAPTURE(path);
        const auto* place = place_holding(path);
        REQUIRE(place != nullptr);
        CHECK(std::ranges::count(path, '/') - 1 <= places::deepest_folder);
    }
    CHECK(place_holding("desk.toml")->keeper == DeskPlace::Keeper::contract);
    for (const auto* path : {"statements/2026-11.toml", "availability/x.yaml", "agreements/x.toml"})
        CHECK(place_holding(path)->keeper == DeskPlace::Keeper::contract);
    CHECK(place_holding("tickets/2026/11/2611-K7QF4.yaml")->keeper == DeskPlace::Keeper::everybody);
    for (const auto* path : {"notes.md", "tickets", "ticketsx/a", "a/tickets/b", "desk.toml/x", ""})
        CHECK(place_holding(path) == nullptr);
}

TEST_CASE("git is told of every place how it is kept") {
    const auto attributes = git_attributes();
    for (const auto& place : places::all) {
        const auto begins = [&](std::string_view line) { return line.starts_with(place.path); };
        const auto lines = split(attributes, '\n');
        CHECK(std::ranges::any_of(lines, begins) == (place.merge != DeskPlace::Merge::unsaid));
    }
    CHECK(attributes.find("tickets/**/*.yaml text eol=lf merge=desk\n") != attributes.npos);
    CHECK(attributes.find("attachments/** -text\n") != attributes.npos);
}

TEST_CASE("the files that policies name belong to the desk, whether or not they are there") {
    Scratch scratch;
    CHECK(named_in(scratch).empty());
    scratch.write("desk.toml", std::string(calendar) + "holidays_from = \"gone.ics\"\n");
    scratch.write("policies/gold.toml", "[calendar.office]\nholidays_from = \"days/gold.ics\"\n");
    scratch.write("policies/broken.toml", "[calendar.office]\nholidays_from = \"days/broken.ics\"\ndates = 1\n");
    CHECK(named_in(scratch) == std::vector<std::string>{"days/broken.ics", "days/gold.ics", "gone.ics"});
    const auto folder = Folder::open(scratch.path);
    const auto paths = paths_of_desk(files_in(folder));
    CHECK(std::ranges::count(paths, "gone.ics") == 1);
    CHECK(paths.size() == places::all.size() + 3);
}

TEST_CASE("no file outside the desk is named") {
    Scratch scratch;
    scratch.write("desk.toml", std::string(calendar) + "holidays_from = \"../secret\"\n");
    CHECK(named_in(scratch).empty());
}
