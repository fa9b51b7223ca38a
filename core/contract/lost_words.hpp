#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

/// Words that tickets have, and what they are judged by has not (any more): a policy or a client's file was changed.
namespace desk {

struct LostWord {
    std::string_view what;  ///< client, priority, kind, channel, tier, product, agent
    std::string word;

    friend auto operator<=>(const LostWord&, const LostWord&) = default;
};

/// Those of the header. An agent only of a ticket that somebody still has to do something about.
std::vector<LostWord> lost_words(const Ticket& ticket, const Desk& desk);

/// Those of them by which targets and hours are found.
bool moves_figures(const LostWord& lost);

/// What is to be done about it.
std::string remedy(const LostWord& lost, const Desk& desk);

}  // namespace desk
