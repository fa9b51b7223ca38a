#include "cli/views/shared.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "core/base/text.hpp"
#include "core/contract/priority.hpp"

namespace desk::cli {

Look look_of(Status status) {
    switch (status) {
        case Status::fresh:
        case Status::open: return Look::normal;
        case Status::waiting: return Look::faint;
        case Status::resolved: return Look::good;
        case Status::closed: return Look::faint;
    }
    return Look::normal;
}

Look look_of(const Policy& policy, std::string_view priority) {
    return policy.priorities.size() > 1 && rank_of(policy, priority) == 0 ? Look::strong : Look::normal;
}

Look look_of(const ClockSummary& summary) {
    if (summary.late) return Look::bad;
    return summary.near ? Look::warning : Look::normal;
}

std::string called(const Ticket& ticket) {
    constexpr int most = 50;
    return fmt::format("{} {}", ticket.id.text(), fitted(visible(ticket.title), most));
}

std::string shown(const Requester& requester) {
    std::vector<std::string> parts;
    if (!requester.name.empty() && !requester.email.empty())
        parts.push_back(fmt::format("{} <{}>", requester.name, requester.email));
    else if (!requester.name.empty() || !requester.email.empty())
        parts.push_back(requester.name + requester.email);
    if (!requester.phone.empty()) parts.push_back(requester.phone);
    return joined(parts, ", ");
}

std::string padded(std::string_view text, int columns) {
    return std::string(text) + std::string(static_cast<std::size_t>(std::max(columns - width(visible(text)), 0)), ' ');
}

void fact(Page& page, std::string_view label, const std::string& value) {
    if (!value.empty()) fact(page, label, std::vector<Span>{{value}});
}

void fact(Page& page, std::string_view label, std::vector<Span> value) {
    constexpr int label_width = 11;
    value.insert(value.begin(), {padded(label, label_width) + " ", Look::faint});
    page.lines.push_back({std::move(value), 2, true, label_width + 1});
}

Cell word(const std::string& text, Look look) { return {text, text.empty() ? Value() : Value(text), look}; }

std::vector<std::string> window_texts(const std::vector<Window>& windows) {
    const auto clock = [](Minutes at) { return fmt::format("{:02}:{:02}", at.count() / 60, at.count() % 60); };
    std::vector<std::string> texts;
    texts.reserve(windows.size());
    for (const auto& window : windows) texts.push_back(fmt::format("{}-{}", clock(window.from), clock(window.to)));
    return texts;
}

Cell duration(Seconds time, Look look) { return {hours_text(time), std::int64_t{time.count()}, look}; }

Cell time_left(Milliseconds time, Look look) {
    return {to_text(std::chrono::floor<Minutes>(time)), std::int64_t{std::chrono::floor<Seconds>(time).count()}, look};
}

std::string age(Milliseconds time) {
    using namespace std::chrono;
    if (time >= days(1)) return fmt::format("{}d", floor<days>(time).count());
    if (time >= hours(1)) return fmt::format("{}h", floor<hours>(time).count());
    return fmt::format("{}m", std::max(floor<minutes>(time), minutes(0)).count());
}

}  // namespace desk::cli
