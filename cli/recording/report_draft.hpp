#pragma once

#include <string>

#include "cli/command.hpp"

namespace desk::cli {

/// The text of the header that answers an item of the report; null: it is answered by itself.
std::string* header_text(NewTicket& report, std::string_view item);

/// Puts the answer to an item of the report where it belongs.
void put_item(NewTicket& report, const std::string& item, const std::string& answer, Context& context);

/// Lets the person write the report in the editor: the title, a line for each thing that the policy has words for or asks, and
/// the description.
void edit_report(NewTicket& report, Context& context);

}  // namespace desk::cli
