#pragma once

#include <string>

#include "core/contract/policy.hpp"
#include "store/git/repository.hpp"

namespace desk::cli {

/// The agent that git's user is, by address or by name; where the policy names no agents, a word made of git's user or the login
/// name. Empty where that is nobody.
std::string agent_if_known(const Person& person, const std::string& login, const Policy& policy);

/// The same. Refuses a user who is none of the policy's agents.
std::string agent_of(const Person& person, const std::string& login, const Policy& policy);

/// The first agent of a new desk.
Policy::Agent first_agent(const Person& person, const std::string& login);

}  // namespace desk::cli
