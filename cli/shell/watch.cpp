#include "cli/shell/watch.hpp"

#include <signal.h>

#include <algorithm>
#include <ctime>
#include <ostream>
#include <utility>
#include <vector>

#include "core/base/text.hpp"

namespace desk::cli {
namespace {

// What xterm and all that came after it understand.
constexpr const char* enter = "\x1b[?1049h\x1b[?25l\x1b[?7l";  ///< another screen, no cursor, no line is broken
constexpr const char* leave = "\x1b[?7h\x1b[?25h\x1b[?1049l";
constexpr const char* home = "\x1b[H";
constexpr const char* clear_line = "\x1b[K";
constexpr const char* clear_below = "\x1b[J";

/// While it lives, signals wait until somebody asks for them: none interrupts the drawing.
class Signals {
public:
    Signals() {
        sigemptyset(&all_);
        for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH}) sigaddset(&all_, number);
        pthread_sigmask(SIG_BLOCK, &all_, &before_);
    }
    ~Signals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// The one that came, within the time; 0: none.
    int next(Seconds within) const {
        const timespec time{static_cast<std::time_t>(within.count()), 0};
        const int number = sigtimedwait(&all_, nullptr, &time);
        return std::max(number, 0);
    }

private:
    sigset_t all_{};
    sigset_t before_{};
};

/// While it lives, the terminal shows a screen of its own.
class OwnScreen {
public:
    explicit OwnScreen(std::ostream& out) : out_(out) { out_ << enter << std::flush; }
    ~OwnScreen() { out_ << leave << std::flush; }
    OwnScreen(const OwnScreen&) = delete;
    OwnScreen& operator=(const OwnScreen&) = delete;

private:
    std::ostream& out_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text.empty() ? std::vector<std::string_view>() : split(text, '\n');
}

/// Frames until a signal ends that; answers which.
int show_frames(std::ostream& out, Frame& frame, Seconds every, const Signals& signals, const std::function<Frame()>& next) {
    const OwnScreen screen(out);
    for (;;) {
        out << drawn(frame) << std::flush;
        const int signal = out ? signals.next(every) : SIGHUP;
        if (signal != 0 && signal != SIGWINCH) return signal;
        frame = next();
    }
}

}  // namespace

std::string drawn(const Frame& frame) {
    const auto room = static_cast<std::size_t>(std::max(frame.lines, 1));
    auto notices = lines_of(frame.notices);
    notices.resize(std::min(notices.size(), room));
    auto lines = lines_of(frame.text);
    lines.resize(std::min(lines.size(), room - notices.size()));
    lines.insert(lines.end(), notices.begin(), notices.end());
    std::string text(home);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) text += "\r\n";
        text += lines[i];
        text += clear_line;
    }
    return text + clear_below;
}

void watch(std::ostream& out, Frame first, Seconds every, const std::function<Frame()>& next) {
    int ended_by = SIGTSTP;
    for (auto frame = std::move(first); ended_by == SIGTSTP;) {
        {
            const Signals signals;
            ended_by = show_frames(out, frame, every, signals, next);
        }
        if (ended_by == SIGINT) return;
        raise(ended_by == SIGTSTP ? SIGSTOP : ended_by);  // from the screen as it was, as if it had come only now
        frame = next();
    }
}

}  // namespace desk::cli
