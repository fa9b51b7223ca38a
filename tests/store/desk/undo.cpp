#include "store/desk/undo.hpp"

#include <doctest/doctest.h>

#include "core/verbs/recording.hpp"
#include "store/git/history.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

/// A desk in the folder of a repository, or in one below it, with a ticket that is committed.
struct Undoing : DeskInGit {
    explicit Undoing(const std::string& folder = {}) : where(folder.empty() ? path : full(folder)) {
        if (!folder.empty()) {
            write(folder + "/desk.toml", read("desk.toml"));
            git({"add", "."});
            git({"commit", "--quiet", "-m", "A folder"});
        }
        id = created(here(), "one", {}).id;
    }
    Store here() const { return Store::find(where); }

    void note(const std::string& text, Change::Options options = {}) const {
        const auto store = here();
        Change change(store, options);
        auto ticket = change.load(id);
        append(ticket, desk::note(ticket, {text}, acting(store)));
        change.stage(ticket, "note: " + text);
        change.commit();
    }
    std::string head() const { return git({"rev-parse", "HEAD"}); }
    std::string file() const {
        return where.substr(path.size() + (where == path ? 0 : 1)) + (where == path ? "" : "/") + path_of(id);
    }

    /// Refused, and nothing has changed.
    void check_refused(std::string_view why) const {
        const auto before = head() + git({"status", "--porcelain"}) + read(file());
        const auto error = failure_of([&] { undo(here()); });
        CAPTURE(error.what());
        CHECK(error.fault == Fault::refused);
        CHECK(mentions(error.what(), why));
        CHECK(head() + git({"status", "--porcelain"}) + read(file()) == before);
    }

    std::string where;
    Reference id;
};

}  // namespace

TEST_CASE("the last command is taken back: its commit, and the bytes of its file") {
    for (const std::string folder : {"", "sub", "sub/deep er"}) {
        CAPTURE(folder);
        const Undoing desk(folder);
        const auto before = desk.head() + desk.read(desk.file());
        desk.note("two");
        const auto commit = desk.head();
        const auto undone = undo(desk.here());
        CHECK(undone.commit + "\n" == commit);
        CHECK(undone.tickets == std::vector{desk.id});
        CHECK(undone.files == std::vector{path_of(desk.id)});
        CHECK(desk.head() + desk.read(desk.file()) == before);
        CHECK(desk.git({"status", "--porcelain"}).empty());
    }
}

TEST_CASE("a ticket that was opened is gone, and the folder that the lock is on stays") {
    const Undoing desk;
    undo(desk.here());
    CHECK_FALSE(std::filesystem::exists(desk.full(desk.file())));
    CHECK(std::filesystem::exists(desk.full("tickets")));
    CHECK(desk.git({"status", "--porcelain"}).empty());
}

TEST_CASE("what else is staged, changed and untracked stays to the byte") {
    const Undoing desk;
    desk.note("two");
    const auto policy = desk.read("desk.toml");
    desk.write("desk.toml", policy + "# staged\n");
    desk.write("new", "1");
    desk.git({"add", "desk.toml", "new"});
    desk.write("desk.toml", policy + "# changed\n");
    desk.write("untracked", "1");
    const auto status = [&] { return desk.git({"status", "--porcelain"}) + desk.git({"diff", "--cached"}) + desk.git({"diff"}); };
    const auto before = status();
    undo(desk.here());
    CHECK(status() == before);
}

TEST_CASE("what has left the clone stays") {
    const Undoing desk;
    desk.note("two");
    SUBCASE("to a remote") {
        desk.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
        desk.check_refused("origin/main");
    }
    SUBCASE("to another branch") {
        desk.git({"branch", "other"});
        desk.check_refused("the branch other");
    }
    SUBCASE("to a tag that was made of it") {
        desk.git({"tag", "-a", "-m", "seen", "v1"});
        desk.check_refused("the tag v1");
    }
    SUBCASE("where HEAD is detached, the branch that it was made on") {
        desk.git({"checkout", "--quiet", "--detach"});
        desk.check_refused("the branch main");
    }
}

