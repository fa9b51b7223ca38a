#pragma once

#include <string>
#include <vector>

#include "core/clock/clock.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/priority.hpp"
#include "tests/samples.hpp"

/// A desk with targets, and how its clocks stand, in one line each.
namespace desk::samples {

inline Goal goal(std::string_view text) { return {Goal::Join::all, {target_from(text).value()}}; }

inline Goal goal(Goal::Join join, const std::vector<std::string>& texts) {
    Goal made{join, {}};
    for (const auto& text : texts) made.targets.push_back(target_from(text).value());
    return made;
}

inline Policy::Targets targets(std::string calendar, std::string_view respond, std::string_view resolve) {
    Policy::Targets made{std::move(calendar), {}, {}};
    if (!respond.empty()) made.respond = goal(respond);
    if (!resolve.empty()) made.resolve = goal(resolve);
    return made;
}

/// In London, 08:00 to 18:00 from Monday to Friday.
inline Calendar office() {
    Calendar calendar{"office", zone("Europe/London"), {}, {}, {}};
    for (std::size_t i = 0; i < 5; ++i) calendar.week[i] = {{Minutes(8 * 60), Minutes(18 * 60)}};
    return calendar;
}

/// critical: 1 hour and 8 hours, day and night; high: 3 and 24 business hours; medium: 1 and 2 working days; low: 24 business
/// hours and the next release. A change is agreed.
inline Policy timed() {
    auto made = policy();
    made.calendar = "office";
    made.calendars = {always(made.zone), office()};
    made.priorities[0].targets = targets("always", "1 hour", "8 hours");
    made.priorities[1].targets = targets("", "3 business hours", "24 business hours");
    made.priorities[2].targets = targets("", "1 working day", "2 working days");
    made.priorities[3].targets = targets("", "24 business hours", "next release");
    made.kinds.push_back({"change", "", true, targets("", "", "agreed"), {}, {}});
    return made;
}

inline Event prioritised(std::string_view when, std::string to) {
    return event(when, did::Prioritise{"", std::move(to), "", "", ""});
}
inline Event replied(std::string_view when, bool automatic = false) {
    return event(when, did::Reply{"email", "We look.", automatic});
}
inline Event waits_for(std::string_view when, std::string whom) { return event(when, did::Wait{std::move(whom), "", {}}); }
inline Event resumed(std::string_view when) { return event(when, did::Resume{}); }
inline Event resolved_by(std::string_view when, std::string how = "") {
    return event(when, did::Resolve{"done", std::move(how), "", ""});
}
inline Event closed_at(std::string_view when) { return event(when, did::Close{}); }
inline Event reopened(std::string_view when) { return event(when, did::Reopen{"it is back", "recurred", ""}); }
inline Event promised(std::string_view when, std::string date, std::string what = "") {
    return event(when, did::Promise{std::move(date), std::move(what), ""});
}
inline Event turned_into(std::string_view when, std::string kind) { return event(when, did::Kind{"", std::move(kind), ""}); }

/// As `ticket`, but of another priority.
inline Ticket ticket_of(std::string priority, const std::vector<Event>& events = {}) {
    auto made = ticket();
    std::get<did::Open>(samples::recorded(made).front().what).priority = std::move(priority);
    made.now = fold(made.log);
    for (const auto& each : events) append(made, each);
    return made;
}

/// `resolve 1: met, 24 business hours of priority.high, due 2026-11-24 13:00, stopped 2026-11-20 10:00`
inline std::string line(const Clock& clock) {
    static const std::vector<std::string> states{"none", "excused", "unset", "running", "paused", "late", "met", "missed"};
    const auto london = zone("Europe/London");
    auto text = std::string(to_text(clock.measure)) + " " + std::to_string(clock.round) + ": " +
                states.at(static_cast<std::size_t>(clock.state));
    if (!clock.why_not.empty()) text += " (" + clock.why_not + ")";
    if (!clock.target.empty()) text += ", " + clock.target + " of " + clock.from;
    if (clock.due) text += ", due " + shown(london, *clock.due);
    if (clock.stopped) text += ", stopped " + shown(london, *clock.stopped);
    return text;
}

struct Judged {
    Policy policy = timed();
    Instant now = at("2026-11-20T09:30Z");

    /// What has not happened yet is not judged: so at the earliest when the last event has.
    Instant when(const Ticket& ticket) const { return std::max(now, ticket.log.back().at); }

    std::vector<Clock> clocks(const Ticket& ticket) const { return desk::clocks(ticket, Terms{policy}, when(ticket)); }

    Clock clock(const Ticket& ticket, Measure measure, int round = 1) const {
        for (const auto& clock : clocks(ticket))
            if (clock.measure == measure && clock.round == round) return clock;
        FAIL("there is no such clock");
        return {};
    }
    std::string response(const Ticket& ticket) const { return line(clock(ticket, Measure::respond)); }
    std::string resolution(const Ticket& ticket, int round = 1) const { return line(clock(ticket, Measure::resolve, round)); }
    std::vector<std::string> lines(const Ticket& ticket) const {
        std::vector<std::string> all;
        for (const auto& clock : clocks(ticket)) all.push_back(line(clock));
        return all;
    }
};

using Lines = std::vector<std::string>;

}  // namespace desk::samples
