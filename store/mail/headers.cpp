#include "store/mail/headers.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "store/mail/charset.hpp"
#include "store/mail/transfer.hpp"

namespace desk {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Each line break, with the blanks behind it, is one blank.
std::string unfolded(std::string_view value) {
    std::string line;
    line.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\r' && i + 1 < value.size() && value[i + 1] == '\n') continue;
        line += value[i] == '\n' ? ' ' : value[i];
        if (value[i] == '\n')
            while (i + 1 < value.size() && (value[i + 1] == ' ' || value[i + 1] == '\t')) ++i;
    }
    return line;
}

/// `=?utf-8?Q?Gr=C3=B6=C3=9Fe?=`
struct EncodedWord {
    std::string charset;  ///< in small letters, without a language behind it
    std::string bytes;
    std::size_t size = 0;
};

/// The one that the text begins with. Blanks are allowed in it: some programs write them.
std::optional<EncodedWord> encoded_word_at(std::string_view text) {
    const auto charset_end = text.find('?', 2);
    if (charset_end == text.npos || charset_end == 2 || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') return {};
    const auto charset = text.substr(2, charset_end - 2);
    const auto how = text[charset_end + 1];
    const auto begin = charset_end + 3, end = text.find('?', begin);
    const bool is_base64 = how == 'b' || how == 'B';
    if (std::ranges::any_of(charset, is_blank) || (!is_base64 && how != 'q' && how != 'Q')) return {};
    if (end == text.npos || end + 1 >= text.size() || text[end + 1] != '=') return {};
    const auto encoded = text.substr(begin, end - begin);
    return EncodedWord{folded(charset.substr(0, charset.find('*'))), is_base64 ? base64_decoded(encoded) : q_decoded(encoded),
                       end + 2};
}

/// Puts the text of a header together.
class HeaderText {
public:
    void add(const EncodedWord& word) {
        const bool follows = has_run_ && trimmed(between_).empty();
        if (!follows || charset_ != word.charset) {
            end_run();
            if (!follows) text_ += utf8_from(between_, {});
            charset_ = word.charset;
        }
        between_.clear();
        bytes_ += word.bytes;
        has_run_ = true;
    }
    void add(std::string_view plain) { between_ += plain; }

    std::string take() {
        end_run();
        return std::move(text_) + utf8_from(between_, {});
    }

private:
    void end_run() {
        if (has_run_) text_ += utf8_from(bytes_, charset_);
        bytes_.clear();
        has_run_ = false;
    }

    std::string text_, between_, bytes_, charset_;
    bool has_run_ = false;
};

std::string decoded_words(std::string_view line) {
    HeaderText text;
    while (!line.empty()) {
        const auto at = std::min(line.find("=?"), line.size());
        text.add(line.substr(0, at));
        line.remove_prefix(at);
        if (line.empty()) break;
        const auto word = encoded_word_at(line);
        if (word)
            text.add(*word);
        else
            text.add(line.substr(0, 2));
        line.remove_prefix(word ? word->size : 2);
    }
    return text.take();
}

/// The end of the text in quotation marks that begins at `at`; npos: it never ends.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
    for (auto i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i;
    }
    return text.npos;
}

/// A name before an address, without its quotation marks.
std::string name_in(std::string_view phrase) {
    phrase = trimmed(phrase);
    if (phrase.size() < 2 || phrase.front() != '"' || phrase.back() != '"') return std::string(trimmed(decoded_words(phrase)));
    std::string name;
    for (std::size_t i = 1; i + 1 < phrase.size(); ++i) {
        if (phrase[i] == '\\' && i + 2 < phrase.size()) ++i;
        name += phrase[i];
    }
    return std::string(trimmed(decoded_words(name)));
}

/// `Jane Doe <jane@acme.example>`; absent where an address comes before the first `<`.
std::optional<Mailbox> bracketed_mailbox(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            i = end_of_quoted(line, i);
            if (i == line.npos) return {};
        } else if (line[i] == '>' || line[i] == '@') {
            return {};
        } else if (line[i] == '<') {
            const auto end = line.find_first_of("<>", i + 1);
            if (end == line.npos || line[end] != '>') return {};
            const auto address = trimmed(line.substr(i + 1, end - i - 1));
            return Mailbox{name_in(line.substr(0, i)), utf8_from(address, {})};
        }
    }
    return {};
}

