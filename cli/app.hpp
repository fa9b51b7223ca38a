#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/time/time.hpp"

namespace desk::cli {

/// All that a run takes from its environment. Only main.cpp reads the real one.
struct World {
    std::vector<std::string> arguments;                               ///< without the program's name
    std::function<std::string(const std::string& name)> environment;  ///< empty where unset
    std::function<Instant()> clock;
    Instant now{};         ///< of `clock`, when the run began
    std::string folder;    ///< where the command runs
    std::string user;      ///< the login name
    std::string timezone;  ///< of the machine
    std::string program;   ///< the path of desk itself; empty where it cannot be told
    std::function<Terminal()> screen;
    Terminal terminal;     ///< of `screen`: of standard output
    bool can_ask = false;  ///< whether somebody sees a question and can answer it
    std::istream& in;
    std::ostream& out;
    std::ostream& notices;  ///< standard error
};

/// Runs one command line and returns the exit status. Failures end here; tests/layers.cmake names the few other places
/// that catch them.
int run(const World& world);

}  // namespace desk::cli
