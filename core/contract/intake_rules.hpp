#pragma once

#include <string>
#include <vector>

#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/strictness.hpp"

namespace desk {

struct Policy::Intake {
    /// Something that a report must contain. `client`, `name`, `email`, `phone` and `description` are the header's; every
    /// other item is answered with `desk answer`.
    struct Item {
        std::string name;
        std::string ask;                   ///< the question
        std::vector<std::string> answers;  ///< those that may be given; none: any
        Condition when;                    ///< asked only where this holds
        Condition unless;                  ///< not asked where this holds; empty: never
        bool optional = false;             ///< may be answered, and is never missing
        friend bool operator==(const Item&, const Item&) = default;
    };
    std::vector<Item> items;
    Strictness on_missing = Strictness::ask;
    bool unless_client_known = false;             ///< a report whose client is known is never refused for what is missing
    bool keep_refused = false;                    ///< a refused report is kept in `rejected/`
    Strictness wrong_channel = Strictness::warn;  ///< not offered, too high a priority for it, not for this contact
    Strictness no_contract = Strictness::accept;  ///< the client has none on the day of receipt
    Strictness unknown_product = Strictness::warn;
    friend bool operator==(const Intake&, const Intake&) = default;
};

}  // namespace desk
