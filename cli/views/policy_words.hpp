#pragma once

#include <array>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/contract/backup_rules.hpp"
#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/response.hpp"
#include "core/contract/strictness.hpp"
#include "core/contract/target.hpp"

/// Parts of a policy in words, for the views of it.
namespace desk::cli {

/// All columns but the first are wrapped between words if the terminal is narrow.
Table wrapping(const std::string& name, std::vector<Column> columns);

Column for_json(const std::string& key);
Cell yes_or_no(bool truth);

/// `1 hour`, followed by the calendar, if it matters and is not the desk's; "no target (the contract gives none)".
Cell goal_cell(const std::optional<Goal>& goal, const std::string& calendar, const Policy& policy);

/// Texts in one cell, as a list in JSON.
Cell list_cell(const std::vector<std::string>& texts, std::string_view separator = ", ");

/// The condition in words; in JSON as in the policy.
Cell condition_cell(const Condition& condition);

Value texts_json(const std::vector<std::string>& texts);

/// What happens to the report: `is refused`.
std::string deed_of(Strictness how);

/// How often, how long and at which other place, each in words; empty if it is not said.
std::array<std::string, 3> backup_texts(const CopyRules& backup);

/// `reply or work`
std::string response_text(const std::vector<Response>& response);
Value response_json(const std::vector<Response>& response);

/// What people read first in a contract: who responds, how, and how soon. CSV has the same columns.
std::string action_of(const Policy::Priority& priority);

/// The steps of the contract's processes.
Table process_table(const Policy& policy);

/// What is not in the tables: the contract's rules, one sentence each.
Table rules_table(const Policy& policy);

}  // namespace desk::cli
