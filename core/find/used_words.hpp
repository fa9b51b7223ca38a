#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/desk_words.hpp"
#include "core/ticket/ticket.hpp"

/// Words that filters look for: those of the desk, and those that tickets have and the desk has not.
namespace desk {

/// By the filter: `client`, `priority`, `kind`, `channel`, `product`, `release`, `assignee`.
using UsedWords = std::map<std::string, std::set<std::string>, std::less<>>;
using AskUsed = std::function<UsedWords()>;

void add_words(UsedWords& used, const Ticket& ticket);

/// The word among these that is written with other capitals or in another normal form; else the word.
std::string spelt(std::string_view word, const std::vector<std::string>& known);

/// The word as it is spelt. One that neither the desk nor a ticket has is a slip, and refused with a "did you mean"; the tickets
/// are asked only for one that the desk has not.
std::string used_or_known(std::string_view field, std::string_view value, const std::vector<std::string>& known,
                          const AskUsed& asked);

/// What a former name in some policy is called there now; else the word.
template <class Present>
std::string present_word(const Desk& desk, std::string_view word, Present present) {
    std::string named(word);
    for (const auto* policy : policies_of(desk))
        if (auto now = present(*policy, named); now != named) return now;
    return named;
}

}  // namespace desk
