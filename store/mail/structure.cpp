#include "store/mail/structure.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/mail/mail.hpp"

namespace desk {
namespace {

constexpr std::size_t most_headers = 10'000;  // of one part that are kept; those that matter come first
constexpr std::size_t most_parameters = 200, longest_parameters = std::size_t{64} << 10U;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool same_letters(std::string_view a, std::string_view b) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, small, small);
}

/// Takes the next line, without its end.
std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// `Name : value`; absent: the line is none.
std::optional<MailHeader> header_in(std::string_view line) {
    const auto is_letter = [](char c) { return c >= '!' && c <= '~' && c != ':'; };
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(line, is_letter) - line.begin());
    auto colon = end;
    while (colon < line.size() && is_blank(line[colon])) ++colon;
    if (end == 0 || colon == line.size() || line[colon] != ':') return {};
    auto value = line.substr(colon + 1);
    while (!value.empty() && is_blank(value.front())) value.remove_prefix(1);
    return MailHeader{line.substr(0, end), value};
}

/// Whether the line can stand among headers at all, or is text that has lost its blank line.
bool may_stand_in_head(std::string_view line) { return line.front() >= ' ' && line.front() <= '~'; }

/// Takes the text as long as it is the delimiter of a multipart, or its end.
struct Delimiter {
    std::string line;  ///< `--boundary`

    enum class Is { none, next, last };
    Is in(std::string_view text) const {
        if (!text.starts_with(line)) return Is::none;
        text.remove_prefix(line.size());
        const bool is_last = text.starts_with("--");
        if (is_last) text.remove_prefix(2);
        if (!std::ranges::all_of(text, is_blank)) return Is::none;
        return is_last ? Is::last : Is::next;
    }
};

/// What lies between the delimiters; the line break before one belongs to it. Stops at one more than are allowed.
std::vector<std::string_view> pieces_of(std::string_view body, const Delimiter& delimiter) {
    std::vector<std::string_view> pieces;
    std::optional<std::size_t> begin;
    auto rest = body;
    while (!rest.empty() && pieces.size() <= MailLimits::parts) {
        const auto at = body.size() - rest.size();
        const auto is = delimiter.in(take_line(rest));
        if (is == Delimiter::Is::none) continue;
        if (begin) {
            auto piece = body.substr(*begin, std::max(*begin, at) - *begin);
            if (piece.ends_with('\n')) piece.remove_suffix(1);
            if (piece.ends_with('\r')) piece.remove_suffix(1);
            pieces.push_back(piece);
        }
        begin.reset();
        if (is == Delimiter::Is::last) return pieces;
        begin = body.size() - rest.size();
    }
    if (begin) pieces.push_back(body.substr(*begin));
    return pieces;
}

class Reader {
public:
    std::string too_much;

    MailPart part(std::string_view text, std::size_t depth) {
        MailPart part;
        part.head = head_from(text);
        part.body = part.head.rest;
        part.type = parameters_from(part.head.value("content-type").value_or(""));
        part.disposition = parameters_from(part.head.value("content-disposition").value_or(""));
        if (part.type.word.find('/') == std::string::npos) part.type.word = "text/plain";
        if (part.type.word.starts_with("multipart/") && add_parts(part, depth)) return part;
        part.number = ++leaves_;
        if (leaves_ > MailLimits::parts) too_much = fmt::format("it has more than {} parts", MailLimits::parts);
        return part;
    }

private:
    /// False where there are none: a multipart without its boundary is a text, for a client has written it.
    bool add_parts(MailPart& part, std::size_t depth) {
        const auto boundary = part.type.raw("boundary");
        const auto pieces =
            boundary.empty() ? std::vector<std::string_view>() : pieces_of(part.body, {fmt::format("--{}", boundary)});
        if (pieces.empty()) {
            part.type.word = "text/plain";
            return false;
        }
        if (depth >= MailLimits::depth) too_much = fmt::format("its parts are nested more than {} deep", MailLimits::depth);
        for (const auto piece : pieces) {
            if (!too_much.empty()) break;
            part.parts.push_back(this->part(piece, depth + 1));
        }
        return true;
    }

