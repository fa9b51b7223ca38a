#pragma once

#include <array>

#include "core/base/words.hpp"

namespace desk {

/// What stops the response clock. A resolution always does.
enum class Response {
    work,             ///< the beginning of work
    reply,            ///< something said to the client by a person
    acknowledgement,  ///< the same, or an automatic answer
};

inline constexpr auto response_words = std::to_array<Word<Response>>(
    {{Response::work, "work"}, {Response::reply, "reply"}, {Response::acknowledgement, "acknowledgement"}});

}  // namespace desk
