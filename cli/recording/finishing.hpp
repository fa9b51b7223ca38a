#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {

/// What is recorded in one go with the opening or the resolution of a ticket: the time that it took, that the client says that it
/// works, and that it is done with.
struct Finishing {
    std::string work;                        ///< a length of time; empty: none is logged
    std::optional<did::Resolve> resolution;  ///< absent: it stays open
    std::optional<std::string> confirm;      ///< by whom of the client's; empty: it is not said
    bool close = false;
    bool over = false;  ///< also what lies over the hours of a month, and nobody agreed to
};

/// `--work`, `--confirm`, `--close` and `--over`.
void declare(Finishing& finishing, Args& args);

/// In the order in which they happened. `Fault::usage` for what is no length of time.
std::vector<Verb> verbs_of(const Finishing& finishing, Context& context);

/// Tells what looks wrong with the time, and what the hours of the month say to it, once all is staged. The tickets are as
/// they were before.
void mind_the_finish(const Finishing& finishing, std::span<const Ticket> before, Context& context);

/// Closes it, and tells where the policy asks for the client's word and nobody has it.
Event close_by_hand(const Ticket& ticket, const std::string& why, Context& context);

}  // namespace desk::cli
