#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "core/time/time.hpp"

namespace desk::cli {

/// What is on a screen for a while.
struct Frame {
    std::string text;
    std::string notices;  ///< below it; the text makes room for them
    int lines = 24;       ///< of the screen
};

/// Shows one frame after the other in place, on a screen of its own: the next one after so long, and when the terminal changes
/// its size. Returns on ctrl-C. However it ends, or is stopped, the terminal is left as it was.
void watch(std::ostream& out, Frame first, Seconds every, const std::function<Frame()>& next);

/// The frame as it is drawn over the one before, without its last line end, so that nothing scrolls.
std::string drawn(const Frame& frame);

}  // namespace desk::cli
