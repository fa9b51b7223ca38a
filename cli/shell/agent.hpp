#pragma once

#include <string>

#include "core/contract/policy.hpp"
#include "store/git/repository.hpp"

namespace desk::cli {

/// The agent that matches git's user, by address or by name; if the policy names no agents, a word made from git's user or the
/// login name. Refuses a user who is not one of the policy's agents.
std::string agent_of(const Person& person, const std::string& login, const Policy& policy);

/// The first agent of a new desk.
Policy::Agent first_agent(const Person& person, const std::string& login);

}  // namespace desk::cli
