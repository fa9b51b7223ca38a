#include "core/contract/target.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/number.hpp"

namespace desk {
namespace {

using Form = Target::Form;

constexpr std::array<std::pair<Form, std::string_view>, 6> words{{
    {Form::same_business_day, "same business day"},
    {Form::next_business_day, "next business day"},
    {Form::next_morning, "next morning"},
    {Form::agreed, "agreed"},
    {Form::next_release, "next release"},
    {Form::none, "none"},
}};

constexpr std::string_view business = "business ";

/// Days of a number that stands before `working days`; none, or more than three years have, are no target.
std::optional<int> days_from(std::string_view number) {
    constexpr int most = 3 * 366;
    int days = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), days);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size() || days < 1 || days > most) return {};
    return days;
}

std::optional<Target> time_from(std::string_view number, std::string_view unit) {
    const bool is_business = unit.starts_with(business);
    if (is_business) unit.remove_prefix(business.size());
    const auto time = length_from(fmt::format("{} {}", number, unit));
    if (!time || *time <= Seconds(0)) return {};
    return Target{is_business ? Form::business_time : Form::time, *time, 0};
}

/// In the largest unit of which it is a whole number.
std::string length_text(Seconds time, std::string_view sort) {
    const auto unit = [&](std::string_view name) { return fmt::format("{}{}", sort, name); };
    const auto seconds = time.count();
    if (seconds % 3600 == 0) return count_of(seconds / 3600, unit("hour"));
    if (seconds % 60 == 0) return count_of(seconds / 60, unit("minute"));
    return count_of(seconds, unit("second"));
}

}  // namespace

std::optional<Target> target_from(std::string_view text) {
    const auto* word = std::ranges::find(words, text, &std::pair<Form, std::string_view>::second);
    if (word != words.end()) return Target{word->first, Seconds(0), 0};
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos) return {};
    const auto number = text.substr(0, blank), unit = text.substr(blank + 1);
    if (unit != "working day" && unit != "working days") return time_from(number, unit);
    const auto days = days_from(number);
    if (!days) return {};
    return Target{Form::working_days, Seconds(0), *days};
}

std::string to_text(const Target& target) {
    if (target.form == Form::time) return length_text(target.time, "");
    if (target.form == Form::business_time) return length_text(target.time, business);
    if (target.form == Form::working_days) return count_of(target.days, "working day");
    return std::string(std::ranges::find(words, target.form, &std::pair<Form, std::string_view>::first)->second);
}

std::string to_text(const Goal& goal) {
    std::string text;
    for (const auto& target : goal.targets) {
        if (!text.empty()) text += goal.join == Goal::Join::any ? " or " : " and ";
        text += to_text(target);
    }
    return text;
}

bool has(const Goal& goal, Target::Form form) { return contains(goal.targets, form, &Target::form); }

}  // namespace desk
