#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

/// Who may commit what, for the audit of commits. Absent: the desk does not say.
struct Policy::Audit {
    /// Addresses of those who commit what the rules do; absent: the agents.
    std::optional<std::vector<std::string>> program;
    /// Agents who may change the policy, clients, agreements, statements and availability.
    std::optional<std::vector<std::string>> contract;

    template <class Self, class Visit>
    static void keys(Self& audit, Visit& visit) {
        visit(may("program", R"(["cron@acme.example"])"), audit.program, form::Addresses{});
        visit(may("contract", R"(["sam"])"), audit.contract, form::Agents{});
    }

    friend bool operator==(const Audit&, const Audit&) = default;
};

}  // namespace desk
