#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_scalar.hpp"
#include "store/yaml/tree.hpp"

namespace desk::yaml {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_white(char c) { return is_blank(c) || c == '\n'; }

std::size_t end_of_line(std::string_view bytes, std::size_t at) { return std::min(bytes.find('\n', at), bytes.size()); }

bool begins_line(std::string_view bytes, std::size_t at) { return at == 0 || bytes[at - 1] == '\n'; }

/// `<<<<<<< ours`, `=======`
bool is_conflict_marker(std::string_view line) {
    if (line.empty() || std::string_view("<=>|").find(line[0]) == std::string_view::npos) return false;
    const auto run = std::min(line.find_first_not_of(line[0]), line.size());
    return run == 7 && (line.size() == run || line[run] == ' ');
}

std::string forbidden_sentence(char32_t code) {
    if (code == 0) return "a NUL byte: the file is damaged";
    if (code == '\r') return "a carriage return: the lines must end with LF alone (dos2unix does it; see core.autocrlf of git)";
    if (code == 0xFEFF) return "a byte order mark: the file must be UTF-8 without one";
    return fmt::format("the character U+{:04X}, which must be written as an escape in double quotes",
                       static_cast<unsigned>(code));
}

void check_characters(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        char32_t code = 0;
        const auto length = decode_utf8(bytes.substr(at), code);
        if (canonical::is_forbidden(code)) throw Refusal{at, forbidden_sentence(code)};
        at += length;
    }
}

void check_lines(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = end_of_line(bytes, at);
        if (is_conflict_marker(bytes.substr(at, end - at))) throw Refusal{at, "an unresolved merge conflict"};
        at = end + 1;
    }
}

/// Readers decode `\N`, `\_`, `\L` and `\P` differently, and know no others.
bool is_escape(char c) { return std::string_view("0abtnvfre \"/\\\nxuU").find(c) != std::string_view::npos; }

std::size_t end_of_double(std::string_view bytes, std::size_t begin) {
    for (auto at = begin + 1; at < bytes.size(); ++at) {
        if (bytes[at] == '"') return at + 1;
        if (bytes[at] != '\\') continue;
        if (++at == bytes.size() || !is_escape(bytes[at])) throw Refusal{at - 1, "an escape that YAML readers differ on"};
    }
    throw Refusal{begin, "this quote is never closed"};
}

std::size_t end_of_single(std::string_view bytes, std::size_t begin) {
    for (auto at = begin + 1; at < bytes.size(); ++at) {
        if (bytes[at] != '\'') continue;
        if (at + 1 == bytes.size() || bytes[at + 1] != '\'') return at + 1;
        ++at;
    }
    throw Refusal{begin, "this quote is never closed"};
}

/// The end of a text without quotes: its characters stand there one after the other, only the white between them differs.
std::size_t end_of_match(std::string_view bytes, std::size_t begin, std::string_view value) {
    auto end = begin;
    for (auto at = begin; const char c : value) {
        if (is_white(c)) continue;
        while (at < bytes.size() && is_white(bytes[at])) ++at;
        if (at == bytes.size() || bytes[at] != c) throw Refusal{begin, "a text that cannot be read safely; put it in quotes"};
        end = ++at;
    }
    return end;
}

std::string_view gap_sentence(std::string_view bytes, std::size_t at) {
    switch (bytes[at]) {
        case '&': return "an anchor, which desk does not accept";
        case '*': return "an alias, which desk does not accept";
        case '!': return "a tag, which desk does not accept";
        case '?': return "a complex key, which desk does not accept";
        case '%': return "a directive, which desk does not accept";
        case '.': return "the document ends before the file does";
        default: return "text that does not belong to the ticket";
    }
}

/// `---` may stand once, before everything but comments.
void check_dashes(std::string_view bytes, std::size_t at) {
    for (std::size_t line = 0; line < at; line = end_of_line(bytes, line) + 1) {
        const auto first = bytes.find_first_not_of(" \t", line);
        if (bytes[first] != '#' && bytes[first] != '\n') throw Refusal{at, "a second document begins; a file holds one ticket"};
    }
}

}  // namespace

void check_bytes(std::string_view bytes) {
    if (bytes.empty()) throw Refusal{0, "the file is empty; `git restore` brings back what was committed of it"};
    if (bytes.size() > canonical::longest_file) throw Refusal{canonical::longest_file, "the file is over 8 MiB"};
    if (const auto at = invalid_utf8_at(bytes)) throw Refusal{*at, "invalid UTF-8"};
    check_characters(bytes);
    check_lines(bytes);
    if (bytes.back() != '\n') throw Refusal{bytes.size(), "the file is cut off: its last line has no line end"};
}

std::size_t end_of_scalar(std::string_view bytes, std::size_t at, std::string_view value, std::vector<Comment>& comments) {
    switch (bytes[at]) {
        case '"': return end_of_double(bytes, at);
        case '\'': return end_of_single(bytes, at);
        case '|':
        case '>': {
            const auto text = end_of_line(bytes, at);
            const auto hash = std::min(bytes.find('#', at), text);
            read_gap(bytes, hash, text, comments);
            return end_of_match(bytes, text, value);
        }
        default: return end_of_match(bytes, at, value);
    }
}

void read_gap(std::string_view bytes, std::size_t begin, std::size_t end, std::vector<Comment>& comments) {
    for (auto at = begin; at < end;) {
        const char c = bytes[at];
        if (c == '#' && (begins_line(bytes, at) || is_blank(bytes[at - 1]))) {
            const auto line = end_of_line(bytes, at);
            comments.push_back({at, bytes.substr(at, line - at)});
            at = line;
        } else if (c == '-' && begins_line(bytes, at) && bytes.substr(at, 3) == "---") {
            check_dashes(bytes, at);
            at += 3;
        } else if (is_white(c) || std::string_view("-:,[]{}").find(c) != std::string_view::npos) {
            ++at;
        } else {
            throw Refusal{at, std::string(gap_sentence(bytes, at))};
        }
    }
}

}  // namespace desk::yaml
