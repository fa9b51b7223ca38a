#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/recording/finishing.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk::cli {

/// A ticket that is to be opened, and what is recorded on it in the same change.
struct Opening {
    NewTicket report;
    bool by_phone = false;           ///< it came by telephone, where the policy knows that channel and nothing else is said
    std::string follows;             ///< an earlier ticket, as it was typed
    std::vector<std::string> files;  ///< to be attached: paths of the user's
    Finishing finishing;
};

/// What a call comes by: `phone`; empty where the policy has channels, and none of that name.
std::string phone_channel(const Policy& policy);

/// What the client's file and contract say where the report does not. Answers the terms that hold; refuses where nobody knows
/// them.
Terms completed(Opening& opening, Context& context);

/// Opens it, and shows its reference and what the contract has against the report. A report that is refused is kept where the
/// policy wants that; nothing else is recorded then.
void open_new(Opening opening, Context& context);

}  // namespace desk::cli
