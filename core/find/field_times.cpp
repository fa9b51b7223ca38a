#include "core/find/field_times.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/find/values.hpp"
#include "core/ticket/applied.hpp"
#include "core/time/length.hpp"

namespace desk::filters {
namespace {

/// The instant that a filter is about; absent: the ticket has none.
using Moment = std::optional<Instant> (*)(const TicketNow& asked);

/// A field with its moment, and which way its lengths of time and weekdays look from now.
struct Timed {
    std::string_view field;
    Moment moment;
    Looking looking;
    bool may_be_none = true;

    bool looks_back() const { return looking == Looking::back; }
};

Instant away(Instant now, Seconds span, const Timed& timed) { return timed.looks_back() ? now - span : now + span; }

std::string examples(const Timed& timed) {
    const auto length = timed.looks_back() ? "<7d (less than 7 days ago)" : "<4h (within 4 hours)";
    return fmt::format("as in {0}:today, {0}:this-week, {0}:2026-11, {0}:>=2026-11-05{1} or {0}:{2}", timed.field,
                       timed.may_be_none ? fmt::format(", {}:none", timed.field) : "", length);
}

/// `<7d` of an age, `<4h` of what is to come: an older age is an earlier moment.
Test span_test(const Comparison& comparison, Instant then, const Timed& timed) {
    return [comparison, then, timed](const TicketNow& asked) {
        const auto at = timed.moment(asked);
        return at && comparison.matches(timed.looks_back() ? then <=> *at : *at <=> then);
    };
}

Test time_test(std::string_view value, const Asking& asking, const Timed& timed) {
    if (timed.may_be_none && value == "none") return [timed](const TicketNow& asked) { return !timed.moment(asked); };
    const auto comparison = comparison_from(value);
    if (const auto span = span_from(comparison.value)) {
        if (!comparison.less && !comparison.greater)
            refuse_filter(timed.field, value, fmt::format("as in {}:<{}", timed.field, value));
        return span_test(comparison, away(asking.now, *span, timed), timed);
    }
    const auto period = period_meant(comparison.value, asking.zone(), asking.now, timed.looking);
    if (!period) refuse_filter(timed.field, value, examples(timed));
    return [comparison, period = *period, timed](const TicketNow& asked) {
        const auto at = timed.moment(asked);
        return at && comparison.matches(order_of(*at, period));
    };
}

std::optional<Instant> time_of(const Event* event) { return event ? std::optional(event->at) : std::nullopt; }

/// Of whatever was recorded last; what a clock that runs ahead has recorded has not happened yet.
std::optional<Instant> updated(const TicketNow& asked) {
    const auto& log = asked.ticket.log.recorded();
    const auto last =
        std::find_if(log.rbegin(), log.rend(), [&](const Event& event) { return !is_ahead(event.at, asked.now()); });
    return last == log.rend() ? std::optional<Instant>() : last->at;
}

std::optional<Instant> wait_ends(const TicketNow& asked) {
    const auto* wait = current_wait(asked.ticket);
    return wait ? wait->until : std::nullopt;
}

}  // namespace

Test opened_test(std::string_view value, const Asking& asking) {
    const auto opened = [](const TicketNow& asked) { return std::optional(asked.ticket.opened); };
    return time_test(value, asking, {"opened", opened, Looking::back, false});
}

Test closed_test(std::string_view value, const Asking& asking) {
    const auto closed = [](const TicketNow& asked) { return time_of(closing(asked.ticket)); };
    return time_test(value, asking, {"closed", closed, Looking::back});
}

Test resolved_test(std::string_view value, const Asking& asking) {
    const auto resolved = [](const TicketNow& asked) { return time_of(resolution(asked.ticket)); };
    return time_test(value, asking, {"resolved", resolved, Looking::back});
}

Test updated_test(std::string_view value, const Asking& asking) {
    return time_test(value, asking, {"updated", updated, Looking::back, false});
}

/// Of a running clock; what is late already is due before any time to come.
Test due_test(std::string_view value, const Asking& asking) {
    const auto due = [](const TicketNow& asked) { return asked.clocks().due; };
    return time_test(value, asking, {"due", due, Looking::ahead});
}

Test until_test(std::string_view value, const Asking& asking) {
    return time_test(value, asking, {"until", wait_ends, Looking::ahead});
}

}  // namespace desk::filters
