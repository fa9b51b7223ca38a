#include "store/git/repository.hpp"

#include <sys/stat.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

Git git_of(const DeskInGit& desk) {
    auto git = Git::around(desk.path);
    REQUIRE(git.has_value());
    return *git;
}

const Git::Commit new_file{"A new file\n", {"a.yaml"}, {"a.yaml"}};

void hook(const DeskInGit& desk, const std::string& name, const std::string& script) {
    desk.write(".git/hooks/" + name, "#!/bin/sh\n" + script);
    ::chmod(desk.full(".git/hooks/" + name).c_str(), 0755);
}

}  // namespace

TEST_CASE("a repository is found from a folder inside it, a linked work tree too") {
    const DeskInGit desk;
    desk.write("deep/er/file", "x");
    CHECK(Git::around(desk.full("deep/er")).has_value());
    desk.git({"worktree", "add", "--quiet", desk.full("home/tree"), "-b", "other"});
    CHECK(Git::around(desk.full("home/tree")).has_value());
    const Scratch elsewhere;
    CHECK_FALSE(Git::around(elsewhere.path).has_value());
    CHECK_FALSE(Git::around(elsewhere.full("nowhere")).has_value());
}

TEST_CASE("a commit holds exactly its files, and its message to the letter") {
    const DeskInGit desk;
    desk.write("a.yaml", "1");
    desk.write("staged", "1");
    desk.write("changed", "1");
    desk.git({"add", "changed"});
    desk.git({"commit", "--quiet", "-m", "changed"});
    desk.write("changed", "2");
    desk.git({"add", "staged"});
    CHECK(git_of(desk).commit({"# no comment\n\nTicket: 2611-K7QF4\n", {"a.yaml"}, {"a.yaml"}}).empty());
    CHECK(desk.git({"show", "--format=%B", "--name-only", "HEAD"}) == "# no comment\n\nTicket: 2611-K7QF4\n\n\na.yaml\n");
    CHECK(desk.git({"status", "--porcelain"}) == " M changed\nA  staged\n");
}

TEST_CASE("the first commit of a repository") {
    const DeskInGit desk;
    desk.git({"init", "--quiet", "other"});
    desk.write("other/a.yaml", "1");
    desk.write("other/b.yaml", "1");
    const auto git = *Git::around(desk.full("other"));
    CHECK(git.commit(new_file).empty());
    CHECK(git.uncommitted({"."}) == std::vector<std::string>{"b.yaml"});
}

TEST_CASE("a file that git has never seen is committed, whether that was known or not") {
    const DeskInGit desk;
    desk.write("a.yaml", "1");
    CHECK(git_of(desk).commit({"m", {"a.yaml", "desk.toml"}, {}}).empty());
    CHECK(desk.git({"status", "--porcelain"}).empty());
}

