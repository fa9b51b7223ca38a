#pragma once

#include <string>
#include <string_view>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

/// What a policy or a client's file renames (`was`) keeps its old name in the tickets. They are shown and judged by the words
/// that the desk has now; what is written keeps those of the file.
namespace desk {

bool has_former_names(const Desk& desk);

/// The client's name now, of one in a ticket or a record; of nobody who has a file, the name itself.
std::string present_client(const Desk& desk, const std::string& name);

// The word that the policy has now, by its name or a former one; else the word itself.
const std::string& present_priority(const Policy& policy, const std::string& word);
const std::string& present_kind(const Policy& policy, const std::string& word);
const std::string& present_channel(const Policy& policy, const std::string& word);
int present_tier(const Policy& policy, int tier);

/// The ticket in the words that the desk has now.
Ticket in_present_words(Ticket ticket, const Desk& desk);

/// The other way: what was recorded on a ticket in present words, as it is written. What is in `stored` stays as it is there.
Ticket in_stored_words(Ticket ticket, const Ticket& stored, const Desk& desk);

}  // namespace desk
