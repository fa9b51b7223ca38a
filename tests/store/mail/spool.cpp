#include "store/mail/spool.hpp"

#include <filesystem>

#include <doctest/doctest.h>

#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the same mail is kept once, and those of one moment keep their order") {
    const ScratchDesk desk;
    const auto folder = Folder::open(desk.path);
    Spool spool(folder);
    Names kept;
    for (const auto* mail : {"c", "a", "b", "a"}) kept.push_back(spool.keep(mail, at_noon()));
    CHECK(kept[3] == kept[1]);
    CHECK(spool.names() == Names{kept[0], kept[1], kept[2]});
    CHECK(spool.read(kept[2]) == "b");
    CHECK(Spool(folder).keep("b", at_noon(5)) == kept[2]);
    CHECK(Spool(folder).keep("d", at_noon()) > kept[2]);
}

TEST_CASE("a mail that was decided meanwhile is kept again when it comes again") {
    const ScratchDesk desk;
    const auto folder = Folder::open(desk.path);
    Spool spool(folder);
    const auto name = spool.keep("a", at_noon());
    Spool(folder).remove(name);
    CHECK_FALSE(spool.read(name));
    const auto again = spool.keep("a", at_noon());
    CHECK(spool.read(again) == "a");
}

TEST_CASE("a mail that waits is never committed: with git it lies in git's directory") {
    const DeskInGit desk;
    const auto folder = Folder::open(desk.path);
    Spool spool(folder);
    const auto name = spool.keep("a", at_noon());
    CHECK(std::filesystem::exists(desk.full(".git/desk/mail/" + name)));
    CHECK(desk.git({"status", "--short"}).empty());
}

}  // namespace desk