/// `jane@acme.example (Jane Doe)`
Mailbox bare_mailbox(std::string_view line) {
    const auto end = std::min(line.find_first_of(" \t,<>()"), line.size());
    const auto address = line.substr(0, end);
    const auto at = address.find('@');
    if (at == address.npos || at == 0 || at + 1 == address.size()) return {};
    auto rest = trimmed(line.substr(end));
    const auto close = rest.find(')');
    const bool has_name = rest.starts_with('(') && close != rest.npos;
    return {has_name ? std::string(trimmed(decoded_words(rest.substr(1, close - 1)))) : "", utf8_from(address, {})};
}

/// `filename*1*`, taken apart: absent where it is none of this name in pieces.
struct Piece {
    std::size_t number = 0;
    bool is_encoded = false;
};
std::optional<Piece> piece_of(std::string_view parameter, std::string_view name) {
    if (!parameter.starts_with(name) || parameter.size() == name.size() || parameter[name.size()] != '*') return {};
    parameter.remove_prefix(name.size() + 1);
    Piece piece;
    if (parameter.empty()) return Piece{0, true};
    const auto [end, why] = std::from_chars(parameter.data(), parameter.data() + parameter.size(), piece.number);
    if (why != std::errc()) return {};
    const std::string_view rest(end, static_cast<std::size_t>(parameter.data() + parameter.size() - end));
    if (rest != "" && rest != "*") return {};
    piece.is_encoded = rest == "*";
    return piece;
}

std::vector<std::string> ids_in(std::string_view value) {
    const auto line = unfolded(value);
    std::vector<std::string> ids;
    for (auto at = line.find('<'); at != line.npos; at = line.find('<', at + 1)) {
        const auto end = line.find_first_of("<> \t", at + 1);
        if (end == line.npos || line[end] != '>') continue;
        auto id = utf8_from(std::string_view(line).substr(at + 1, end - at - 1), {});
        const auto sign = id.find('@');
        if (sign != id.npos && sign > 0 && sign + 1 < id.size()) ids.push_back(std::move(id));
    }
    return ids;
}

}  // namespace

std::string header_text(std::string_view value) { return decoded_words(unfolded(value)); }

std::string header_word(std::string_view value) { return utf8_from(unfolded(value), {}); }

Mailbox mailbox_from(std::string_view value) {
    const auto line = unfolded(value);
    if (auto mailbox = bracketed_mailbox(line)) return *std::move(mailbox);
    return bare_mailbox(trimmed(line));
}

std::vector<std::string> message_ids_from(std::string_view value) {
    auto ids = ids_in(value);
    ids.resize(std::min(ids.size(), MailLimits::references));
    return ids;
}

std::vector<std::string> last_message_ids_from(std::string_view value) {
    auto ids = ids_in(value);
    ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(std::min(ids.size(), MailLimits::references)));
    return ids;
}

std::optional<std::string> parameter_text(const MailParameters& header, std::string_view name) {
    std::map<std::size_t, std::pair<std::string_view, bool>> pieces;
    for (const auto& [parameter, value] : header.parameters)
        if (const auto piece = piece_of(parameter, name)) pieces[piece->number] = {value, piece->is_encoded};
    if (pieces.empty()) {
        const auto found = std::ranges::find(header.parameters, name, &MailParameters::Parameter::name);
        return found == header.parameters.end() ? std::nullopt : std::optional(decoded_words(found->value));
    }
    std::string bytes, charset;
    for (const auto& [number, piece] : pieces) {
        auto [value, is_encoded] = piece;
        const auto first = value.find('\''), second = first == value.npos ? first : value.find('\'', first + 1);
        if (is_encoded && number == 0 && second != value.npos) {
            charset = value.substr(0, first);
            value.remove_prefix(second + 1);
        }
        bytes += is_encoded ? percent_decoded(value) : std::string(value);
    }
    return utf8_from(bytes, charset);
}

}  // namespace desk
