#include "cli/recording/dialogue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"

namespace desk::cli {
namespace {

/// The word, or the only one that begins so; empty: none, or several.
std::string meant_of(const std::string& typed, const std::vector<std::string>& words) {
    const auto is_it = [&](const std::string& word) { return same_folded(word, typed); };
    const auto begins = [&](const std::string& word) { return begins_folded(word, typed); };
    if (const auto exact = std::ranges::find_if(words, is_it); exact != words.end()) return *exact;
    return std::ranges::count_if(words, begins) == 1 ? *std::ranges::find_if(words, begins) : std::string();
}

}  // namespace

void Dialogue::show(std::vector<Line> lines) { std::ranges::move(lines, std::back_inserter(above_)); }
void Dialogue::show(const std::string& sentence, Look look) { above_.push_back({{{sentence, look}}, 0, true}); }

std::string Dialogue::text(const std::string& question) {
    auto typed = context_.typed_answer(question, std::exchange(above_, {}));
    if (!typed) throw Error(Fault::refused, "nothing was recorded");
    return *std::move(typed);
}

std::string Dialogue::needed(const std::string& question) {
    for (;;)
        if (auto typed = text(question); !typed.empty()) return typed;
}

std::string Dialogue::one_of(const std::string& question, const std::vector<std::string>& words) {
    if (words.empty()) return text(question.ends_with('?') ? question : question + ":");
    for (;;) {
        const auto typed = text(fmt::format("{} ({}):", question, joined(words, ", ")));
        if (typed.empty()) return {};
        if (auto meant = meant_of(typed, words); !meant.empty()) return meant;
        show(fmt::format("\"{}\" is none of these{}", typed, did_you_mean(typed, words)), Look::warning);
    }
}

bool Dialogue::yes(const std::string& question) {
    const auto typed = text(question + " [y/N]");
    return same_folded(typed, "y") || same_folded(typed, "yes");
}

}  // namespace desk::cli
