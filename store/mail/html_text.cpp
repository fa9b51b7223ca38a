#include "store/mail/html_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"
#include "store/mail/charset.hpp"
#include "store/mail/html_entities.hpp"

namespace desk {
namespace {

constexpr std::array<std::string_view, 30> blocks{"address", "article", "blockquote", "body",   "br",   "center", "dd", "div",
                                                  "dl",      "dt",      "fieldset",   "footer", "form", "h1",     "h2", "h3",
                                                  "h4",      "h5",      "h6",         "header", "hr",   "html",   "li", "ol",
                                                  "p",       "pre",     "section",    "table",  "tr",   "ul"};
constexpr std::array<std::string_view, 4> unread{"script", "style", "title", "template"};
constexpr std::size_t longest_entity = 10, longest_name = 12;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_sign(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

struct Tag {
    std::string name;  ///< in small letters
    bool closes = false;
    std::string_view attributes;
};

/// What a numeric reference means: `#228`, `#xE4`.
char32_t numbered_character(std::string_view digits) {
    const bool is_hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (is_hexadecimal) digits.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [end, why] = std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hexadecimal ? 16 : 10);
    if (why != std::errc() || end != digits.data() + digits.size()) return 0;
    if (code >= 0x80 && code < 0xA0) {  // windows-1252, as browsers read it
        char32_t meant = 0;
        decode_utf8(utf8_from(std::string(1, static_cast<char>(code)), "windows-1252"), meant);
        return meant;
    }
    const bool is_none = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
    return is_none ? 0xFFFD : code;
}

/// The character that the text, which begins with `&`, stands for, and its size; 0: it is a plain `&`.
std::size_t decode_entity(std::string_view text, char32_t& code) {
    const auto name_end = [&](std::size_t from) {
        while (from < text.size() && from < longest_entity + 2 && is_sign(text[from])) ++from;
        return from;
    };
    const bool is_number = text.size() > 1 && text[1] == '#';
    const auto end = name_end(is_number ? 2 : 1);
    const auto name = text.substr(is_number ? 2 : 1, end - (is_number ? 2 : 1));
    code = name.empty() ? 0 : is_number ? numbered_character(name) : html_character(name);
    if (code == 0) return 0;
    return end < text.size() && text[end] == ';' ? end + 1 : end;
}

/// The text in pieces, each of which is as it stands or the character that a reference means.
template <class Add>
void add_plain(std::string_view text, const Add& add) {
    while (!text.empty()) {
        const auto at = std::min(text.find('&'), text.size());
        if (at > 0) add(text.substr(0, at));
        text.remove_prefix(at);
        if (text.empty()) break;
        char32_t code = 0;
        const auto size = decode_entity(text, code);
        std::string character;
        if (size > 0) encode_utf8(character, code);
        add(size > 0 ? std::string_view(character) : text.substr(0, 1));
        text.remove_prefix(std::max(size, std::size_t{1}));
    }
}

std::string with_entities(std::string_view text) {
    std::string plain;
    add_plain(text, [&](std::string_view piece) { plain += piece; });
    return plain;
}

/// The address of a link; empty where it is none that a person would follow.
std::string link_in(std::string_view attributes) {
    for (auto at = attributes.find('='); at != attributes.npos; at = attributes.find('=')) {
        const auto before = trimmed(attributes.substr(0, at));
        const auto name = before.substr(before.find_last_of(" \t\r\n\"'/") + 1);
        attributes.remove_prefix(at + 1);
        while (!attributes.empty() && is_blank(attributes.front())) attributes.remove_prefix(1);
        const auto mark =
            !attributes.empty() && (attributes.front() == '"' || attributes.front() == '\'') ? attributes.front() : '\0';
        if (mark != '\0') attributes.remove_prefix(1);
        const auto end = std::min(mark != '\0' ? attributes.find(mark) : attributes.find_first_of(" \t\r\n"), attributes.size());
        if (folded(name) == "href") {
            auto address = with_entities(trimmed(attributes.substr(0, end)));
            return begins_folded(address, "http://") || begins_folded(address, "https://") ? address : std::string();
        }
        attributes.remove_prefix(std::min(end + (mark != '\0' ? 1 : 0), attributes.size()));
    }
    return {};
}

/// The text as it grows.
class Lines {
public:
    explicit Lines(std::size_t likely) { text_.reserve(likely); }

