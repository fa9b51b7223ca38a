#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/output/output.hpp"
#include "cli/views/policy_words.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/money.hpp"
#include "core/contract/policy_key.hpp"
#include "core/time/time.hpp"

/// A table of the policy by the keys that it describes: all of them for programs, and in words those that are set.
namespace desk::cli {

template <class T>
Value table_json(const T& table);

/// Collects them. What the policy does not say is null; lengths of time are seconds, targets and shares texts.
class KeysJson {
public:
    template <class T, class Form>
    void operator()(const PolicyKey& key, const T& value, const Form& form) {
        members_.emplace_back(std::string(key.name), json_of(value, form));
    }
    template <class T, class Form>
    void operator()(const PolicyKey& key, const std::optional<T>& value, const Form& form) {
        members_.emplace_back(std::string(key.name), value ? json_of(*value, form) : Value());
    }

    Value::Object members() && { return std::move(members_); }

private:
    static Value json_of(const std::string& text, const auto&) { return text.empty() ? Value() : Value(text); }
    static Value json_of(const std::vector<std::string>& texts, const auto&) { return texts_json(texts); }
    static Value json_of(bool flag, form::Plain) { return flag; }
    static Value json_of(int number, const auto&) { return number; }
    static Value json_of(const std::vector<int>& numbers, const auto&) { return Value::Array(numbers.begin(), numbers.end()); }
    static Value json_of(Minutes time, const auto&) { return std::int64_t{Seconds(time).count()}; }
    static Value json_of(const Target& target, const auto&) { return to_text(target); }
    static Value json_of(Percent share, const auto&) { return to_text(share); }
    static Value json_of(const Condition& condition, const auto&) { return condition_cell(condition).json; }
    template <class T>
    static Value json_of(const T& value, form::OneOf<T> one) {
        const auto word = word_of(one.words, value);
        return word.empty() ? Value() : Value(word);
    }
    template <class T>
    static Value json_of(const T& table, form::Table) {
        return table_json(table);
    }
    template <class T>
    static Value json_of(const std::vector<T>& tables, form::Tables) {
        Value::Array all;
        for (const auto& table : tables) all.push_back(table_json(table));
        return all;
    }

    Value::Object members_;
};

template <class T>
Value table_json(const T& table) {
    KeysJson json;
    T::keys(table, json);
    return std::move(json).members();
}

/// Null if the policy does not have the table.
template <class T>
Value table_json(const std::optional<T>& table) {
    return table ? table_json(*table) : Value();
}

/// `hours.rollover.most` and what it says, in words.
struct KeyText {
    std::string key, text;
};

template <class T>
std::vector<KeyText> said_keys(const std::string& name, const T& table);

/// Collects what each key says; for tables inside the table only what `said_keys` returns.
class KeyTexts {
public:
    explicit KeyTexts(std::string table) : table_(std::move(table)) {}

    template <class T, class Form>
    void operator()(const PolicyKey& key, const T& value, const Form& form) {
        own.push_back({path_of(key), text_of(value, form)});
    }
    template <class T, class Form>
    void operator()(const PolicyKey& key, const std::optional<T>& value, const Form& form) {
        own.push_back({path_of(key), value ? text_of(*value, form) : std::string()});
    }
    template <class T>
    void operator()(const PolicyKey& key, const std::optional<T>& table, form::Table) {
        if (!table) return;
        auto said = said_keys(path_of(key), *table);
        if (said.empty()) said.push_back({path_of(key), "yes"});  // its presence says something
        add(said);
    }
    template <class T>
    void operator()(const PolicyKey& key, const std::vector<T>& tables, form::Tables) {
        for (const auto& table : tables) add(said_keys(path_of(key), table));
    }

    std::vector<KeyText> own;    ///< of every key, in their order
    std::vector<KeyText> inner;  ///< of the tables inside

private:
    std::string path_of(const PolicyKey& key) const { return table_ + "." + std::string(key.name); }
    void add(const std::vector<KeyText>& said) { inner.insert(inner.end(), said.begin(), said.end()); }

    static std::string text_of(const std::string& text, const auto&) { return text; }
    static std::string text_of(const std::vector<std::string>& texts, const auto&) { return joined(texts, ", "); }
    static std::string text_of(bool flag, form::Plain) { return flag ? "yes" : "no"; }
    static std::string text_of(int number, form::Percent) { return fmt::format("{} %", number); }
    static std::string text_of(int number, form::Days) { return count_of(number, "day"); }
    static std::string text_of(int number, form::Months) { return count_of(number, "month"); }
    static std::string text_of(int number, form::Megabytes) { return fmt::format("{} MB", number); }
    static std::string text_of(int number, form::Tier) { return std::to_string(number); }
    static std::string text_of(const std::vector<int>& percents, form::Percents) {
        return percents.empty() ? "" : fmt::format("{} %", fmt::join(percents, " %, "));
    }
    static std::string text_of(Minutes time, const auto&) { return to_text(time); }
    static std::string text_of(const Target& target, const auto&) { return to_text(target); }
    static std::string text_of(Percent share, const auto&) { return to_text(share); }
    static std::string text_of(const Condition& condition, const auto&) { return to_text(condition); }
    template <class T>
    static std::string text_of(const T& value, form::OneOf<T> one) {
        return std::string(word_of(one.words, value));
    }

    std::string table_;
};

/// The keys of a table, and of those inside it, that differ from the default.
template <class T>
std::vector<KeyText> said_keys(const std::string& name, const T& table) {
    const T plain{};
    KeyTexts texts(name), without(name);
    T::keys(table, texts);
    T::keys(plain, without);
    std::vector<KeyText> said;
    for (std::size_t i = 0; i < texts.own.size(); ++i)
        if (texts.own[i].text != without.own.at(i).text) said.push_back(std::move(texts.own[i]));
    said.insert(said.end(), texts.inner.begin(), texts.inner.end());
    return said;
}

template <class T>
std::vector<KeyText> said_keys(const std::string& name, const std::optional<T>& table) {
    return table ? said_keys(name, *table) : std::vector<KeyText>();
}

}  // namespace desk::cli
