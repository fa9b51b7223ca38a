#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/find/asking.hpp"

namespace desk {

/// What may stand before the colon of a filter.
struct FilterField {
    std::string name;
    Test (*test)(std::string_view value, const Asking& asking);
    bool log = false;     ///< looks into the log
    bool clocks = false;  ///< asks for the clocks, and so for the log
    bool closed = false;  ///< about closed tickets as well
    bool spans = false;   ///< takes a length of time after the sign of a comparison
};

const std::vector<FilterField>& all_filter_fields();

/// Null: there is none of this name.
const FilterField* filter_field(std::string_view name);

}  // namespace desk
