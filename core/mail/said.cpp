#include "core/mail/said.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_title = 4000, longest_title_of_text = 200;  // bytes
constexpr std::size_t shortest_phone = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_sign(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// --- quoted lines

/// How a paragraph stands: `>> text` is twice quoted.
struct FlowedLine {
    std::size_t depth = 0;
    std::string_view text;
};

FlowedLine flowed_line(std::string_view line) {
    const auto depth = std::min(line.find_first_not_of('>'), line.size());
    line.remove_prefix(depth);
    if (line.starts_with(' ')) line.remove_prefix(1);
    return {depth, line};
}

class Paragraphs {
public:
    explicit Paragraphs(bool loses_blank) : loses_blank_(loses_blank) {}

    void add(const FlowedLine& line) {
        if (is_open_ && line.depth != depth_) end();
        depth_ = line.depth;
        current_ += line.text;
        is_open_ = line.text.ends_with(' ') && line.text != "-- ";
        if (is_open_ && loses_blank_) current_.pop_back();
        if (!is_open_) end();
    }
    std::string take() {
        if (is_open_) end();
        if (!text_.empty()) text_.pop_back();
        return std::move(text_);
    }

private:
    void end() {
        if (depth_ > 0) text_.append(depth_, '>').append(" ");
        text_.append(current_).append("\n");
        current_.clear();
        is_open_ = false;
    }

    std::string text_, current_;
    std::size_t depth_ = 0;
    bool loses_blank_, is_open_ = false;
};

// --- facts

enum class About { nothing, name, company, phone };

About label_from(std::string_view words) {
    constexpr std::array<std::string_view, 2> names{"name", "full name"};
    constexpr std::array<std::string_view, 5> companies{"company", "client", "organisation", "organization", "firm"};
    constexpr std::array<std::string_view, 8> phones{"phone",     "tel",     "tel.", "telephone", "mobile", "call-back number",
                                                     "call-back", "callback"};
    const auto label = folded(trimmed(words));
    if (contains(names, label)) return About::name;
    if (contains(companies, label)) return About::company;
    return contains(phones, label) ? About::phone : About::nothing;
}

/// `Tel. +44 20 7946 0123`: the number, where a line begins so; else empty.
std::string_view number_without_colon(std::string_view line) {
    constexpr std::array<std::string_view, 4> labels{"telephone", "phone", "mobile", "tel"};
    for (const auto label : labels) {
        if (!begins_folded(line, label)) continue;
        auto rest = line.substr(label.size());
        if (rest.starts_with('.')) rest.remove_prefix(1);
        const auto number = trimmed(rest);
        const bool is_parted = number.size() < rest.size() && rest.starts_with(' ');
        if (is_parted && !number.empty() && (number[0] == '+' || number[0] == '(' || is_digit(number[0]))) return number;
    }
    return {};
}

/// `+44 20 7946 0123` anywhere in the text; empty where there is none.
std::string_view phone_in(std::string_view text) {
    for (auto at = text.find('+'); at != text.npos; at = text.find('+', at + 1)) {
        if (at + 1 >= text.size() || !is_digit(text[at + 1])) continue;
        auto end = at + 1;
        while (end < text.size() && (is_digit(text[end]) || std::string_view(" ()-").find(text[end]) != std::string_view::npos))
            ++end;
        auto number = text.substr(at, end - at);
        number = number.substr(0, number.find_last_of("0123456789") + 1);
        if (number.size() >= shortest_phone) return number;
    }
    return {};
}

/// Whether the line was one of the facts.
bool take_fact(std::string_view line, SaidFacts& facts) {
    constexpr std::size_t longest_label = 20;
    line = trimmed(line);
    const auto colon = line.find(':');
    const auto value = colon == line.npos ? std::string_view() : trimmed(line.substr(colon + 1));
    const auto about = colon != line.npos && colon <= longest_label ? label_from(line.substr(0, colon)) : About::nothing;
    if (about == About::nothing || value.empty()) {
        const auto number = value.empty() ? number_without_colon(line) : std::string_view();
        if (!number.empty()) facts.phone = number;
        return !number.empty() || about != About::nothing;
    }
    (about == About::name ? facts.name : about == About::company ? facts.company : facts.phone) = value;
    return true;
}

// --- references

/// `2611-K7QF4` at this place, and its size.
struct FoundReference {
    Reference reference;
    std::size_t size = 0;
};

std::optional<FoundReference> reference_at(std::string_view text, std::size_t at) {
    constexpr std::size_t month_size = 4, code_size = 5;
    const auto is_part = [&](std::size_t i) { return i < text.size() && (is_sign(text[i]) || text[i] == '-'); };
    if (at > 0 && is_part(at - 1)) return {};
    const auto size_of_digits = static_cast<std::size_t>(std::ranges::find_if_not(text.substr(at, month_size), is_digit) -
                                                         text.substr(at, month_size).begin());
    if (size_of_digits != month_size) return {};
    const auto code_at = at + month_size + (at + month_size < text.size() && text[at + month_size] == '-' ? 1 : 0);
    const auto code = code_at < text.size() ? text.substr(code_at, code_size) : std::string_view();
    if (code.size() != code_size || !std::ranges::all_of(code, is_sign) || is_part(code_at + code_size)) return {};
    auto written = fmt::format("{}-", text.substr(at, month_size));
    for (char c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        written += c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    }
    const auto reference = Reference::canonical(written);
    return reference ? std::optional(FoundReference{*reference, code_at + code_size - at}) : std::nullopt;
}

// --- titles

/// What stands for "answer" and "forwarded" before a subject.
constexpr std::array<std::string_view, 14> marks{"re",   "fw", "fwd", "aw", "wg", "sv",  "vs",
                                                 "antw", "tr", "rif", "r",  "i",  "odp", "ynt"};

/// The size of `Re[2]: ` at the beginning of the text; 0: there is no such thing.
std::size_t mark_size(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_sign(text[end])) ++end;
    if (!contains(marks, folded(text.substr(0, end)))) return 0;
    if (end < text.size() && text[end] == '[') {
        auto close = end + 1;
        while (close < text.size() && is_digit(text[close])) ++close;
        if (close == end + 1 || close >= text.size() || text[close] != ']') return 0;
        end = close + 1;
    }
    while (end < text.size() && text[end] == ' ') ++end;
    if (end >= text.size() || text[end] != ':') return 0;
    return std::min(text.find_first_not_of(' ', end + 1), text.size());
}

