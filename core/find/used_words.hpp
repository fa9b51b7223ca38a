#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/desk_words.hpp"
#include "core/ticket/ticket.hpp"

/// Words for filters: those of the desk, and those in tickets that the desk does not have.
namespace desk {

/// By the filter: `client`, `priority`, `kind`, `channel`, `product`, `release`, `assignee`, and of a ticket with its log `by`
/// and `waits`.
using UsedWords = std::map<std::string, std::set<std::string>, std::less<>>;
using AskUsed = std::function<UsedWords()>;

void add_words(UsedWords& used, const Ticket& ticket);

/// The word among these that differs only in capitals or normal form; else the word itself.
std::string spelt(std::string_view word, const std::vector<std::string>& known);

/// The word in its right spelling. One that neither the desk nor a ticket has is refused with a "did you mean"; the tickets are
/// searched only for one that the desk does not have.
std::string used_or_known(std::string_view field, std::string_view value, const std::vector<std::string>& known,
                          const AskUsed& asked);

/// The current name for a former name in some policy; else the word itself.
template <class Present>
std::string present_word(const Desk& desk, std::string_view word, Present present) {
    std::string named(word);
    for (const auto* policy : policies_of(desk))
        if (auto now = present(*policy, named); now != named) return now;
    return named;
}

}  // namespace desk