    void add(std::string_view text, bool keeps_lines) {
        for (const char c : text) {
            if (keeps_lines && c == '\n')
                end_line();
            else if (is_blank(c) && !keeps_lines)
                blank();
            else
                text_ += c;
        }
    }
    void blank() {
        if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
    }
    void end_line() {
        while (text_.ends_with(' ')) text_.pop_back();
        if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
    }
    std::size_t size() const { return text_.size(); }
    std::string_view since(std::size_t at) const { return std::string_view(text_).substr(std::min(at, text_.size())); }
    std::string take() {
        text_.resize(trimmed(text_).empty() ? 0 : static_cast<std::size_t>(text_.find_last_not_of(" \n") + 1));
        return std::move(text_);
    }

private:
    std::string text_;
};

class Page {
public:
    explicit Page(std::string_view html) : rest_(html), lines_(html.size()) {}

    std::string text() {
        while (!rest_.empty()) {
            const auto at = std::min(rest_.find('<'), rest_.size());
            add_text(rest_.substr(0, at));
            rest_.remove_prefix(at);
            if (!rest_.empty()) take_markup();
        }
        return lines_.take();
    }

private:
    struct Link {
        std::string address;
        std::size_t begin = 0;
    };

    void add_text(std::string_view text) {
        if (!is_in_head_) add_plain(text, [&](std::string_view piece) { lines_.add(piece, in_pre_ > 0); });
    }

    void take_markup() {
        if (rest_.starts_with("<!--")) return drop_through("-->", 4);
        const bool closes = rest_.starts_with("</");
        const auto name_at = closes ? 2U : 1U;
        const auto next = name_at < rest_.size() ? rest_[name_at] : '\0';
        if (next == '!' || next == '?' || (closes && !is_letter(next))) return drop_through(">", 1);
        const auto end = is_letter(next) ? end_of_tag() : rest_.npos;
        if (end == rest_.npos) {
            add_text(rest_.substr(0, 1));
            rest_.remove_prefix(1);
            return;
        }
        auto name_end = name_at;
        while (name_end < end && is_sign(rest_[name_end])) ++name_end;
        const auto name = rest_.substr(name_at, std::min<std::size_t>(name_end - name_at, longest_name));
        const Tag tag{folded(name), closes, rest_.substr(name_end, end - name_end)};
        rest_.remove_prefix(end + 1);
        take(tag);
    }

    void take(const Tag& tag) {
        const std::string_view name = tag.name;
        const bool is_block = contains(blocks, name);
        if (name == "head") is_in_head_ = !tag.closes;
        if (!tag.closes && is_block) is_in_head_ = false;  // the head was never closed
        if (!tag.closes && contains(unread, name)) return drop_element(tag.name);
        if (is_block) lines_.end_line();
        if (name == "td" || name == "th") lines_.blank();
        if (name == "pre") in_pre_ = std::max(0, in_pre_ + (tag.closes ? -1 : 1));
        if (name == "a") take_link(tag);
    }

    void take_link(const Tag& tag) {
        if (link_ && !link_->address.empty() && trimmed(lines_.since(link_->begin)) != link_->address)
            lines_.add(" (" + link_->address + ")", false);
        link_.reset();
        if (!tag.closes) link_ = Link{link_in(tag.attributes), lines_.size()};
    }

    /// The `>` of the tag that `rest_` begins with. One in quotation marks is none, but where they are never closed.
    std::size_t end_of_tag() {
        if (has_no_end_) return rest_.npos;
        char mark = '\0';
        for (std::size_t i = 1; i < rest_.size() && !ignores_marks_; ++i) {
            const char c = rest_[i];
            if (mark == '\0' && c == '>') return i;
            if (c == mark)
                mark = '\0';
            else if (mark == '\0' && (c == '"' || c == '\'') && rest_[i - 1] == '=')
                mark = c;
        }
        ignores_marks_ = true;
        const auto end = rest_.find('>');
        has_no_end_ = end == rest_.npos;
        return end;
    }

    void drop_through(std::string_view end, std::size_t from) {
        const auto at = rest_.find(end, from);
        rest_.remove_prefix(at == rest_.npos ? rest_.size() : at + end.size());
    }

    /// All to the end of an element that nobody reads; no tag counts in it.
    void drop_element(const std::string& name) {
        while (!rest_.empty()) {
            drop_through("</", 0);
            if (rest_.size() >= name.size() && same_folded(rest_.substr(0, name.size()), name)) return drop_through(">", 0);
        }
    }

    std::string_view rest_;
    Lines lines_;
    std::optional<Link> link_;
    int in_pre_ = 0;
    bool is_in_head_ = false, ignores_marks_ = false, has_no_end_ = false;
};

}  // namespace

std::string text_from_html(std::string_view html) { return Page(html).text(); }

}  // namespace desk
