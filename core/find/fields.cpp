#include "core/find/fields.hpp"

#include <algorithm>

#include "core/find/field_course.hpp"
#include "core/find/field_times.hpp"
#include "core/find/field_words.hpp"

namespace desk {

const std::vector<FilterField>& all_filter_fields() {
    using namespace filters;
    static const std::vector<FilterField> all{
        {.name = "status", .test = status_test, .closed = true},
        {.name = "priority", .test = priority_test},
        {.name = "client", .test = client_test},
        {.name = "assignee", .test = assignee_test},
        {.name = "tier", .test = tier_test},
        {.name = "kind", .test = kind_test},
        {.name = "product", .test = product_test},
        {.name = "release", .test = release_test},
        {.name = "channel", .test = channel_test},
        {.name = "requester", .test = requester_test},
        {.name = "scope", .test = scope_test},
        {.name = "opened", .test = opened_test, .spans = true},
        {.name = "updated", .test = updated_test, .log = true, .closed = true, .spans = true},
        {.name = "resolved", .test = resolved_test, .log = true, .closed = true, .spans = true},
        {.name = "closed", .test = closed_test, .log = true, .closed = true, .spans = true},
        {.name = "cause", .test = cause_test, .log = true, .closed = true},
        {.name = "by", .test = by_test, .log = true},
        {.name = "waits", .test = waits_test, .log = true},
        {.name = "until", .test = until_test, .log = true, .spans = true},
        {.name = "due", .test = due_test, .log = true, .clocks = true, .spans = true},
        {.name = "near", .test = near_test, .log = true, .clocks = true},
        {.name = "late", .test = late_test, .log = true, .clocks = true},
        {.name = "breached", .test = breached_test, .log = true, .clocks = true},
    };
    return all;
}

const FilterField* filter_field(std::string_view name) {
    const auto& all = all_filter_fields();
    const auto field = std::ranges::find(all, name, &FilterField::name);
    return field == all.end() ? nullptr : &*field;
}

}  // namespace desk
