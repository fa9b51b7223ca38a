#pragma once

#include <array>

#include "core/base/words.hpp"

namespace desk {

/// What happens to a report that the contract does not provide for.
enum class Strictness {
    accept,    ///< nothing
    ask,       ///< taken; what is missing is asked for
    warn,      ///< taken; whoever records it is told
    redirect,  ///< taken; whoever records it is told whom to send the client to
    refuse,
};

inline constexpr auto strictness_words = std::to_array<Word<Strictness>>({{Strictness::accept, "accept"},
                                                                          {Strictness::ask, "ask"},
                                                                          {Strictness::warn, "warn"},
                                                                          {Strictness::redirect, "redirect"},
                                                                          {Strictness::refuse, "refuse"}});

}  // namespace desk
