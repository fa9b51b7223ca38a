#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace desk::cli {

/// Questions to the person at the terminal, one line each. Where the input ends, or the person cancels, the command ends with
/// `Fault::refused`, and nothing is recorded.
class Dialogue {
public:
    explicit Dialogue(Context& context) : context_(context) {}

    /// Seen with the next question.
    void show(std::vector<Line> lines);
    void show(const std::string& sentence, Look look = Look::normal);

    /// What is typed; empty: nothing.
    std::string text(const std::string& question);

    /// The same until something is.
    std::string needed(const std::string& question);

    /// One of the words, also by its beginning, or any text where there are none; empty: nothing. Asks again for what is none of
    /// them.
    std::string one_of(const std::string& question, const std::vector<std::string>& words);

    bool yes(const std::string& question);

private:
    Context& context_;
    std::vector<Line> above_;
};

}  // namespace desk::cli
