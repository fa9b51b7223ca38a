#pragma once

#include <string>
#include <string_view>

#include "cli/output.hpp"
#include "core/policy.hpp"
#include "core/ticket.hpp"

/// What several views show in the same way.
namespace desk::cli {

Look look_of(Status status);

/// The highest priority stands out most, unless there is only one.
Look look_of(const Policy& policy, std::string_view priority);

/// `Jane Doe <jane@acme.example>, +44 20 7946 0123`, as far as it is known.
std::string shown(const Requester& requester);

/// The map of the YAML; null when nothing is known.
Value to_json(const Requester& requester);

/// A text; null in JSON where it is empty.
Cell word(const std::string& text, Look look = Look::normal);

/// `1:05`; seconds in JSON.
Cell duration(Seconds time, Look look = Look::normal);

}  // namespace desk::cli
