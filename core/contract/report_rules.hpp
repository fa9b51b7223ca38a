#pragma once

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/time/time.hpp"

namespace desk {

/// What the figures of a month mean where contracts differ.
struct Policy::Report {
    Minutes first_contact_within = std::chrono::hours(1);  ///< open time of the desk's calendar from the opening

    template <class Self, class Visit>
    static void keys(Self& report, Visit& visit) {
        visit(may("first_contact_within", R"("1 hour")"), report.first_contact_within, form::Length{});
    }

    friend bool operator==(const Report&, const Report&) = default;
};

}  // namespace desk