    std::size_t leaves_ = 0;
};

void collect(const MailPart& part, std::vector<const MailPart*>& leaves) {
    if (part.parts.empty()) leaves.push_back(&part);
    for (const auto& inner : part.parts) collect(inner, leaves);
}

}  // namespace

std::optional<std::string_view> MailHead::value(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [&](const MailHeader& header) { return same_letters(header.name, name); });
    return found == headers.end() ? std::nullopt : std::optional(found->value);
}

MailHead head_from(std::string_view mail) {
    MailHead head;
    if (mail.starts_with("From ")) take_line(mail);  // as mailboxes begin one
    bool goes_on = false;                            // of the header before, where that was kept
    while (!mail.empty()) {
        const auto* const begin = mail.data();
        const auto line = take_line(mail);
        if (line.empty()) break;
        if (is_blank(line.front()) && !head.headers.empty()) {
            auto& value = head.headers.back().value;
            if (goes_on) value = {value.data(), static_cast<std::size_t>(line.data() + line.size() - value.data())};
            continue;
        }
        const auto header = header_in(line);
        goes_on = header && head.headers.size() < most_headers;
        if (goes_on) head.headers.push_back(*header);
        if (header || (!head.headers.empty() && may_stand_in_head(line))) continue;
        mail = {begin, static_cast<std::size_t>(mail.data() + mail.size() - begin)};
        break;
    }
    head.rest = mail;
    return head;
}

std::string_view MailParameters::raw(std::string_view name) const {
    const auto found = std::ranges::find(parameters, name, &Parameter::name);
    return found == parameters.end() ? std::string_view() : std::string_view(found->value);
}

namespace {

/// A value without its quotation marks, and without the backslashes in them.
std::string unquoted(std::string_view value) {
    if (!value.starts_with('"')) return std::string(value);
    value.remove_prefix(1);
    std::string text;
    for (std::size_t i = 0; i < value.size() && value[i] != '"'; ++i) {
        const bool is_escaped = value[i] == '\\' && i + 1 < value.size() && (value[i + 1] == '"' || value[i + 1] == '\\');
        if (is_escaped) ++i;
        text += value[i];
    }
    return text;
}

/// The text up to the next `;` that is in no quotation marks; takes it and the `;`.
std::string_view take_item(std::string_view& text) {
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_quoted && text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\'))
            ++i;
        else if (text[i] == '"')
            is_quoted = !is_quoted;
        else if (text[i] == ';' && !is_quoted) {
            const auto item = text.substr(0, i);
            text.remove_prefix(i + 1);
            return item;
        }
    }
    const auto item = text;
    text = {};
    return item;
}

}  // namespace

MailParameters parameters_from(std::string_view value) {
    MailParameters made;
    std::string line;
    for (auto rest = value.substr(0, longest_parameters); !rest.empty();) line += take_line(rest);
    std::string_view rest = line;
    made.word = folded(trimmed(take_item(rest)));
    while (!rest.empty() && made.parameters.size() < most_parameters) {
        const auto item = take_item(rest);
        const auto equals = item.find('=');
        if (equals == item.npos) continue;
        made.parameters.push_back({folded(trimmed(item.substr(0, equals))), unquoted(trimmed(item.substr(equals + 1)))});
    }
    return made;
}

MailStructure structure_of(std::string_view mail) {
    Reader reader;
    MailStructure structure;
    structure.root = reader.part(mail, 0);
    structure.too_much = reader.too_much;
    return structure;
}

std::vector<const MailPart*> leaves_of(const MailPart& part) {
    std::vector<const MailPart*> leaves;
    collect(part, leaves);
    return leaves;
}

}  // namespace desk
