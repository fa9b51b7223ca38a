#include "store/toml/values.hpp"

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/time/length.hpp"

namespace desk {

namespace {

/// `"no", "ask" or "demand"`
std::string alternatives(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        text += fmt::format("\"{}\"", words[i]);
    }
    return text;
}

/// The number and the unit of `30 days`, the unit without its plural.
std::pair<std::string_view, std::string_view> quantity_from(std::string_view text) {
    const auto words = split(text, ' ');
    if (words.size() != 2) return {};
    auto unit = words[1];
    if (unit.ends_with('s')) unit.remove_suffix(1);
    return {words[0], unit};
}

}  // namespace

std::string word_from(const Setting& setting, const std::vector<std::string>& words) {
    auto text = text_from(setting);
    if (contains(words, text)) return text;
    const auto meant = nearest(text, words);
    setting.want(alternatives(words), meant.empty() ? "" : fmt::format("did you mean \"{}\"?", meant));
}

std::string name_beside(const Setting& setting, const std::vector<std::string>& taken) {
    auto name = name_from(setting);
    if (contains(taken, name)) setting.refuse(fmt::format("\"{}\" is listed twice", name));
    return name;
}

std::vector<std::string> some_texts_from(const Setting& setting) {
    if (std::holds_alternative<std::string>(setting.node.data)) return {text_from(setting)};
    auto texts = texts_from(setting);
    if (texts.empty()) setting.want("a text or a list of texts");
    return texts;
}

int percent_from(const Setting& setting) {
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr || *number < 1 || *number > 100) setting.want("a percentage, 1 to 100");
    return static_cast<int>(*number);
}

std::vector<int> percents_from(const Setting& setting) {
    constexpr int most = 1000;
    std::vector<int> percents;
    for (const auto& item : list_from(setting, "a list of percentages")) {
        const auto* number = std::get_if<std::int64_t>(&item.node.data);
        const int last = percents.empty() ? 0 : percents.back();
        if (number == nullptr || *number <= last || *number > most) item.want("rising percentages, 1 to 1000");
        percents.push_back(static_cast<int>(*number));
    }
    return percents;
}

int days_from(const Setting& setting) {
    constexpr int most = 36'500;
    const auto text = text_from(setting);
    const auto [number, unit] = quantity_from(text);
    const auto days = number_from<int>(number);
    if (unit != "day" || !days || *days < 0 || *days > most) setting.want("a number of days");
    return *days;
}

int megabytes_from(const Setting& setting) {
    constexpr int most = 200;  // what git still carries
    const auto text = text_from(setting);
    const auto [number, unit] = quantity_from(text);
    const auto size = number_from<int>(number);
    if (unit != "MB" || !size || *size < 1 || *size > most) setting.want("from 1 MB to 200 MB");
    return *size;
}

Minutes length_in_minutes_from(const Setting& setting) {
    const auto time = length_from(text_from(setting));
    if (!time || *time % Minutes(1) != Seconds(0)) setting.want("a number of hours or minutes");
    return std::chrono::duration_cast<Minutes>(*time);
}

Minutes rounding_from(const Setting& setting) {
    const auto step = length_in_minutes_from(setting);
    if (step < Minutes(1) || step > std::chrono::hours(1)) setting.want("from 1 minute to 1 hour");
    return step;
}

int months_from(const Setting& setting) {
    constexpr int most = 120;
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr || *number < 1 || *number > most) setting.want("a number of months, 1 to 120");
    return static_cast<int>(*number);
}

std::string quoted_toml(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        quoted += control ? fmt::format("\\u{:04X}", static_cast<unsigned>(c)) : std::string(1, c);
    }
    return quoted + "\"";
}

std::string address_from(const Setting& setting) {
    auto text = text_from(setting);
    if (!is_address(text)) setting.want("an address");
    return text;
}

std::vector<std::string> addresses_from(const Setting& setting) {
    constexpr std::string_view what = "a list of addresses";
    std::vector<std::string> addresses;
    for (const auto& item : list_from(setting, what)) {
        addresses.push_back(text_from(item));
        if (!is_address(addresses.back())) item.want(what);
    }
    return addresses;
}

}  // namespace desk
