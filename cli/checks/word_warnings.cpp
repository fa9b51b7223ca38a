#include "cli/checks/word_warnings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/views/words.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/lost_words.hpp"

namespace desk::cli {
namespace {

struct Words {
    std::map<LostWord, LostIn> lost;
    std::set<std::string> clients;
};

Words words_of_tickets(Context& context) {
    const auto& desk = context.desk();
    const auto found = context.store().map({Depth::header, {}, {}},
                                           [&](const Ticket& ticket) { return std::optional(lost_words(ticket, desk)); });
    Words words;
    for (std::size_t i = 0; i < found.tickets.size(); ++i) {
        const auto& ticket = found.tickets[i];
        for (const auto& lost : found.values[i])
            (is_open(ticket.now.status) ? words.lost[lost].open : words.lost[lost].done).push_back(ticket.id);
        if (!ticket.client.empty()) words.clients.insert(ticket.client);
    }
    context.store().take_lost_words();  // they are told here, with all their tickets
    return words;
}

}  // namespace

void warn_of_words(Context& context) {
    const auto& desk = context.desk();
    const auto words = words_of_tickets(context);
    std::vector<std::pair<LostWord, LostIn>> lost(words.lost.begin(), words.lost.end());
    std::ranges::stable_sort(lost, {}, [](const auto& each) { return each.second.open.empty(); });
    for (const auto& [word, in] : lost) context.out.warn(lost_text(word, in), remedy(word, desk));
    context.out.show(lost_words_page(lost));
    // Those that have a file are found by every spelling.
    if (!client_names(desk).empty()) return;
    for (const auto& spellings : spelt_differently(words.clients))
        context.out.warn(fmt::format("these may be one client: {}", joined(spellings, ", ")),
                         "each counts as a client of its own; `desk edit TICKET --client NAME` makes them one");
}

}  // namespace desk::cli
