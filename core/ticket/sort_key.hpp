#pragma once

#include <string>
#include <vector>

#include "core/ticket/event.hpp"
#include "core/ticket/yaml_value.hpp"

namespace desk {

/// Texts that lose nothing: two are equal where the values are. Ordered by them, values stand in the same order in every clone.
std::string sort_key_of(const YamlValue& node);
std::string sort_key_of(const Did& what);
inline const std::string& sort_key_of(const std::string& text) { return text; }
inline auto sort_key_of(Instant at) { return at.time_since_epoch().count(); }

/// What the event says, without when and by whom.
std::string sort_key_of(const Event& event);

}  // namespace desk