std::string without_references(std::string_view text, std::span<const Reference> known) {
    std::string rest;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool has_bracket = text[i] == '[';
        const auto found = reference_at(text, i + (has_bracket ? 1 : 0));
        if (!found || !contains(known, found->reference)) {
            rest += text[i];
            continue;
        }
        i += found->size + (has_bracket ? 1 : 0);
        if (i >= text.size() || text[i] != ']') --i;
        rest += ' ';
    }
    return rest;
}

std::string cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && !begins_character(text[most])) --most;
    return std::string(text.substr(0, most)) + "…";
}

}  // namespace

std::string unfolded_lines(std::string_view text, bool loses_blank) {
    Paragraphs paragraphs(loses_blank);
    for (const auto line : split(text, '\n')) paragraphs.add(flowed_line(line));
    return paragraphs.take();
}

std::string without_quoted_end(const std::string& text) {
    constexpr std::size_t longest_introduction = 3;
    const auto lines = split(text, '\n');
    const auto is_empty = [&](std::size_t i) { return trimmed(lines[i]).empty(); };
    auto end = lines.size();
    while (end > 0 && is_empty(end - 1)) --end;
    auto begin = end;
    while (begin > 0 && lines[begin - 1].starts_with('>')) --begin;
    if (begin == end || begin == 0 || !trimmed(lines[begin - 1]).ends_with(':')) return text;
    auto kept = begin - 1;
    while (kept > 0 && !is_empty(kept - 1) && kept > begin - std::min(begin, longest_introduction)) --kept;
    const auto answer = std::span(lines).first(kept);
    const bool says_something = std::ranges::any_of(answer, [](std::string_view line) { return !trimmed(line).empty(); });
    if (!says_something || std::ranges::any_of(answer, [](std::string_view line) { return line.starts_with('>'); })) return text;
    const auto size = static_cast<std::size_t>(lines[kept].data() - text.data());
    const auto last = text.find_last_not_of(" \t\r\n", size == 0 ? 0 : size - 1);
    return fmt::format("{}\n\n[{} quoted line{} left out]", text.substr(0, last + 1), end - begin, end - begin == 1 ? "" : "s");
}

SaidFacts facts_in(std::string_view text) {
    SaidFacts facts;
    for (const auto line : split(text, '\n'))
        if (!take_fact(line, facts) && !trimmed(line).empty()) facts.has_more = true;
    if (facts.phone.empty()) facts.phone = phone_in(text);
    return facts;
}

std::vector<Reference> references_in(std::string_view text) {
    std::vector<Reference> found;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto reference = reference_at(text, i)) found.push_back(reference->reference);
    return found;
}

std::optional<AroundReference> around(std::string_view text, const Reference& reference) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto found = reference_at(text, i); found && found->reference == reference)
            return AroundReference{text.substr(0, i), text.substr(i + found->size)};
    return {};
}

std::string title_from(std::string_view subject, std::span<const Reference> known, std::string_view text) {
    auto title = plain_line(without_references(plain_line(subject), known));
    auto rest = trimmed(title);
    while (const auto size = mark_size(rest)) rest.remove_prefix(size);
    if (const auto named = plain_line(rest); !trimmed(named).empty()) return cut(trimmed(named), longest_title);
    for (const auto line : split(text, '\n'))
        if (const auto first = plain_line(line); !trimmed(first).empty()) return cut(trimmed(first), longest_title_of_text);
    return "(no subject)";
}

}  // namespace desk
