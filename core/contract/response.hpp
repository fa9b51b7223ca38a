#pragma once

namespace desk {

/// What stops the response clock. A resolution always does.
enum class Response {
    work,             ///< the beginning of work
    reply,            ///< something said to the client by a person
    acknowledgement,  ///< the same, or an automatic answer
};

}  // namespace desk
