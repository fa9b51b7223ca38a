#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace desk::cli {

/// What stands between the tickets and the text.
enum class Between {
    nothing,
    word,
    length,  ///< of time, in one word or several
    last,    ///< a word; without `--` all before it are tickets, and there is no text
};

/// The words of a command about tickets: one ticket and a text, or several tickets, `--` and the text. Where something stands
/// between them, it comes after the ticket, or is the last before `--`.
struct TicketWords {
    std::vector<std::string> tickets;
    std::string between;
    bool has_between = false;  ///< else it is missing
    std::vector<std::string> text;
};

/// `behind_dashes`: how many of the words come after `--`, where there is one.
TicketWords ticket_words(std::span<const std::string> words, std::optional<std::size_t> behind_dashes, Between between);

}  // namespace desk::cli
