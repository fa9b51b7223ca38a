#pragma once

namespace desk {

/// What happens to a report that the contract does not provide for.
enum class Strictness {
    accept,    ///< nothing
    ask,       ///< taken; what is missing is asked for
    warn,      ///< taken; whoever records it is told
    redirect,  ///< taken; whoever records it is told whom to send the client to
    refuse,
};

}  // namespace desk
