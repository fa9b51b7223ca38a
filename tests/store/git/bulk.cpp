#include "store/git/bulk.hpp"

#include <sys/stat.h>

#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

/// So many new files that they are committed in bulk, in a folder of the repository.
struct Many {
    explicit Many(const std::string& folder) : git(git_in(folder)) {
        for (std::size_t i = 0; i < git::many; ++i) {
            commit.paths.push_back(fmt::format("-files/{} {}.yaml", i, i % 2 == 0 ? "é" : "*"));
            desk.write(fmt::format("{}/{}", folder, commit.paths.back()), fmt::format("{}\n", i));
        }
        desk.write("staged", "1");
        desk.git({"add", "staged"});
    }

    Git git_in(const std::string& folder) const {
        std::filesystem::create_directories(desk.full(folder));
        auto found = Git::around(desk.full(folder));
        REQUIRE(found.has_value());
        return *found;
    }

    std::string index() const { return desk.read(".git/index"); }

    DeskInGit desk;
    Git git;
    Git::Commit commit{"# many\n", {}, {}};
};

}  // namespace

TEST_CASE("a commit of many files holds exactly these, below the top of the repository too") {
    for (const std::string folder : {".", "below"}) {
        const Many many(folder);
        many.desk.write(".git/desk-index", "of a process that was killed");
        many.desk.write(".git/desk-index.lock", "");
        CHECK(many.git.commit(many.commit).empty());
        CHECK(many.desk.git({"show", "--no-patch", "--format=%B", "HEAD"}) == "# many\n\n");
        CHECK(many.git.uncommitted(many.commit.paths).empty());
        CHECK(many.desk.git({"status", "--porcelain"}) == "A  staged\n");
        CHECK_FALSE(std::filesystem::exists(many.desk.full(".git/desk-index")));
        CHECK(many.git.commit(many.commit).empty());
        CHECK(many.desk.git({"rev-list", "--count", "HEAD"}) == "2\n");
    }
}

TEST_CASE("many files are the first commit of a repository") {
    const Many many(".");
    many.desk.git({"update-ref", "-d", "HEAD"});
    CHECK(many.git.commit(many.commit).empty());
    CHECK(many.git.uncommitted(many.commit.paths).empty());
    CHECK(many.desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
}

TEST_CASE("where git was killed between a commit of many files and its index, the index follows") {
    const Many many(".");
    const auto index = many.index();
    CHECK(many.git.commit(many.commit).empty());
    many.desk.write(".git/index", index);
    CHECK(many.git.uncommitted(many.commit.paths).size() == many.commit.paths.size());
    CHECK(many.git.commit(many.commit).empty());
    CHECK(many.desk.git({"status", "--porcelain"}) == "A  staged\n");
    CHECK(many.desk.git({"rev-list", "--count", "HEAD"}) == "2\n");
}

TEST_CASE("a hook that refuses many files leaves the index as it was") {
    const Many many(".");
    const auto index = many.index();
    many.desk.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'no commits on Fridays' >&2; exit 1\n");
    ::chmod(many.desk.full(".git/hooks/pre-commit").c_str(), 0755);
    const auto error = failure_of([&] { many.git.commit(many.commit); });
    CHECK(error.fault == Fault::io);
    CHECK(mentions(error.what(), "and 499 more are written, but not committed: no commits on Fridays"));
    CHECK(many.index() == index);
    CHECK(many.desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
}

TEST_CASE("of many files none is forced upon git") {
    const Many many(".");
    many.desk.write(".gitignore", "home\n7 \\*.yaml\n");
    CHECK(mentions(many.git.commit(many.commit), "-files/7 *.yaml: git ignores it"));
    CHECK(many.desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
}

}  // namespace desk
