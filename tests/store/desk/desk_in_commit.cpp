#include "store/desk/desk_in_commit.hpp"

#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

const std::string closed_november = "at = \"2026-12-01T09:00:00.000Z\"\nby = \"sam\"\n\n[[statement]]\nclient = \"acme\"\n";

struct Past : DeskInGit {
    explicit Past(std::string in = {}) : below(std::move(in)) {
        if (!below.empty()) write(below + "desk.toml", read("desk.toml"));
        write(below + "policies/gold.toml", "[desk]\nname = \"Gold\"\n");
        write(below + "clients/acme.toml", "name = \"Acme Ltd\"\n[[contract]]\nfrom = \"2026-01-01\"\npolicy = \"gold\"\n");
        write(below + "agreements/blue-20261124T090000Z-2f6e1c09ab.toml",
              "month = \"2026-11\"\nlimit = \"60 minutes\"\nby = \"Jane\"\nat = \"2026-11-24T09:00:00.000Z\"\nagent = \"sam\"\n");
        write(below + "statements/2026-11-20261201T090000Z-2f6e1c09ab.toml", closed_november);
        git({"add", "."});
        git({"commit", "--quiet", "-m", "Clients"});
    }
    Store here() const { return Store::find(below.empty() ? path : full(below)); }

    std::string below;  ///< empty, or the desk's folder and `/`
};

}  // namespace

TEST_CASE("a desk is read as a commit has it, whatever the work tree says by now") {
    for (const auto* folder : {"", "office/"}) {
        const Past scratch(folder);
        scratch.write(scratch.below + "clients/acme.toml", "name = \"Another\"\n");
        scratch.write(scratch.below + "clients/new.toml", "");
        std::filesystem::remove_all(scratch.full(scratch.below + "policies"));
        std::filesystem::remove_all(scratch.full(scratch.below + "statements"));
        const auto past = committed_desk(scratch.here());
        REQUIRE(past);
        CHECK(past->problems.empty());
        REQUIRE(past->desk.clients.size() == 2);
        CHECK(past->desk.clients[0].full == "Acme Ltd");
        CHECK(terms_of(past->desk, "acme", at_noon()).policy.name == "Gold");
        CHECK(past->desk.clients[1].agreed.size() == 1);
        REQUIRE(past->closings.months.contains(november));
        CHECK(past->closings.months.at(november).statements.front().client == "acme");
        CHECK(past->commit + "\n" == scratch.git({"rev-parse", "HEAD"}));
    }
}

TEST_CASE("any revision can be named, and one that git does not know is refused") {
    const Past scratch;
    const auto before = desk_at(scratch.here(), "HEAD~1");
    CHECK(before.desk.clients.empty());
    CHECK(before.closings.months.empty());
    CHECK(before.desk.policy.name == "Test desk");
    const auto error = failure_of([&] { desk_at(scratch.here(), "--all"); });
    CHECK(error.fault == Fault::usage);
    CHECK(mentions(error.what(), "unknown commit \"--all\""));
}

TEST_CASE("what cannot be read of a commit is told, and without a policy there is no desk") {
    const Past scratch;
    scratch.write("clients/acme.toml", "nmae = 1\n");
    scratch.git({"commit", "--quiet", "-am", "A slip"});
    const auto past = committed_desk(scratch.here());
    REQUIRE(past);
    REQUIRE(past->problems.size() == 1);
    CHECK(past->problems.front().where.file == "clients/acme.toml");
    CHECK(past->desk.clients.front().broken);
    scratch.git({"rm", "--quiet", "--cached", "desk.toml"});
    scratch.git({"commit", "--quiet", "-m", "No policy"});
    CHECK(!committed_desk(scratch.here()));
    CHECK(failure_of([&] { desk_at(scratch.here(), "HEAD"); }).fault == Fault::malformed);
}

TEST_CASE("without a repository, or without a commit, nothing is committed") {
    const ScratchDesk scratch;
    CHECK(!committed_desk(scratch.store()));
    CHECK(failure_of([&] { desk_at(scratch.store(), "HEAD"); }).fault == Fault::not_found);
    Git::make(scratch.path);
    CHECK(!committed_desk(scratch.store()));
}

}  // namespace desk
