#pragma once

#include <string>
#include <utility>
#include <vector>

namespace desk {

/// A YAML value of which desk knows only the form. Plain scalars (`5`, `yes`, `~`) are kept to the letter and never
/// interpreted; how a text was quoted is not kept.
struct YamlValue {
    enum class Form { plain, text, list, map };

    struct Entry;

    Form form = Form::text;
    std::string text;              ///< of a plain scalar or a text
    std::vector<YamlValue> items;  ///< of a list
    std::vector<Entry> entries;    ///< of a map, in the order of the file

    friend bool operator==(const YamlValue& a, const YamlValue& b);
};

struct YamlValue::Entry {
    YamlValue key;  ///< a plain scalar or a text
    YamlValue value;

    friend bool operator==(const Entry&, const Entry&) = default;
};

inline bool operator==(const YamlValue& a, const YamlValue& b) {
    return a.form == b.form && a.text == b.text && a.items == b.items && a.entries == b.entries;
}

/// A key unknown to desk, or a comment on lines of its own. It is kept, and written back in its place.
struct UnknownKey {
    std::string after;  ///< the known key that it follows in the file; empty: it is first
    bool comment = false;
    YamlValue::Entry entry;  ///< of a comment: `value.text` holds its lines without line end, each with its `#`

    friend bool operator==(const UnknownKey&, const UnknownKey&) = default;
};

}  // namespace desk
