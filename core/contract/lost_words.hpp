#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

/// Words in tickets that their terms do not have (any more), because a policy or a client's file was changed.
namespace desk {

struct LostWord {
    std::string_view what;  ///< client, priority, kind, channel, tier, product, agent
    std::string word;

    friend auto operator<=>(const LostWord&, const LostWord&) = default;
};

/// Those of the header. An agent only if the ticket is not done.
std::vector<LostWord> lost_words(const Ticket& ticket, const Desk& desk);

/// Those that determine targets and hours.
bool moves_figures(const LostWord& lost);

/// What to do about it.
std::string remedy(const LostWord& lost, const Desk& desk);

}  // namespace desk
