#include "store/toml/reader.hpp"

#include <algorithm>

// Built in rather than linked: how deep values may nest is settled when toml++ is compiled.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_MAX_NESTED_VALUES 16

// toml++ asserts, or assumes, some of what it then checks all the same, as that `[` is not the end of a line. A file must not end
// the program.
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)

#include <fmt/format.h>
#include <toml++/toml.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace desk {

namespace {

constexpr int deepest = TOML_MAX_NESTED_VALUES;

// toml++ goes one call deeper for each part of a dotted key. No line that a person writes has as many dots.
constexpr std::ptrdiff_t most_dots_in_a_line = 500;

template <class Place>  // anything with a line and a column
[[noreturn]] void refuse_at(const std::string& file, const Place& place, const std::string& what, std::string hint = {}) {
    throw Malformed(Problem{{file, static_cast<int>(place.line), static_cast<int>(place.column)}, what}, std::move(hint));
}

/// The library's tree as our own, in the order of the file.
class Reading {
public:
    explicit Reading(const std::string& file) : file_(file) {}

    TomlNode node(const toml::node& from, int depth = 0) const {
        const auto at = from.source().begin;
        if (depth > deepest) refuse_at(file_, at, "tables inside tables, too many of them");
        TomlNode read{{}, static_cast<int>(at.line), static_cast<int>(at.column)};
        if (const auto* text = from.as_string()) read.data = text->get();
        if (const auto* flag = from.as_boolean()) read.data = flag->get();
        if (const auto* number = from.as_integer()) read.data = number->get();
        if (const auto* array = from.as_array()) read.data = list(*array, depth + 1);
        if (const auto* inner = from.as_table()) read.data = table(*inner, depth + 1);
        return read;
    }

private:
    TomlNode::List list(const toml::array& array, int depth) const {
        TomlNode::List list;
        for (const auto& item : array) list.push_back(node(item, depth));
        return list;
    }

    TomlNode::Table table(const toml::table& table, int depth) const {
        TomlNode::Table entries;
        for (const auto& [key, value] : table) {
            const auto at = key.source().begin;
            entries.push_back(
                {std::string(key.str()), static_cast<int>(at.line), static_cast<int>(at.column), node(value, depth)});
        }
        const auto place = [](const TomlNode::Entry& entry) { return std::pair(entry.line, entry.column); };
        std::sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
        return entries;
    }

    const std::string& file_;
};

/// Refuses what toml++ should not be given.
void check_size(std::string_view text, const std::string& file, std::size_t most_bytes) {
    if (text.size() > most_bytes) throw Malformed(Problem{{file}, fmt::format("is larger than {} KiB", most_bytes >> 10U)});
    int number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        if (std::count(line.begin(), line.end(), '.') > most_dots_in_a_line)
            throw Malformed(Problem{{file, number}, fmt::format("more than {} dots in one line", most_dots_in_a_line)});
    }
}

/// `process.change` and `step`: what stands in the brackets of `[process.change.step]`. A table out of a list has its own.
std::string inner_name(std::string_view table, const std::string& key) {
    if (table.starts_with('[')) table = table.substr(1, table.size() - 2);
    return table.empty() ? key : fmt::format("{}.{}", table, key);
}

void check_name(const Setting& setting, const std::string& name) {
    if (!is_name(name)) setting.refuse(fmt::format("\"{}\" is not a name", name), "a name has letters, digits, and inside . _ -");
}

}  // namespace

void Setting::refuse(const std::string& what, std::string hint) const { refuse_at(file, node, what, std::move(hint)); }

void Setting::want(std::string_view what, std::string hint) const {
    const auto place = table.empty() ? "" : fmt::format(" in [{}]", table);
    refuse(fmt::format("{}{} must be {}, as in: {} = {}", key, place, what, key, example), std::move(hint));
}

std::string text_from(const Setting& setting) {
    const auto* text = std::get_if<std::string>(&setting.node.data);
    if (text == nullptr || trimmed(*text).empty()) setting.want("text");
    return *text;
}

std::vector<std::string> texts_from(const Setting& setting) {
    std::vector<std::string> texts;
    for (const auto& item : list_from(setting, "a list of texts")) texts.push_back(text_from(item));
    return texts;
}

bool flag_from(const Setting& setting) {
    const auto* flag = std::get_if<bool>(&setting.node.data);
    if (flag == nullptr) setting.want("true or false");
    return *flag;
}

std::string name_from(const Setting& setting) {
    auto name = text_from(setting);
    check_name(setting, name);
    return name;
}

std::vector<Setting> list_from(const Setting& setting, std::string_view what) {
    const auto* list = std::get_if<TomlNode::List>(&setting.node.data);
    if (list == nullptr) setting.want(what);
    std::vector<Setting> items;
    for (const auto& item : *list) items.push_back(setting.part(item));
    return items;
}

