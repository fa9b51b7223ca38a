#pragma once

#include <string>
#include <string_view>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

/// What a policy or a client's file renames (`was`) keeps its old name in the tickets. They are shown and judged
/// with current words; what is written keeps those of the file.
namespace desk {

bool has_former_names(const Desk& desk);

/// The current name of a client in a ticket or a record; the name itself if no file has it.
std::string present_client(const Desk& desk, const std::string& name);

// The policy's current word, by its name or a former one; else the word itself.
const std::string& present_priority(const Policy& policy, const std::string& word);
const std::string& present_kind(const Policy& policy, const std::string& word);
const std::string& present_channel(const Policy& policy, const std::string& word);
int present_tier(const Policy& policy, int tier);

/// The ticket in current words.
Ticket in_present_words(Ticket ticket, const Desk& desk);

/// The reverse: what was recorded on a ticket in present words, as it is written. What is in `stored` stays as it is there.
Ticket in_stored_words(Ticket ticket, const Ticket& stored, const Desk& desk);

}  // namespace desk
