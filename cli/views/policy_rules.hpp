#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/output/output.hpp"
#include "core/base/text.hpp"
#include "core/contract/policy.hpp"

/// What `rules_table` is made of.
namespace desk::cli {

/// A part of a sentence, and the keys of the described tables (policy_key.hpp) whose values it mentions. An empty part mentions
/// none.
struct Part {
    std::string text;
    std::vector<std::string> keys = {};
};

/// A rule of the contract: a sentence for people, the policy's words for programs.
struct Rules {
    const Policy& policy;
    Table table{"rules", {{"rule"}, {"says", false, false, Audience::everybody, true}}, {}, {}, {}, {}};
    std::vector<std::string> told = {};  ///< the keys whose values are in a sentence, or in another table

    void add(const std::string& rule, const std::string& says, Value json) {
        if (!says.empty()) table.rows.push_back({{rule, rule}, {says, std::move(json)}});
    }
    void say(const std::string& rule, const std::vector<Part>& parts, Value json) {
        std::vector<std::string> texts;
        for (const auto& [text, keys] : parts) {
            if (text.empty()) continue;
            texts.push_back(text);
            told.insert(told.end(), keys.begin(), keys.end());
        }
        add(rule, joined(texts, "; "), std::move(json));
    }
};

/// The hours, the uptime and the feedback: the rules for a month.
void add_month(Rules& rules);

}  // namespace desk::cli