TEST_CASE("a detached HEAD alone, and a stash, are no obstacle") {
    const Undoing desk;
    const auto before = desk.head();
    desk.git({"checkout", "--quiet", "--detach"});
    desk.note("two");
    desk.write("desk.toml", desk.read("desk.toml") + "# changed\n");
    desk.git({"stash", "--quiet"});
    undo(desk.here());
    CHECK(desk.head() == before);
}

TEST_CASE("what is not one command's is refused") {
    const Undoing desk;
    SUBCASE("a commit of the user's") {
        desk.git({"commit", "--quiet", "--allow-empty", "-m", "Rules"});
        desk.check_refused("Rules");
    }
    SUBCASE("a commit of the user's that calls itself one") {
        desk.git({"commit", "--quiet", "--allow-empty", "-m", "K7QF4 note: two\n\nTicket: " + desk.id.text()});
        desk.check_refused("not made by a desk command");
    }
    SUBCASE("one that was amended with another file") {
        desk.note("two");
        desk.write("other", "1");
        desk.git({"add", "other"});
        desk.git({"commit", "--quiet", "--amend", "--no-edit"});
        desk.check_refused("not made by a desk command");
    }
    SUBCASE("one that took an earlier note along") {
        desk.note("two", {.git = false});
        desk.note("three");
        desk.check_refused("more of it");
    }
    SUBCASE("one with a note since, in the file only") {
        desk.note("two");
        desk.note("three", {.git = false});
        desk.check_refused("changed since");
    }
    SUBCASE("one with a change since, in the index only") {
        desk.note("two");
        const auto bytes = desk.read(desk.file());
        desk.write(desk.file(), bytes + "# more\n");
        desk.git({"add", "."});
        desk.write(desk.file(), bytes);
        desk.check_refused("changed since");
    }
    SUBCASE("in the middle of a merge") {
        desk.write(".git/MERGE_HEAD", desk.head());
        desk.check_refused("a merge is in progress");
    }
}

TEST_CASE("while git's index is locked nothing is changed") {
    const Undoing desk;
    desk.note("two");
    const auto before = desk.head() + desk.read(desk.file());
    desk.write(".git/index.lock", "");
    CHECK(failure_of([&] { undo(desk.here()); }).fault == Fault::busy);
    CHECK(desk.head() + desk.read(desk.file()) == before);
    std::filesystem::remove(desk.full(".git/index.lock"));
    CHECK(desk.git({"status", "--porcelain"}).empty());
    CHECK_NOTHROW(undo(desk.here()));
}

TEST_CASE("each event came with the oldest commit that has it") {
    for (const std::string folder : {"", "sub"}) {
        CAPTURE(folder);
        const Undoing desk(folder);
        const auto opened = desk.head();
        desk.note("two");
        const auto noted = desk.head();
        desk.note("three", {.git = false});
        const auto git = *Git::around(desk.where);
        const auto found = origins(git, desk.here().load(desk.id).ticket, {});
        REQUIRE(found.size() == 3);
        CHECK(found[0].commit + "\n" == opened);
        CHECK(found[1].commit + "\n" == noted);
        CHECK(found[1].author == "Sam Hill");
        CHECK(found[2].commit.empty());
    }
}

TEST_CASE("an event that came over a merge has the commit of its branch, one of the merge itself the merge") {
    const Undoing desk;
    desk.git({"switch", "--quiet", "-c", "other"});
    desk.note("two");
    const auto noted = desk.head();
    desk.git({"switch", "--quiet", "main"});
    desk.git({"commit", "--quiet", "--allow-empty", "-m", "Something else"});
    desk.git({"merge", "--quiet", "--no-commit", "other"});
    desk.note("three");
    desk.git({"commit", "--quiet", "--all", "-m", "The merge"});
    const auto merge = desk.head();
    const auto found = origins(*Git::around(desk.path), desk.here().load(desk.id).ticket, {});
    REQUIRE(found.size() == 3);
    CHECK(found[1].commit + "\n" == noted);
    CHECK(found[2].commit + "\n" == merge);
}

TEST_CASE("what a commit does not have, and what is no file in it, is absent") {
    const Undoing desk;
    const auto head = desk.head().substr(0, 40);
    const auto found = contents(*Git::around(desk.path), {{head, "nowhere"}, {head, "tickets"}, {head, desk.file()}});
    CHECK(found == std::vector<std::optional<std::string>>{{}, {}, desk.read(desk.file())});
}

}  // namespace desk
