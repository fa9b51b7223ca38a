#include "core/contract/target.hpp"

#include <array>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/words.hpp"
#include "core/time/length.hpp"

namespace desk {
namespace {

using Form = Target::Form;

constexpr auto words = std::to_array<Word<Form>>({
    {Form::same_business_day, "same business day"},
    {Form::next_business_day, "next business day"},
    {Form::next_morning, "next morning"},
    {Form::agreed, "agreed"},
    {Form::next_release, "next release"},
    {Form::none, "none"},
});

constexpr std::string_view business = "business ";

/// Days of a number that stands before `working days`; none, or more than three years have, are no target.
std::optional<int> days_from(std::string_view number) {
    constexpr int most = 3 * 366;
    const auto days = number_from<int>(number);
    return days && *days >= 1 && *days <= most ? days : std::nullopt;
}

/// `4 hours`, `4 business hours`
std::optional<Target> time_from(std::string_view text) {
    std::string plain(text);
    const auto at = plain.find(business);
    const bool is_business = at != std::string::npos;
    constexpr std::string_view digits = "0123456789";
    if (is_business && (at < 2 || digits.find(plain[at - 2]) == std::string_view::npos)) return {};  // `4 business hours` alone
    if (is_business) plain.erase(at, business.size());
    const auto time = length_from(plain);
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
    if (const auto form = value_of(words, text)) return Target{*form, Seconds(0), 0};
    const auto blank = text.find(' ');
    const auto unit = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
    if (unit != "working day" && unit != "working days") return time_from(text);
    const auto days = days_from(text.substr(0, blank));
    if (!days) return {};
    return Target{Form::working_days, Seconds(0), *days};
}

std::string to_text(const Target& target) {
    if (target.form == Form::time) return length_text(target.time, "");
    if (target.form == Form::business_time) return length_text(target.time, business);
    if (target.form == Form::working_days) return count_of(target.days, "working day");
    return std::string(word_of(words, target.form));
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
