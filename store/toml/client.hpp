#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/contract/client.hpp"

/// clients/NAME.toml -> Client, after desk-client(5).
namespace desk {

/// Refuses what it does not understand with `Malformed`, and a contract by a policy that the desk does not have or that is among
/// `broken`: by name, why. The contracts come back by day.
Client client_from_toml(std::string_view text, const std::string& file, const std::string& name, const Desk& desk,
                        const std::map<std::string, Problem>& broken = {});

/// A file of `agreements/`.
Client::Agreed agreed_from_toml(std::string_view text, const std::string& file, const Desk& desk);

}  // namespace desk
