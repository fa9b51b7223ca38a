#include "store/yaml/canonical_writer.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "core/base/contains.hpp"
#include "core/ticket/fields.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_scalar.hpp"

namespace desk {

namespace {

using namespace canonical;

void put_number(std::string& out, long long number) {
    char digits[24];
    out += ' ';
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    out += '\n';
}

void put_word(std::string& out, std::string_view word) {
    out += ' ';
    out += word;
    out += '\n';
}

/// The lines of a `|` block, two columns further in than its key.
void put_literal(std::string& out, std::string_view text, std::size_t column) {
    const bool ends = text.back() == '\n';
    out += ends ? " |\n" : " |-\n";
    if (ends) text.remove_suffix(1);
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (end > at) out.append(column + 2, ' ').append(text, at, end - at);
        out += '\n';
        at = end + 1;
    }
}

void put_text(std::string& out, std::string_view text, std::size_t column) {
    if (is_plain(text)) return put_word(out, text);
    if (is_literal(text)) return put_literal(out, text, column);
    out += ' ';
    quote(out, text);
    out += '\n';
}

void put_key(std::string& out, const YamlValue& key) {
    if (key.form == YamlValue::Form::plain || is_plain(key.text))
        out += key.text;
    else
        quote(out, key.text);
    out += ':';
}

void put_block(std::string& out, const YamlValue& node, std::size_t column);

/// What follows a key or a dash that stands at `column`; a list below a key stands at the same column as it.
void put_node(std::string& out, const YamlValue& node, std::size_t column) {
    switch (node.form) {
        case YamlValue::Form::plain:
            if (node.text.empty())
                out += '\n';
            else
                put_word(out, node.text);
            break;
        case YamlValue::Form::text: put_text(out, node.text, column); break;
        case YamlValue::Form::list:
            out += node.items.empty() ? " []\n" : "\n";
            put_block(out, node, column);
            break;
        case YamlValue::Form::map:
            out += node.entries.empty() ? " {}\n" : "\n";
            put_block(out, node, column + 2);
            break;
    }
}

void put_entry(std::string& out, const YamlValue::Entry& entry, std::size_t column) {
    out.append(column, ' ');
    put_key(out, entry.key);
    put_node(out, entry.value, column);
}

/// The items of a list, or the entries of a map, with their dashes and keys at `column`.
void put_block(std::string& out, const YamlValue& node, std::size_t column) {
    for (const auto& entry : node.entries) put_entry(out, entry, column);
    for (const auto& item : node.items) {
        const auto dash = out.size() + column;
        if (item.form == YamlValue::Form::plain && item.text.empty()) {
            out.append(column, ' ').append("- null\n");  // There are readers that stumble over a bare dash.
        } else if (item.items.empty() && item.entries.empty()) {
            out.append(column, ' ') += '-';
            put_node(out, item, column);
        } else {
            put_block(out, item, column + 2);  // A block inside a block begins on the line of its dash.
            out[dash] = '-';
        }
    }
}

void put_extra(std::string& out, const UnknownKey& unknown_key, std::size_t column) {
    if (unknown_key.comment)
        out.append(unknown_key.entry.value.text) += '\n';
    else
        put_entry(out, unknown_key.entry, column);
}

void put(std::string& out, const std::string& text, std::size_t column) { put_text(out, text, column); }
void put(std::string& out, const Reference& id, std::size_t) { put_word(out, id.text()); }
void put(std::string& out, Status status, std::size_t) { put_word(out, to_text(status)); }
void put(std::string& out, int number, std::size_t) { put_number(out, number); }
void put(std::string& out, Minutes minutes, std::size_t) { put_number(out, minutes.count()); }
void put(std::string& out, Seconds time, std::size_t) { put_number(out, time.count()); }
void put(std::string& out, bool flag, std::size_t) { put_word(out, flag ? "true" : "false"); }
void put(std::string& out, Instant at, std::size_t) { put_word(out, to_text(at)); }
void put(std::string& out, Scope<const bool>, std::size_t) { put_word(out, "out"); }
void put(std::string& out, const Did& did, std::size_t column) {
    const auto verb = [](const auto& what) -> std::string_view {
        if constexpr (requires { what.verb; })
            return what.verb;
        else
            return what.name;
    };
    put_text(out, std::visit(verb, did), column);
}
template <class T>
void put(std::string& out, const std::optional<T>& value, std::size_t column) {
    put(out, *value, column);
}
void put(std::string& out, const Requester& requester, std::size_t column);
void put(std::string& out, const Log& log, std::size_t column);

/// Writes the known keys of a map, each with the unknown keys that follow it. Those of an absent key so follow the one before it.
class Fields {
public:
    Fields(std::string& out, std::span<const UnknownKey> unknown_keys, std::size_t column)
        : out_(out), extras_(unknown_keys), column_(column) {
        put_extras({});
    }

    template <class T>
    void operator()(Key key, const T& value) {
        if (key.required || present(value)) {
            out_.append(column_, ' ').append(key.name) += ':';
            put(out_, value, column_);
        }
        put_extras(key.name);
    }

    /// What follows a key that this map does not have.
    void finish() {
        for (const auto& unknown_key : extras_)
            if (!contains(seen_, unknown_key.after)) put_extra(out_, unknown_key, column_);
    }

private:
    void put_extras(std::string_view after) {
        if (extras_.empty()) return;
        seen_.push_back(after);
        for (const auto& unknown_key : extras_)
            if (unknown_key.after == after) put_extra(out_, unknown_key, column_);
    }

    std::string& out_;
    std::span<const UnknownKey> extras_;
    std::size_t column_;
    std::vector<std::string_view> seen_;
};

void put(std::string& out, const Requester& requester, std::size_t column) {
    out += '\n';
    Fields fields(out, requester.unknown_keys, column + 2);
    requester_fields(requester, fields);
    fields.finish();
}

/// Comments stand before an event, and `at` is its first key.
void put_event(std::string& out, const Event& event) {
    std::vector<UnknownKey> keys;
    for (const auto& unknown_key : event.unknown_keys) {
        if (unknown_key.comment)
            put_extra(out, unknown_key, 0);
        else
            keys.push_back(unknown_key);
    }
    for (auto& unknown_key : keys)
        if (unknown_key.after.empty()) unknown_key.after = "at";
    const auto dash = out.size();
    Fields fields(out, keys, 2);
    event_fields(event, fields);
    fields.finish();
    out[dash] = '-';
}

void put(std::string& out, const Log& log, std::size_t) {
    out += '\n';
    for (const auto& event : log.recorded()) put_event(out, event);
}

}  // namespace

std::string to_yaml(const Ticket& ticket) {
    std::string out;
    Fields fields(out, ticket.unknown_keys, 0);
    header_fields(ticket, fields);
    fields.finish();
    return out;
}

}  // namespace desk
