#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/output/output.hpp"
#include "cli/views/policy_words.hpp"
#include "core/contract/money.hpp"
#include "core/contract/policy_key.hpp"
#include "core/time/time.hpp"

/// A table of the policy for programs: all keys that it describes, by their names.
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

/// Null where the policy does not have the table.
template <class T>
Value table_json(const std::optional<T>& table) {
    return table ? table_json(*table) : Value();
}

}  // namespace desk::cli