std::vector<Setting> entries_from(const Setting& setting, const std::string& example) {
    const auto* table = std::get_if<TomlNode::Table>(&setting.node.data);
    if (table == nullptr) setting.want("a table");
    const auto name = inner_name(setting.table, setting.key);
    std::vector<Setting> entries;
    for (const auto& [key, line, column, value] : *table) {
        entries.push_back({value, setting.file, name, key, example});
        check_name(entries.back(), key);
    }
    return entries;
}

Settings::Settings(const TomlNode& table, std::string name, const std::string& file)
    : table_(table), name_(std::move(name)), file_(file) {}

bool Settings::says(std::string_view table, std::string_view key) const {
    const auto find = [](const TomlNode& node, std::string_view name) -> const TomlNode* {
        const auto* entries = std::get_if<TomlNode::Table>(&node.data);
        if (entries == nullptr) return nullptr;
        const auto found = std::find_if(entries->begin(), entries->end(), [&](const auto& entry) { return entry.key == name; });
        return found == entries->end() ? nullptr : &found->value;
    };
    const auto* inner = find(table_, table);
    return inner != nullptr && find(*inner, key) != nullptr;
}

bool Settings::table(const std::string& key, const Read& read) {
    const auto setting = find(key);
    if (setting) read_table(*setting, inner_name(name_, key), read);
    return setting.has_value();
}

void Settings::named_tables(const std::string& key, const ReadNamed& read) {
    const auto setting = find(key);
    if (!setting) return;
    if (!std::holds_alternative<TomlNode::Table>(setting->node.data))
        setting->refuse(fmt::format("{} must be tables, as in: [{}.NAME]", key, key));
    for (const auto& entry : entries_from(*setting, {}))
        read_table(entry, inner_name(entry.table, entry.key), [&](Settings& table) { read(entry.key, table); });
}

bool Settings::every_table(const std::string& key, const Read& read) {
    const auto setting = find(key);
    if (!setting) return false;
    const auto name = inner_name(name_, key);
    const auto* list = std::get_if<TomlNode::List>(&setting->node.data);
    if (list == nullptr) setting->refuse(fmt::format("{} must be written [[{}]]", key, name));
    for (const auto& one : *list) read_table(setting->part(one), fmt::format("[{}]", name), read);
    return true;
}

void Settings::refuse(const std::string& what) const { refuse_at(file_, table_, what); }

void Settings::refuse_keys_of(const std::string& other, const std::vector<std::string>& keys) const {
    for (const auto& entry : std::get<TomlNode::Table>(table_.data)) {
        if (!contains(keys, entry.key)) continue;
        const auto name = name_.empty() ? fmt::format("[{}]", entry.key) : fmt::format("{} in [{}]", entry.key, name_);
        refuse_at(file_, entry, fmt::format("{} belongs only in {}", name, other));
    }
}

void Settings::refuse_unknown() const {
    const auto is_known = [this](const TomlNode::Entry& entry) { return contains(known_, entry.key); };
    const auto& entries = std::get<TomlNode::Table>(table_.data);
    const auto unknown = std::find_if_not(entries.begin(), entries.end(), is_known);
    if (unknown == entries.end()) return;
    const auto place = name_.empty() ? "" : fmt::format(" in [{}]", name_);
    refuse_at(file_, *unknown, fmt::format("unknown key \"{}\"{}{}", unknown->key, place, did_you_mean(unknown->key, known_)),
              fmt::format("known keys: {}", joined(known_, ", ")));
}

std::optional<Setting> Settings::find(const std::string& key, const std::string& example) {
    known_.push_back(key);
    for (const auto& entry : std::get<TomlNode::Table>(table_.data))
        if (entry.key == key) return Setting{entry.value, file_, name_, key, example};
    return {};
}

void Settings::refuse_without(const std::string& key, const std::string& example) const {
    refuse(
        fmt::format("{} needs {}, as in: {} = {}", name_.empty() ? "the file" : fmt::format("[{}]", name_), key, key, example));
}

void Settings::read_table(const Setting& setting, const std::string& name, const Read& read) const {
    if (!std::holds_alternative<TomlNode::Table>(setting.node.data))
        setting.refuse(fmt::format("{} must be a table, [{}]", name, name));
    Settings table(setting.node, name, file_);
    read(table);
    table.refuse_unknown();
}

void read_toml(std::string_view text, const std::string& file, const Settings::Read& read, std::size_t most_bytes) {
    check_size(text, file, most_bytes);
    const auto parsed = toml::parse(text);
    if (!parsed) refuse_at(file, parsed.error().source().begin, std::string(parsed.error().description()));
    const auto root = Reading(file).node(parsed.table());
    Settings settings(root, "", file);
    read(settings);
    settings.refuse_unknown();
}

}  // namespace desk
