#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/output/output.hpp"

namespace desk::cli {

/// Builds lines from pieces of text. Blanks are held back until something follows them: no line ends in one.
class Lines {
public:
    explicit Lines(bool colour) : colour_(colour) {}

    void blanks(int count) { held_ += count; }

    /// The piece must have been made visible.
    void put(std::string_view piece, Look look = Look::normal);
    void end_line();

    const std::string& text() const { return text_; }

private:
    std::string text_;
    bool colour_;
    int held_ = 0;
};

/// The lines as people read them: wrapped between words if the line asks for it and there is a terminal.
std::string to_text(std::span<const Line> lines, const Terminal& terminal);

}  // namespace desk::cli
