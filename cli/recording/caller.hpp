#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "core/find/contact.hpp"

namespace desk::cli {

/// Who was typed, and everybody whom that may mean, of the clients' files and of former tickets.
struct Callers {
    Requester typed;
    std::vector<Caller> people;
};

/// `client`: of this one only; empty: of any.
Callers callers_from(const std::string& typed, const std::string& client, Context& context);

/// The one who is meant. Nobody is known by it: what was typed, which is told. `Fault::not_found`, with their names, where it may
/// be several.
Caller caller_from(const std::string& typed, const std::string& client, Context& context);

}  // namespace desk::cli
