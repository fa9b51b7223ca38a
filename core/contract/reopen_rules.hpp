#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

struct Policy::Reopen {
    std::optional<int> within;          ///< days after the closing, by the desk's calendar; absent: for ever
    std::vector<std::string> channels;  ///< by which the client may ask for it; none: by all

    template <class Self, class Visit>
    static void keys(Self& reopen, Visit& visit) {
        visit(may("within", R"("30 days")"), reopen.within, form::Days{});
        visit(may("channels", R"(["phone"])"), reopen.channels, form::Channels{});
    }

    friend bool operator==(const Reopen&, const Reopen&) = default;
};

}  // namespace desk
