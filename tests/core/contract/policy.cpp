#include "core/contract/policy.hpp"

#include <doctest/doctest.h>

#include "core/contract/agent.hpp"
#include "core/contract/kind.hpp"

using namespace desk;

namespace {

Policy small_policy() {
    Policy policy;
    policy.priorities = {{"high", ""}, {"low", ""}};
    policy.kinds = {{"fault", "", false}, {"howto", "", true}};
    policy.agents = {{"sam", "Sam Hill", "sam@acme.example"}, {"kim", "Kim Ito", "kim@acme.example"}};
    return policy;
}

}  // namespace

TEST_CASE("a priority ranks by its place in the policy, an unknown one last") {
    const auto policy = small_policy();
    CHECK(rank_of(policy, "high") == 0);
    CHECK(rank_of(policy, "low") == 1);
    CHECK(rank_of(policy, "urgent") == 2);
    CHECK(rank_of(policy, "") == 2);
}

TEST_CASE("work counts against the cap unless its kind says no") {
    const auto policy = small_policy();
    CHECK(!counts(policy, "fault"));
    CHECK(counts(policy, "howto"));
    CHECK(counts(policy, "wish"));
    CHECK(counts(policy, ""));
}

TEST_CASE("names are listed in the order of the policy") {
    const auto policy = small_policy();
    CHECK(priority_names(policy) == std::vector<std::string>{"high", "low"});
    CHECK(kind_names(policy) == std::vector<std::string>{"fault", "howto"});
    CHECK(agent_names(policy) == std::vector<std::string>{"sam", "kim"});
    CHECK(agent_names(Policy{}).empty());
}
