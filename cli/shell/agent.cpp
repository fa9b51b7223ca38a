#include "cli/shell/agent.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"

namespace desk::cli {
namespace {

/// The first name in small ASCII letters; empty when nothing is left of it.
std::string word_of(const std::string& name) {
    std::string word;
    for (const char letter : name) {
        if (letter == ' ' && !word.empty()) break;
        if (letter >= 'A' && letter <= 'Z') word += static_cast<char>(letter - 'A' + 'a');
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) word += letter;
    }
    return word == "desk" ? std::string() : word;
}

std::string word_of(const Person& person, const std::string& login) {
    const auto word = word_of(person.name);
    return word.empty() ? word_of(login) : word;
}

}  // namespace

std::string agent_if_known(const Person& person, const std::string& login, const Policy& policy) {
    const auto is_person = [&](const Policy::Agent& agent) {
        return (!person.email.empty() && same_folded(agent.email, person.email)) ||
               (!person.name.empty() && agent.full == person.name);
    };
    const auto agent = std::ranges::find_if(policy.agents, is_person);
    if (agent != policy.agents.end()) return agent->name;
    return policy.agents.empty() ? word_of(person, login) : std::string();
}

std::string agent_of(const Person& person, const std::string& login, const Policy& policy) {
    auto known = agent_if_known(person, login, policy);
    if (!known.empty()) return known;
    if (policy.agents.empty()) throw Error(Fault::usage, "cannot tell who you are", "use --as AGENT, or set DESK_AGENT");
    throw Error(Fault::refused,
                person.email.empty() ? std::string("cannot tell who you are")
                                     : fmt::format("git's user {} is not one of the desk's agents", person.email),
                "use --as AGENT, set DESK_AGENT, or add yourself to the agents in desk.toml");
}

Policy::Agent first_agent(const Person& person, const std::string& login) {
    if (person.email.empty()) return {};
    const auto word = word_of(person, login);
    return {word, person.name.empty() ? word : person.name, person.email};
}

}  // namespace desk::cli
