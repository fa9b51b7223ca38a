#include "cli/arguments/argument_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/time/length.hpp"

namespace desk::cli {

std::string with_next(std::string word, std::span<const std::string> next, std::size_t count) {
    for (const auto& more : next.first(count)) word += " " + more;
    return word;
}

const Argument* option_named(const std::vector<Argument>& arguments, std::string_view name) {
    const auto is_it = [&](const Argument& argument) { return !argument.positional && argument.name == name; };
    const auto found = std::ranges::find_if(arguments, is_it);
    return found == arguments.end() ? nullptr : &*found;
}

std::vector<std::string> with_whole_lengths(const std::vector<Argument>& arguments, std::span<const std::string> words) {
    std::vector<std::string> made;
    while (!words.empty() && words.front() != "--") {
        const auto* option = option_named(arguments, words.front().substr(0, words.front().find('=')));
        const bool is_length = option && option->is_length;
        const bool is_apart = is_length && words.front().find('=') == std::string::npos && words.size() > 1;
        const auto own = words.first(is_apart ? 2 : 1);
        made.insert(made.end(), own.begin(), own.end());
        words = words.subspan(own.size());
        const auto more = is_length ? words_of_length(made.back(), words) : 0;
        made.back() = with_next(std::move(made.back()), words, more);
        words = words.subspan(more);
    }
    made.insert(made.end(), words.begin(), words.end());
    return made;
}

std::string text_without_quotes(const std::vector<Argument>& arguments, std::span<const std::string> words) {
    const auto takes_text = [](const Argument& each) {
        return each.positional && each.repeats && each.offers == Offers::nothing;
    };
    if (std::ranges::any_of(arguments, takes_text)) return {};
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const auto* option = option_named(arguments, words[i]);
        if (!option || !option->is_text) continue;
        const auto text = words.subspan(i + 1);
        const auto end = std::ranges::find_if(text, [](const std::string& word) { return word.starts_with("-"); });
        const auto count = static_cast<std::size_t>(end - text.begin());
        if (count < 2) continue;
        return fmt::format("{} '{}'", words[i], with_next(text.front(), text.subspan(1), count - 1));
    }
    return {};
}

}  // namespace desk::cli
