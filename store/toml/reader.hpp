#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

/// Reading TOML, key by key: a wrong type, a missing key and an unknown one are refused with `Fault::malformed`, their place in
/// the file, and what would be right.
namespace desk {

/// Larger files are refused unless stated otherwise.
constexpr std::size_t most_toml_bytes = std::size_t{64} << 10U;

/// A file that is refused, with the place in it.
class Malformed : public Error {
public:
    explicit Malformed(Problem found, std::string what_to_do = {})
        : Error(failure(found, std::move(what_to_do))), problem(std::move(found)) {}

    Problem problem;
};

/// A value as it is in the file. Tables keep the order of the file.
struct TomlNode {
    struct Entry;
    using List = std::vector<TomlNode>;
    using Table = std::vector<Entry>;

    std::variant<std::monostate, std::string, bool, std::int64_t, List, Table> data;  ///< monostate: a fraction, a date or a time
    int line = 0;
    int column = 0;
};

struct TomlNode::Entry {
    std::string key;
    int line = 0;
    int column = 0;
    TomlNode value;
};

/// The value of a key, and what is needed to describe an error in it.
struct Setting {
    const TomlNode& node;
    const std::string& file;
    std::string table;
    std::string key;
    std::string example;  ///< of the whole value, as TOML

    [[noreturn]] void refuse(const std::string& what, std::string hint = {}) const;

    /// Refuses the value: "KEY in [TABLE] must be WHAT, as in: KEY = EXAMPLE".
    [[noreturn]] void want(std::string_view what, std::string hint = {}) const;

    /// A value inside this one.
    Setting part(const TomlNode& inner) const { return {inner, file, table, key, example}; }
};

/// Never empty, nor blank.
std::string text_from(const Setting& setting);
std::vector<std::string> texts_from(const Setting& setting);
bool flag_from(const Setting& setting);

/// The values of a list; `what` says what belongs in it.
std::vector<Setting> list_from(const Setting& setting, std::string_view what);

/// The keys of a table that are the user's own; each must be a name by `is_name`, and its value like `example`.
std::vector<Setting> entries_from(const Setting& setting, const std::string& example);

std::string name_from(const Setting& setting);

/// A table that is being read. Keys that were never asked for are refused at the end.
class Settings {
public:
    using Read = std::function<void(Settings&)>;
    using ReadNamed = std::function<void(const std::string& name, Settings&)>;

    Settings(const TomlNode& table, std::string name, const std::string& file);

    /// Reads a key into `into`; false if it is missing. `example` is a valid value, as TOML.
    template <class T, class From>
    bool may(const std::string& key, T& into, From from, const std::string& example) {
        const auto setting = find(key, example);
        if (setting) into = from(*setting);
        return setting.has_value();
    }

    /// The same; refuses a table without the key, unless it was set before.
    template <class T, class From>
    void must(const std::string& key, T& into, From from, const std::string& example, bool said = false) {
        if (!may(key, into, from, example) && !said) refuse_without(key, example);
    }

    /// Whether there is such a key in such a table inside this one.
    bool says(std::string_view table, std::string_view key) const;

    bool table(const std::string& key, const Read& read);              ///< `[key]`; false when it is not there
    void named_tables(const std::string& key, const ReadNamed& read);  ///< each `[key.NAME]`, in the order of the file

    /// Each `[[key]]`, read by `read(Settings&, T&)`; they replace what was in `into`. False if there is none.
    template <class T, class ReadOne>
    bool every_table(const std::string& key, std::vector<T>& into, ReadOne read) {
        std::vector<T> all;
        const bool there = every_table(key, [&](Settings& table) { read(table, all.emplace_back()); });
        if (there) into = std::move(all);
        return there;
    }

    /// Refuses the table as a whole.
    [[noreturn]] void refuse(const std::string& what) const;

    /// Refuses keys that belong in another file.
    void refuse_keys_of(const std::string& other, const std::vector<std::string>& keys) const;

    void refuse_unknown() const;

private:
    bool every_table(const std::string& key, const Read& read);
    std::optional<Setting> find(const std::string& key, const std::string& example = {});
    [[noreturn]] void refuse_without(const std::string& key, const std::string& example) const;
    void read_table(const Setting& setting, const std::string& name, const Read& read) const;

    const TomlNode& table_;
    std::string name_;  ///< empty: the whole file
    const std::string& file_;
    std::vector<std::string> known_;
};

/// Reads a whole file. Refuses bad TOML, files over `most_bytes`, and nesting so deep that it must be an attack.
void read_toml(std::string_view text, const std::string& file, const Settings::Read& read,
               std::size_t most_bytes = most_toml_bytes);

}  // namespace desk
