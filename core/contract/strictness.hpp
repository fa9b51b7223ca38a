#pragma once

#include <array>

#include "core/base/words.hpp"

namespace desk {

/// What to do with a report that does not fit the contract.
enum class Strictness {
    accept,    ///< nothing
    ask,       ///< accepted; what is missing is asked for
    warn,      ///< accepted with a warning
    redirect,  ///< accepted with a warning that names the right contacts
    refuse,
};

inline constexpr auto strictness_words = std::to_array<Word<Strictness>>({{Strictness::accept, "accept"},
                                                                          {Strictness::ask, "ask"},
                                                                          {Strictness::warn, "warn"},
                                                                          {Strictness::redirect, "redirect"},
                                                                          {Strictness::refuse, "refuse"}});

}  // namespace desk
