#include "cli/shell/agent.hpp"

#include <doctest/doctest.h>

#include "core/contract/agent.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

std::string refusal(const Person& person, const Policy& policy, Fault fault) {
    return samples::refusal([&] { agent_of(person, "", policy); }, fault);
}

}  // namespace

TEST_CASE("git's user is the agent of the same address or the same name") {
    const auto policy = samples::policy();
    CHECK(agent_of({"Kim I.", "kim@acme.example"}, "root", policy) == "kim");
    CHECK(agent_of({"", "KIM@Acme.Example"}, "root", policy) == "kim");
    CHECK(agent_of({"Sam Hill", ""}, "root", policy) == "sam");
    CHECK(agent_of({"Sam Hill", "sam@home.example"}, "root", policy) == "sam");
}

TEST_CASE("a user who is none of the agents is refused") {
    const auto policy = samples::policy();
    CHECK(refusal({"Pat Lee", "pat@acme.example"}, policy, Fault::refused) ==
          "git's user pat@acme.example is not one of the desk's agents");
    CHECK(refusal({"", ""}, policy, Fault::refused) == "cannot tell who you are");
    CHECK(refusal({"kim", ""}, policy, Fault::refused) == "cannot tell who you are");
    // A part of an address is not the address.
    CHECK(!refusal({"", "im@acme.example"}, policy, Fault::refused).empty());
}

TEST_CASE("an agent without an address or a name is nobody who has none either") {
    auto policy = samples::policy();
    policy.agents = {{"pat", "", ""}};
    CHECK(!refusal({"", ""}, policy, Fault::refused).empty());
}

TEST_CASE("where the policy names no agents a word is made of git's user, or of the login name") {
    const Policy policy;
    CHECK(agent_of({"Sam Hill", "sam@acme.example"}, "root", policy) == "sam");
    CHECK(agent_of({" O'Neil Jr", ""}, "root", policy) == "oneil");
    CHECK(agent_of({"", "sam@acme.example"}, "shill2", policy) == "shill2");
    CHECK(agent_of({"山田 太郎", ""}, "yamada", policy) == "yamada");
    CHECK(agent_of({"Desk", ""}, "root", policy) == "root");
    CHECK(refusal({"", ""}, policy, Fault::usage) == "cannot tell who you are");
}

TEST_CASE("the first agent of a new desk is git's user, if git knows an address") {
    CHECK(first_agent({"Sam Hill", "sam@acme.example"}, "root") == Policy::Agent{"sam", "Sam Hill", "sam@acme.example"});
    CHECK(first_agent({"", "sam@acme.example"}, "shill") == Policy::Agent{"shill", "shill", "sam@acme.example"});
    CHECK(first_agent({"Sam Hill", ""}, "root") == Policy::Agent{});
}
