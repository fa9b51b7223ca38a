#include <filesystem>

#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

std::vector<std::string> names(const Desk& desk) {
    std::vector<std::string> names;
    for (const auto& further : desk.further) names.push_back(further.name);
    for (const auto& client : desk.clients) names.push_back(client.name + (client.broken ? " (broken)" : ""));
    return names;
}

std::vector<std::string> problems(const Desk& desk) {
    std::vector<std::string> texts;
    for (const auto& problem : desk.problems) texts.push_back(to_text(problem.where) + ": " + problem.what);
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a desk without further policies and clients has just its policy") {
    const ScratchDesk scratch;
    const auto store = scratch.store();
    CHECK(store.desk().policy == store.policy());
    CHECK(names(store.desk()).empty());
    CHECK(store.desk().problems.empty());
    CHECK(&store.desk() == &store.desk());
}

TEST_CASE("a desk has further policies and clients, by name") {
    const ScratchDesk scratch;
    scratch.write("policies/gold.toml", "[desk]\nname = \"Gold\"\n");
    scratch.write("policies/bronze.toml", "");
    scratch.write("clients/acme.toml", "name = \"Acme Ltd\"\n[[contract]]\nfrom = \"2026-01-01\"\npolicy = \"gold\"\n");
    scratch.write("clients/acme-b.toml", "");
    scratch.write("clients/.hidden", "not read");
    const auto store = scratch.store();
    CHECK(problems(store.desk()).empty());
    CHECK(names(store.desk()) == Texts{"bronze", "gold", "acme", "acme-b"});
    CHECK(terms_of(store.desk(), "acme", at_noon()).policy.name == "Gold");
    CHECK(terms_of(store.desk(), "acme-b", at_noon()).policy.name == "Test desk");
}

TEST_CASE("a broken client is a problem, and the others are read") {
    const ScratchDesk scratch;
    scratch.write("clients/acme.toml", "name = \"Acme Ltd\"\n");
    scratch.write("clients/blue.toml", "# a slip\nnmae = \"Blue Inc\"\n");
    scratch.write("clients/huge.toml", std::string(65 * 1024, '#'));
    scratch.write("clients/no\tname.toml", "");
    scratch.write("clients/README.md", "");
    std::filesystem::create_symlink("acme.toml", scratch.full("clients/link.toml"));
    const auto store = scratch.store();
    CHECK(names(store.desk()) == Texts{"acme", "blue (broken)", "huge (broken)", "link (broken)"});
    CHECK(problems(store.desk()) == Texts{"clients/README.md: is not a name and .toml, as in: acme.toml",
                                          "clients/no\tname.toml: is not a name and .toml, as in: acme.toml",
                                          "clients/blue.toml:2:1: unknown key \"nmae\", did you mean \"name\"?",
                                          "clients/huge.toml: is larger than 64 KiB", "clients/link.toml: is not a plain file"});
}

TEST_CASE("a broken further policy is a problem, and breaks the clients that are judged by it") {
    const ScratchDesk scratch;
    scratch.write("policies/gold.toml", "[hours]\ncap = \"many\"\n");
    scratch.write("clients/acme.toml", "[[contract]]\nfrom = \"2026-01-01\"\npolicy = \"gold\"\n");
    scratch.write("clients/blue.toml", "");
    const auto store = scratch.store();
    CHECK(names(store.desk()) == Texts{"acme (broken)", "blue"});
    CHECK(problems(store.desk()) ==
          Texts{"policies/gold.toml:2:7: cap in [hours] must be a number of hours or minutes, as in: cap = \"30 hours\"",
                "clients/acme.toml:3:10: the policy \"gold\" cannot be read: policies/gold.toml:2:7: cap in [hours] must be a "
                "number of "
                "hours or minutes, as in: cap = \"30 hours\""});
}

TEST_CASE("a folder of clients that cannot be read is an error: nobody knows whose contract is missing") {
    const ScratchDesk scratch;
    scratch.write("clients", "");
    const auto store = scratch.store();
    CHECK(std::string(failure_of([&] { store.desk(); }).what()) == "clients: is not a folder");
    CHECK(failure_of([&] { store.desk(); }).fault == Fault::malformed);
}

TEST_CASE("a broken desk.toml is an error") {
    const ScratchDesk scratch;
    scratch.write("desk.toml", "[desk]\n");
    const auto store = scratch.store();
    CHECK(failure_of([&] { store.desk(); }).fault == Fault::malformed);
}

}  // namespace desk
