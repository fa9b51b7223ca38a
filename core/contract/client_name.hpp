#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"

/// How clients are named: by the word in `client:`, which is the name of their file if they have one.
namespace desk {

/// The name as it is stored: without blanks around it, and composed. Refuses with `Fault::usage` what cannot be a file
/// name: nothing, `/`, invisible characters, a leading dot, over 100 characters.
std::string client_name_from(std::string_view typed);

/// Whether it is one already.
bool is_client_name(std::string_view text);

/// The client that has a file and is meant by its name in any spelling, a former one, its full name, or an address of email: of a
/// contact, else of its domains. Null if there is none; several: `Fault::not_found`, with their names.
const Client* client_meant(const Desk& desk, std::string_view typed);

/// What was typed, as it is stored: the name of the client that is meant, else the name itself. Empty stays empty.
std::string client_word(const Desk& desk, std::string_view typed);

/// Those that have a file.
std::vector<std::string> client_names(const Desk& desk);

/// Names that differ only in capitals, blanks and normal forms: those of each client that is spelt in several ways.
std::vector<std::vector<std::string>> spelt_differently(const std::set<std::string>& names);

}  // namespace desk
