#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace desk {

/// Why a command failed. The value is the exit status of the program.
enum class Fault {
    internal = 1,   ///< a bug in desk
    usage = 2,      ///< the command line is wrong
    not_found = 3,  ///< no such ticket, client or store, or an ambiguous one
    refused = 4,    ///< the lifecycle or the policy does not allow it
    malformed = 5,  ///< data that cannot be read
    busy = 6,       ///< another process holds the lock
    io = 7,         ///< input, output or git failed
    over = 8,       ///< asked with --check: something is due, or over its limit
    later = 75,     ///< `mail in` alone: whoever has the mail is to try again (EX_TEMPFAIL of sysexits.h)
};

/// A failure, which ends the command. It is caught in `cli::run`; tests/layers.cmake names the few other places.
class Error : public std::runtime_error {
public:
    Error(Fault why, const std::string& sentence, std::string what_to_do = {})
        : std::runtime_error(sentence), fault(why), hint(std::move(what_to_do)) {}

    Fault fault;
    std::string hint;  ///< what to do instead; may be empty
};

/// A place in a file of the store. `file` is relative to the store; line and column count from 1, 0 is unknown.
struct Where {
    std::string file;
    int line = 0;
    int column = 0;

    friend bool operator==(const Where&, const Where&) = default;
};

/// `file:line:column`, as far as they are known.
std::string to_text(const Where& where);

/// A finding in data that the user did not ask about. It is shown beside the result and never ends a command.
struct Problem {
    Where where;
    std::string what;

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// A failure on a file as a finding, without the file's name in front.
Problem problem_of(const std::string& file, const Error& error);

/// The problem as the failure of a command that was about this very file.
Error failure(const Problem& problem, std::string hint = {});

}  // namespace desk
