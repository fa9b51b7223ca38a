#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/clock.hpp"

/// Clocks in words, as `show` and `why` tell them.
namespace desk::cli {

/// `response`, `resolution`, `resolution 2` of its second round, `fix`
std::string name_of(const Clock& clock);

/// `due 2026-11-20 17:00, 2:15 left`; instants in the form that `shown` gives them.
std::vector<Span> state_of(const Clock& clock, const std::function<std::string(Instant)>& shown, Instant now);

/// `2:15 left`, `0:40 over`: by whole minutes, as far as they have begun.
std::string left_or_over(Milliseconds time);

/// `2:15`, and `2:15:30` when there are seconds.
std::string hours(Milliseconds time);

/// Whole seconds, those not yet full left out.
Value seconds(Milliseconds time);

/// Without the steps.
Value::Object to_json(const Clock& clock, Instant now);

}  // namespace desk::cli
