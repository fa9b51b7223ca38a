#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/output/output.hpp"
#include "core/contract/lost_words.hpp"
#include "core/ticket/reference.hpp"

namespace desk::cli {

/// The tickets that have a word.
struct LostIn {
    std::vector<Reference> open, done;
};

/// `2 open tickets and 1 other have the priority "urgent", which the policy has not: 2611-K7QF4, …`
std::string lost_text(const LostWord& lost, const LostIn& in);

/// The same for programs; people get a message.
Page lost_words_page(std::span<const std::pair<LostWord, LostIn>> all);

}  // namespace desk::cli
