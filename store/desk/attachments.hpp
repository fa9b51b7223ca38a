#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/mail/record.hpp"
#include "store/desk/change.hpp"
#include "store/file/file.hpp"

namespace desk {

/// The names in the folder of a ticket, as `unlike` compares them.
std::set<std::string> names_attached(const Reference& ticket, const Folder& desk);

/// Stages the files in the folder of the ticket.
void stage_attached(Change& change, const Reference& ticket, std::span<const AttachedFile> files, const std::string& summary);

/// What is not as the log has it: a file is gone, or another. Sentences.
std::vector<std::string> doubts_about_attached(const Ticket& ticket, const Folder& desk);

}  // namespace desk
