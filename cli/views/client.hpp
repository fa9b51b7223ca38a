#pragma once

#include <map>
#include <string>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"

namespace desk::cli {

/// The clients that have a file, with the contract in force and their open tickets, and one of them on a page.
Table client_table(const Desk& desk, const std::map<std::string, int>& open_tickets, Day today);
Page client_page(const Client& client, const Desk& desk, Day today);

/// The renaming of a client, for programs; people get a message.
Page renamed_page(const std::string& was, const std::string& name);

}  // namespace desk::cli