TEST_CASE("a file that is as in the last commit needs none") {
    const DeskInGit desk;
    CHECK(git_of(desk).commit({"m", {"desk.toml"}, {}}).empty());
    CHECK(desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
}

TEST_CASE("a store in a folder below the top of the repository") {
    const DeskInGit desk;
    desk.write("sub/a.yaml", "1");
    desk.write("sub/tickets/b.yaml", "1");
    desk.write("c.yaml", "1");
    const auto git = Git::around(desk.full("sub"));
    REQUIRE(git.has_value());
    CHECK(git->commit({"m", {"a.yaml"}, {}}).empty());
    CHECK(git->uncommitted({"."}) == std::vector<std::string>{"tickets/b.yaml"});
    CHECK(git->uncommitted({"tickets"}) == std::vector<std::string>{"tickets/b.yaml"});
}

TEST_CASE("names that look like options, patterns or magic are names") {
    const DeskInGit desk;
    for (const std::string name : {"-rf", "--help", ":(top)x", ":!y", "*"}) {
        CAPTURE(name);
        desk.write(name, "1");
        CHECK(git_of(desk).commit({"--amend", {name}, {name}}).empty());
    }
    CHECK(desk.git({"rev-list", "--count", "HEAD"}) == "6\n");
    CHECK(desk.git({"log", "-1", "--format=%s"}) == "--amend\n");
}

TEST_CASE("a hook that refuses: the reason is passed on, and the index is as before") {
    const DeskInGit desk;
    hook(desk, "pre-commit", "echo 'no commits on Fridays' >&2; exit 1\n");
    desk.write("a.yaml", "1");
    desk.write("staged", "1");
    desk.git({"add", "staged"});
    const auto error = failure_of([&] { git_of(desk).commit(new_file); });
    CHECK(error.fault == Fault::io);
    CHECK(std::string(error.what()) == "a.yaml is written, but not committed: no commits on Fridays");
    CHECK(desk.read("a.yaml") == "1");
    CHECK(desk.git({"status", "--porcelain"}) == "A  staged\n?? a.yaml\n");
}

TEST_CASE("during a merge nothing is committed, and the answer says so") {
    const DeskInGit desk;
    desk.write("a.yaml", "1");
    desk.write(".git/MERGE_HEAD", desk.git({"rev-parse", "HEAD"}));
    CHECK(mentions(git_of(desk).commit(new_file), "a merge is in progress"));
    CHECK(desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
    CHECK(desk.git({"status", "--porcelain"}) == "?? a.yaml\n");
}

TEST_CASE("a stale lock of git's is reported and left alone") {
    const DeskInGit desk;
    desk.write("a.yaml", "1");
    desk.write(".git/index.lock", "");
    const auto error = failure_of([&] { git_of(desk).commit(new_file); });
    CHECK(error.fault == Fault::busy);
    CHECK(mentions(error.what(), "a.yaml is written, but not committed: git is locked"));
    CHECK(std::filesystem::exists(desk.full(".git/index.lock")));
}

TEST_CASE("without a name git refuses, and the hint says how to set one") {
    const DeskInGit desk;
    desk.write("home/.gitconfig", "[user]\n\tuseConfigOnly = true\n");
    desk.write("a.yaml", "1");
    const auto error = failure_of([&] { git_of(desk).commit(new_file); });
    CHECK(std::string(error.what()) == "a.yaml is written, but not committed: git does not know who you are");
    CHECK(mentions(error.hint, "git config --global user.name"));
    CHECK(desk.git({"status", "--porcelain"}) == "?? a.yaml\n");
}

TEST_CASE("what git ignores is not forced upon it") {
    const DeskInGit desk;
    desk.write("home/a.yaml", "1");
    CHECK(mentions(git_of(desk).commit({"m", {"home/a.yaml"}, {"home/a.yaml"}}), "git ignores it"));
    CHECK(mentions(git_of(desk).commit({"m", {"home/a.yaml"}, {}}), "git ignores it"));
    CHECK(desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
}

TEST_CASE("the variables of a git that we run under do not lead astray") {
    const DeskInGit desk;
    desk.write("a.yaml", "1");
    ::setenv("GIT_DIR", "/nowhere", 1);
    ::setenv("GIT_INDEX_FILE", "/nowhere/index", 1);
    const auto answer = git_of(desk).commit(new_file);
    ::unsetenv("GIT_DIR");
    ::unsetenv("GIT_INDEX_FILE");
    CHECK(answer.empty());
    CHECK(desk.git({"status", "--porcelain"}).empty());
}

TEST_CASE("who is at work is what git knows, the nearest setting first") {
    const DeskInGit desk;
    CHECK(Git::identity(desk.path).name == "Sam Hill");
    desk.git({"config", "user.email", "sam@acme.example"});
    CHECK(Git::identity(desk.path).email == "sam@acme.example");
    CHECK(Git::identity("/").name == "Sam Hill");
    desk.write("home/.gitconfig", "");
    CHECK(Git::identity("/").name.empty());
}

TEST_CASE("without git the tickets are written all the same") {
    const DeskInGit desk;
    desk.write("a.yaml", "1");
    const std::string path = ::getenv("PATH");
    ::setenv("PATH", desk.path.c_str(), 1);
    const auto error = failure_of([&] { git_of(desk).commit(new_file); });
    const auto person = Git::identity(desk.path);
    ::setenv("PATH", path.c_str(), 1);
    CHECK(std::string(error.what()) == "a.yaml is written, but not committed: git is not installed");
    CHECK(person.name.empty());
}

}  // namespace desk
