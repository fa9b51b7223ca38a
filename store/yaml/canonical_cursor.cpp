#include "store/yaml/canonical_cursor.hpp"

#include <cstdint>

#include "core/base/number.hpp"
#include "core/base/utf8.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_scalar.hpp"

namespace desk::canonical {

namespace {

/// The character behind `\x`, `\u` or `\U`. Whether it was written as desk writes it is not its business.
bool take_hex(Cursor& from, std::size_t digits, std::string& out) {
    const char* begin = from.here();
    for (std::size_t i = 0; i < digits; ++i) from.take();
    const auto text = from.since(begin);
    const auto code = desk::number_from<std::uint32_t>(text, 16);
    if (text.size() != digits || !code || *code > 0x10FFFF) return false;
    encode_utf8(out, *code);
    return true;
}

bool take_escape(Cursor& from, std::string& out) {
    switch (const char c = from.take()) {
        case '"':
        case '\\': out += c; return true;
        case 'n': out += '\n'; return true;
        case 't': out += '\t'; return true;
        case 'r': out += '\r'; return true;
        default: return (c == 'x' || c == 'u' || c == 'U') && take_hex(from, c == 'x' ? 2 : c == 'u' ? 4 : 8, out);
    }
}

/// A text in double quotes; only as desk would have quoted it.
bool take_quoted(Cursor& from, std::string& out) {
    const char* begin = from.here();
    out.clear();
    for (from.take(); !from.at('"');) {
        if (from.done() || from.at('\n')) return false;
        if (const char c = from.take(); c != '\\')
            out += c;
        else if (!take_escape(from, out))
            return false;
    }
    from.take();
    std::string written;
    quote(written, out);
    return written == from.since(begin);
}

bool take_literal(Cursor& from, std::string& out, std::size_t column) {
    const bool ends = from.take("|\n");
    if (!ends && !from.take("|-\n")) return false;
    for (out.clear(); !from.done();) {
        if (!from.at('\n') && !from.take_blanks(column)) break;
        out += from.line();
        out += '\n';
    }
    if (!ends && !out.empty()) out.pop_back();
    return is_literal(out) && (ends || out.back() != '\n');
}

}  // namespace

bool take_text(Cursor& from, std::string& out, std::size_t column) {
    if (!from.take(" ")) return false;
    if (from.at('|')) return take_literal(from, out, column + 2);
    if (from.at('"')) return take_quoted(from, out) && from.take("\n") && !is_plain(out) && !is_literal(out);
    out = from.line();
    return is_plain(out);
}

namespace {

bool take_scalar(Cursor& from, YamlValue& out, std::size_t column) {
    const Cursor begin = from;
    out.form = YamlValue::Form::text;
    if (take_text(from, out.text, column)) return true;
    from = begin;
    if (!from.take(" ")) return false;
    out.form = YamlValue::Form::plain;
    out.text = from.line();
    return !out.text.empty() && is_letters(out.text);
}

bool take_empty(Cursor& from, YamlValue& out) {
    const bool list = from.take(" []\n");
    if (!list && !from.take(" {}\n")) return false;
    out.form = list ? YamlValue::Form::list : YamlValue::Form::map;
    return true;
}

bool dash_at(Cursor from, std::size_t column) { return from.take_blanks(column) && from.take("- "); }

bool key_at(Cursor from, std::size_t column) {
    return from.take_blanks(column) && !from.done() && !from.at(' ') && !from.at('\n');
}

bool take_item(Cursor& from, YamlValue& out, std::size_t column, std::size_t depth);

/// A list whose dashes stand at `column`; the blanks before the first are already taken.
bool take_list(Cursor& from, YamlValue& out, std::size_t column, std::size_t depth) {
    out.form = YamlValue::Form::list;
    if (depth > deepest) return false;
    do {
        from.take("-");
        if (!take_item(from, out.items.emplace_back(), column, depth + 1)) return false;
    } while (dash_at(from, column) && from.take_blanks(column));
    return true;
}

/// A map whose keys stand at `column`; the blanks before the first are already taken.
bool take_map(Cursor& from, YamlValue& out, std::size_t column, std::size_t depth) {
    out.form = YamlValue::Form::map;
    if (depth > deepest) return false;
    do {
        auto& [key, value] = out.entries.emplace_back();
        if (!take_key(from, key) || !take_node(from, value, column, depth + 1)) return false;
    } while (key_at(from, column) && from.take_blanks(column));
    std::vector<std::string_view> keys;
    for (const auto& entry : out.entries) keys.push_back(entry.key.text);
    return !repeats(std::move(keys));
}

/// What follows the dash of a list: a block begins on the same line.
bool take_item(Cursor& from, YamlValue& out, std::size_t column, std::size_t depth) {
    if (take_empty(from, out)) return depth <= deepest;
    Cursor inner = from;
    inner.take(" ");
    const bool list = dash_at(inner, 0);
    Cursor colon = inner;
    if (YamlValue key; !list && !take_key(colon, key)) return take_scalar(from, out, column);
    from = inner;
    return list ? take_list(from, out, column + 2, depth) : take_map(from, out, column + 2, depth);
}

}  // namespace

bool take_node(Cursor& from, YamlValue& out, std::size_t column, std::size_t depth) {
    if (take_empty(from, out)) return depth <= deepest;
    if (!from.take("\n")) return take_scalar(from, out, column);
    if (dash_at(from, column)) return from.take_blanks(column) && take_list(from, out, column, depth);
    if (key_at(from, column + 2)) return from.take_blanks(column + 2) && take_map(from, out, column + 2, depth);
    out.form = YamlValue::Form::plain;
    return true;
}

bool take_key(Cursor& from, YamlValue& out) {
    const char* begin = from.here();
    if (from.at('"')) {
        if (!take_quoted(from, out.text) || is_plain(out.text)) return false;
        out.form = YamlValue::Form::text;
    } else {
        const auto line = Cursor(from).line();
        auto end = line.find(':');
        while (end < line.size() && end + 1 < line.size() && line[end + 1] != ' ') end = line.find(':', end + 1);
        if (end == 0 || end > longest_key) return false;
        out.text = line.substr(0, end);
        out.form = is_plain(out.text) ? YamlValue::Form::text : YamlValue::Form::plain;
        if (out.form == YamlValue::Form::plain && !is_letters(out.text)) return false;
        from.take(out.text);
    }
    return from.since(begin).size() <= longest_key && from.take_colon();
}

bool take_comment(Cursor& from, std::string& out) {
    const char* begin = from.here();
    while (from.at('#')) from.line();
    out = from.since(begin);
    if (out.empty()) return false;
    out.pop_back();
    for (std::string_view rest = out; !rest.empty();) {
        char32_t code = 0;
        const auto length = decode_utf8(rest, code);
        if (length == 0 || is_forbidden(code)) return false;
        rest.remove_prefix(length);
    }
    return true;
}

}  // namespace desk::canonical
