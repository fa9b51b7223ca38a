#include "cli/views/why.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/clock_text.hpp"
#include "cli/views/json.hpp"
#include "cli/views/shared.hpp"
#include "core/clock/clock.hpp"

/// The reckoning of the clocks.
namespace desk::cli {
namespace {

constexpr int readable = 60;  ///< columns
constexpr int number_width = 4;

std::string clock_time(const Local& local) {
    return fmt::format("{:02}:{:02}", local.hour, local.minute) + (local.second == 0 ? "" : fmt::format(":{:02}", local.second));
}

/// `Fri 2026-11-20 09:14`, and the seconds where there are some.
std::string stamp(const Zone& zone, Instant at) {
    static constexpr std::array<std::string_view, 7> names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const auto local = zone.local(at);
    const std::chrono::weekday weekday{std::chrono::sys_days(local.day)};
    return fmt::format("{} {} {}", names.at(weekday.c_encoding()), to_text(local.day), clock_time(local));
}

/// `Fri 2026-11-20 09:14 - 17:00`
std::string stamps(const Zone& zone, const ExplainStep& step) {
    if (!step.from) return step.until ? stamp(zone, *step.until) : std::string();
    auto text = stamp(zone, *step.from);
    if (!step.until) return text;
    const auto until = zone.local(*step.until);
    return text + " - " + (until.day == zone.day(*step.from) ? clock_time(until) : stamp(zone, *step.until));
}

/// A stretch of time of which a sum is made.
bool is_window(const ExplainStep& step) { return step.what == "window"; }

/// The steps of a clock, with the widths of what stands in columns.
struct Widths {
    int text = 0, stamps = 0;
};

Widths widths_of(const std::vector<ExplainStep>& steps, const Zone& zone) {
    Widths widths;
    for (const auto& step : steps) {
        if (!is_window(step)) continue;
        widths.text = std::max(widths.text, width(step.text));
        widths.stamps = std::max(widths.stamps, width(stamps(zone, step)));
    }
    return widths;
}

std::string window_text(const ExplainStep& step, const Zone& zone, const Widths& widths, Milliseconds sum) {
    return fmt::format("{}  {}  {:>5}  {:>6}", padded(step.text, widths.text), padded(stamps(zone, step), widths.stamps),
                       hours(step.time.value_or(Milliseconds(0))), hours(sum));
}

/// What a step is, where its text does not say so.
std::string_view label_of(const ExplainStep& step) {
    if (step.what == "target") return "target: ";
    if (step.what == "calendar") return "calendar: ";
    if (step.what == "stop") return "stopped: ";
    return {};
}

/// What came at an instant, which stands first.
bool is_dated(const ExplainStep& step) { return step.what == "promise" || step.what == "no-effect" || step.what == "correction"; }

std::string sentence(const ExplainStep& step, const Zone& zone) {
    const auto when = stamps(zone, step);
    if (is_dated(step)) return fmt::format("{}: {}", when, step.text);
    auto text = std::string(label_of(step)) + step.text + (when.empty() ? "" : ": " + when);
    if (!step.time) return text;
    return text + (!when.empty() ? ", " : step.what == "result" ? " " : ": ") + hours(*step.time);
}

/// Broken here, so that what follows the first line stands below its text and not below the number.
void numbered(Page& page, std::size_t number, const std::string& text, Look look) {
    auto label = fmt::format("{:>2}  ", number);
    for (const auto part : wrapped(text, readable - number_width)) {
        page.lines.push_back({{{label, Look::faint}, {std::string(part), look}}});
        label.assign(number_width, ' ');
    }
}

Look look_of(const Clock& clock, const ExplainStep& step) {
    if (step.what == "due") return Look::strong;
    return step.what == "result" && clock.is_over() ? Look::bad : Look::normal;
}

void reckoning_lines(Page& page, const Clock& clock, const Zone& zone) {
    const auto widths = widths_of(clock.steps, zone);
    Milliseconds sum{0};
    std::size_t number = 0;
    for (const auto& step : clock.steps) {
        ++number;
        if (is_window(step)) {
            sum += step.time.value_or(Milliseconds(0));
            page.lines.push_back({{{fmt::format("{:>2}  ", number), Look::faint}, {window_text(step, zone, widths, sum)}}});
            continue;
        }
        sum = Milliseconds(0);
        numbered(page, number, sentence(step, zone), look_of(clock, step));
    }
}

void clock_lines(Page& page, const Clock& clock, const Zone& zone, Instant now) {
    page.lines.emplace_back();
    auto heading = state_of(
        clock, [&](Instant at) { return stamp(zone, at); }, now);
    heading.insert(heading.begin(), {name_of(clock) + ": ", Look::strong});
    page.lines.push_back({std::move(heading)});
    reckoning_lines(page, clock, zone);
}

Value moment(const std::optional<Instant>& at) { return at ? Value(to_text(*at)) : Value(); }

Value json_of(const Ticket& ticket, const Clock& clock, Instant now) {
    auto object = to_json(clock, now);
    object.insert(object.begin(), {"ticket", ticket.id.text()});
    Value::Array steps;
    for (const auto& step : clock.steps)
        steps.emplace_back(Value::Object{{"step", step.what},
                                         {"text", step.text},
                                         {"from", moment(step.from)},
                                         {"until", moment(step.until)},
                                         {"seconds", step.time ? seconds(*step.time) : Value()}});
    object.emplace_back("steps", std::move(steps));
    return object;
}

std::string field(const std::optional<Instant>& at) { return at ? to_text(*at) : std::string(); }

void porcelain_rows(Page& page, const Ticket& ticket, const Clock& clock) {
    for (const auto& step : clock.steps)
        page.porcelain.push_back({ticket.id.text(), std::string(to_text(clock.measure)), std::to_string(clock.round), step.what,
                                  step.text, field(step.from), field(step.until),
                                  step.time ? std::to_string(std::chrono::floor<Seconds>(*step.time).count()) : std::string()});
}

/// All the clocks; of the words to the client the one that is running, and those that were missed.
std::vector<Clock> explained(const Ticket& ticket, const Terms& terms, Instant now) {
    auto all = clocks(ticket, terms, now, Detail::steps);
    auto words = updates(ticket, terms, now, Detail::steps);
    const bool goes_on = known_now(ticket, now, [](const Ticket& known) { return is_open(known.now.status); });
    std::erase_if(words, [&](const Clock& clock) { return !clock.is_over() && !(clock.is_running() && goes_on); });
    std::ranges::move(words, std::back_inserter(all));
    return all;
}

}  // namespace

Page why_page(std::span<const Ticket> tickets, const Desk& desk, Instant now) {
    Page page{"clocks", {}, {}, {}};
    Value::Array all;
    for (const auto& ticket : tickets) {
        const auto terms = terms_of(desk, ticket);
        if (!page.lines.empty()) page.lines.insert(page.lines.end(), 2, {});
        page.lines.push_back({{{ticket.id.text() + "  ", Look::accent}, {ticket.title, Look::strong}}, 0, true});
        for (const auto& clock : explained(ticket, terms, now)) {
            clock_lines(page, clock, terms.policy.zone, now);
            porcelain_rows(page, ticket, clock);
            all.push_back(json_of(ticket, clock, now));
        }
    }
    page.json = std::move(all);
    return page;
}

}  // namespace desk::cli
