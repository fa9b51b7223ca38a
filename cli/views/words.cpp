#include "cli/views/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t most_named = 5;

/// `2 open tickets and 1 other`
std::string how_many(const LostIn& in) {
    auto open = count_of(std::ssize(in.open), "open ticket");
    const auto done = count_of(std::ssize(in.done), "other");
    if (in.done.empty()) return open;
    return in.open.empty() ? count_of(std::ssize(in.done), "ticket") : fmt::format("{} and {}", open, done);
}

std::vector<std::string> references(const LostIn& in) {
    std::vector<std::string> texts;
    for (const auto* part : {&in.open, &in.done})
        for (const auto& each : *part) texts.push_back(each.text());
    return texts;
}

}  // namespace

std::string lost_text(const LostWord& lost, const LostIn& in) {
    auto named = references(in);
    const auto more = named.size() > most_named ? fmt::format(" and {} more", named.size() - most_named) : "";
    named.resize(std::min(named.size(), most_named));
    const bool is_one = in.open.size() + in.done.size() == 1;
    return fmt::format("{} {} the {} \"{}\", which {}: {}{}", how_many(in), is_one ? "has" : "have", lost.what, lost.word,
                       lost.what == "client" ? "has no file" : "is not in the policy", joined(named, ", "), more);
}

Page lost_words_page(std::span<const std::pair<LostWord, LostIn>> all) {
    Value::Array words;
    for (const auto& [lost, in] : all) {
        Value::Array tickets;
        for (auto& reference : references(in)) tickets.emplace_back(std::move(reference));
        words.push_back(Value::Object{{"what", lost.what},
                                      {"word", lost.word},
                                      {"open", static_cast<std::int64_t>(in.open.size())},
                                      {"tickets", std::move(tickets)}});
    }
    return {"lost_words", std::move(words), {}, {}};
}

}  // namespace desk::cli
