#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/words.hpp"
#include "core/time/time.hpp"
#include "store/toml/reader.hpp"

/// Values that many tables of desk.toml(5) have.
namespace desk {

/// The words of a closed set, and what each stands for.
template <class T>
using Words = std::vector<Word<T>>;

/// The text, which must be one of the words; else the error names the one that was probably meant.
std::string word_from(const Setting& setting, const std::vector<std::string>& words);

/// Reads one word of a closed set.
template <class T>
auto one_of(const Words<T>& words) {
    return [words](const Setting& setting) {
        std::vector<std::string> texts;
        for (const auto& [meant, text] : words) texts.emplace_back(text);
        return value_of(words, word_from(setting, texts)).value_or(T{});
    };
}

/// Reads a list of what `from` reads.
template <class From>
auto list_of(From from, std::string what = "a list") {
    return [from, what = std::move(what)](const Setting& setting) {
        std::vector<decltype(from(setting))> all;
        for (const auto& item : list_from(setting, what)) all.push_back(from(item));
        return all;
    };
}

std::string name_beside(const Setting& setting, const std::vector<std::string>& taken);

/// Reads a name that is not among `taken` yet, and adds it.
inline auto new_name_in(std::vector<std::string>& taken) {
    return [&taken](const Setting& setting) { return taken.emplace_back(name_beside(setting, taken)); };
}

/// A text, or a list of texts of which none is empty.
std::vector<std::string> some_texts_from(const Setting& setting);

int percent_from(const Setting& setting);
std::vector<int> percents_from(const Setting& setting);  ///< rising
int megabytes_from(const Setting& setting);              ///< `25 MB`
int days_from(const Setting& setting);                   ///< `30 days`
int months_from(const Setting& setting);                 ///< 1 to 120
Minutes length_in_minutes_from(const Setting& setting);  ///< `30 hours`
Minutes rounding_from(const Setting& setting);           ///< what a length is rounded up to: 1 minute to 1 hour

/// A text as TOML writes it.
std::string quoted_toml(std::string_view text);

std::string address_from(const Setting& setting);
std::vector<std::string> addresses_from(const Setting& setting);

}  // namespace desk
