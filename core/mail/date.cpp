#include "core/mail/date.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"

namespace desk {
namespace {

constexpr std::size_t longest = 200;

/// The words of a date, without comments.
std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words(1);
    int depth = 0;
    for (const char c : text.substr(0, longest)) {
        if (c == '(') ++depth;
        const bool parts = depth > 0 || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
        if (c == ')' && depth > 0) --depth;
        if (!parts)
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::optional<unsigned> month_named(std::string_view word) {
    constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto name = folded(word.substr(0, 3));
    for (unsigned i = 0; i < months.size(); ++i)
        if (name == months[i]) return i + 1;
    return {};
}

std::optional<int> digits(std::string_view text, std::size_t most) {
    if (text.empty() || text.size() > most) return {};
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return {};
        number = number * 10 + (c - '0');
    }
    return number;
}

/// `+0130`, `EST`. What is unknown is UTC.
Minutes zone_from(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, int>, 8> names{
        {{"edt", -4}, {"est", -5}, {"cdt", -5}, {"cst", -6}, {"mdt", -6}, {"mst", -7}, {"pdt", -7}, {"pst", -8}}};
    if (word.size() == 5 && (word[0] == '+' || word[0] == '-')) {
        const auto hours = digits(word.substr(1, 2), 2), minutes = digits(word.substr(3), 2);
        const auto ahead = Minutes(hours.value_or(0) * 60 + minutes.value_or(0));
        return word[0] == '-' ? -ahead : ahead;
    }
    const auto name = folded(word);
    for (const auto& [known, hours] : names)
        if (name == known) return Minutes(hours * 60);
    return {};
}

/// `09:10`, `09:10:07`; also `09.10`
std::optional<Seconds> time_from(std::string_view word) {
    const auto parts = split(word, word.find(':') != word.npos ? ':' : '.');
    if (parts.size() < 2 || parts.size() > 3) return {};
    const auto hour = digits(parts[0], 2), minute = digits(parts[1], 2);
    const auto second = parts.size() == 3 ? digits(parts[2].substr(0, 2), 2) : std::optional(0);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return {};
    return std::chrono::hours(*hour) + Minutes(*minute) + Seconds(*second);
}

int whole_year(int year, std::size_t written) {
    if (written > 2) return year < 1000 ? year + 1900 : year;
    return year < 69 ? year + 2000 : year + 1900;
}

}  // namespace

std::optional<Instant> mail_date_from(std::string_view text) {
    auto words = words_in(text);
    std::size_t at = 0;
    if (!words.empty() && !digits(words[0], 2) && !month_named(words[0])) ++at;  // the day of the week
    if (words.size() < at + 4) return {};
    if (month_named(words[at])) std::swap(words[at], words[at + 1]);
    const auto day = digits(words[at], 2), year = digits(words[at + 2], 4);
    const auto month = month_named(words[at + 1]);
    const auto time = time_from(words[at + 3]);
    if (!day || !month || !year || !time) return {};
    const Day date{std::chrono::year(whole_year(*year, words[at + 2].size())), std::chrono::month(*month),
                   std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return {};
    const auto zone = words.size() > at + 4 ? zone_from(words[at + 4]) : Minutes(0);
    return Instant(std::chrono::sys_days(date)) + *time - zone;
}

}  // namespace desk
