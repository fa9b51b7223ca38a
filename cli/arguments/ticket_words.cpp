#include "cli/arguments/ticket_words.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/time/length.hpp"

namespace desk::cli {
namespace {

std::vector<std::string> copy_of(std::span<const std::string> words) { return {words.begin(), words.end()}; }

/// How many of the words, from the back, are one length of time; the first is a ticket. At least one: what it is, is told later.
std::size_t words_of_last_length(std::span<const std::string> words) {
    for (std::size_t first = 1; first + 1 < words.size(); ++first)
        if (minutes_from(joined(words.subspan(first), " "))) return words.size() - first;
    return 1;
}

TicketWords one_ticket(std::span<const std::string> words, std::size_t before_dashes, Between between) {
    TicketWords taken{copy_of(words.first(1)), {}, false, {}};
    auto rest = words.subspan(1);
    if (between != Between::nothing && !rest.empty()) {
        taken.between = rest.front();
        taken.has_between = true;
        rest = rest.subspan(1);
        const auto own = before_dashes > 2 ? std::min(before_dashes - 2, rest.size()) : 0;
        // Nothing that belongs to a length comes after a word of another sort, as `start`.
        const bool is_length = between == Between::length && !(taken.between.front() >= 'a' && taken.between.front() <= 'z');
        const auto more = is_length ? words_of_length(taken.between, rest.first(own)) : 0;
        for (const auto& word : rest.first(more)) taken.between += " " + word;
        rest = rest.subspan(more);
    }
    taken.text = copy_of(rest);
    return taken;
}

}  // namespace

TicketWords ticket_words(std::span<const std::string> words, std::optional<std::size_t> behind_dashes, Between between) {
    if (words.empty()) return {};
    const auto before = words.size() - std::min(words.size(), behind_dashes.value_or(0));
    const bool is_apart = behind_dashes && before > 0;
    if (!is_apart && between != Between::last) return one_ticket(words, before, between);
    auto named = words.first(is_apart ? before : words.size());
    TicketWords taken{{}, {}, false, copy_of(words.subspan(named.size()))};
    if (between != Between::nothing && named.size() > 1) {
        const auto count = between == Between::length ? words_of_last_length(named) : 1;
        taken.between = joined(named.last(count), " ");
        taken.has_between = true;
        named = named.first(named.size() - count);
    }
    taken.tickets = copy_of(named);
    return taken;
}

}  // namespace desk::cli
