#pragma once

#include <string>

#include "core/ticket/log.hpp"
#include "core/time/zone.hpp"

namespace desk::cli {

/// What an event did, in a few words, without its text: `escalated to tier 2`.
std::string deed(const Event& event, const Zone& zone);

/// The text that came with an event, or its reason; often empty.
const std::string& text_of(const Event& event);

/// The same of one of the recorded events of a log, and what became of it since: "worked 2:00, corrected to 0:20 by kim".
std::string described(const Log& log, const Event& recorded, const Zone& zone);

/// The line of a git message: `resolve: export template corrected`.
std::string summary(const Event& event, const Zone& zone);

}  // namespace desk::cli
