#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "store/yaml/tree.hpp"

/// YAML in any form -> Document. The only part that uses yaml-cpp, and stricter than it.
namespace desk::yaml {

/// Uses a document; refuses it with a `Refusal`.
using ReadDocument = std::function<void(const Document&)>;

/// Reads the one document of a file and passes it on. Returns the error or refusal, with file, line and column;
/// absent if all is well. Refuses duplicate keys, further documents, anchors, aliases, tags, and what is too deep or too large.
std::optional<Problem> trouble_in(std::string_view bytes, const std::string& file, const ReadDocument& read);

}  // namespace desk::yaml
