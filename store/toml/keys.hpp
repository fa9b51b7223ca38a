#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/contains.hpp"
#include "core/contract/policy_key.hpp"
#include "store/toml/month.hpp"
#include "store/toml/targets.hpp"
#include "store/toml/values.hpp"

namespace desk {

/// Reads the keys that a table of the policy describes (core/contract/policy_key.hpp).
class KeyReader {
public:
    using Check = std::function<void(const Settings& table, const KeyReader& read)>;

    /// `check_inner` is asked when a table inside this one has been read.
    KeyReader(Settings& table, PolicyDraft& draft, Check check_inner = {})
        : table_(table), draft_(draft), check_inner_(std::move(check_inner)) {}

    /// Whether the key is in the file.
    bool said(std::string_view key) const { return contains(said_, key); }

    template <class T>
    void operator()(const PolicyKey& key, T& into, form::Plain) {
        if constexpr (std::is_same_v<T, bool>) {
            read(key, into, flag_from);
        } else if constexpr (std::is_same_v<T, std::string>) {
            read(key, into, text_from);
        } else {
            read(key, into, texts_from);
        }
    }
    void operator()(const PolicyKey& key, std::string& into, form::NewName) { read(key, into, new_name_in(*taken_)); }
    void operator()(const PolicyKey& key, std::vector<std::string>& into, form::Names names) {
        read(key, into, list_of(name_from, std::string(names.what)));
    }
    void operator()(const PolicyKey& key, std::vector<std::string>& into, form::Ranking) {
        std::vector<std::string> ranked;
        read(key, into, list_of(new_name_in(ranked), "a list of names, the best first"));
    }
    void operator()(const PolicyKey& key, std::string& into, form::Score score) {
        read(key, into, [&](const Setting& setting) {
            auto word = name_from(setting);
            must_be_known(setting, "score", word, score.scale);
            return word;
        });
    }
    void operator()(const PolicyKey& key, auto& into, form::Addresses) { read(key, into, addresses_from); }
    void operator()(const PolicyKey& key, auto& into, form::Agents) { read(key, into, agents_of(draft_)); }
    void operator()(const PolicyKey& key, auto& into, form::Channel) { read(key, into, channel_of(draft_)); }
    void operator()(const PolicyKey& key, auto& into, form::Channels) {
        read(key, into, list_of(channel_of(draft_), "a list of channels"));
    }
    void operator()(const PolicyKey& key, auto& into, form::Tier) { read(key, into, tier_of(draft_)); }
    void operator()(const PolicyKey& key, auto& into, form::When) { read(key, into, condition_of(draft_)); }
    void operator()(const PolicyKey& key, auto& into, form::Days) { read(key, into, days_from); }
    void operator()(const PolicyKey& key, auto& into, form::Months) { read(key, into, months_from); }
    void operator()(const PolicyKey& key, auto& into, form::Megabytes) { read(key, into, megabytes_from); }
    void operator()(const PolicyKey& key, auto& into, form::Percent) { read(key, into, percent_from); }
    void operator()(const PolicyKey& key, auto& into, form::Percents) { read(key, into, percents_from); }
    void operator()(const PolicyKey& key, auto& into, form::Share) { read(key, into, share_from); }
    void operator()(const PolicyKey& key, auto& into, form::Length) { read(key, into, length_in_minutes_from); }
    void operator()(const PolicyKey& key, auto& into, form::Rounding) { read(key, into, rounding_from); }
    void operator()(const PolicyKey& key, auto& into, form::Time) { read(key, into, span_of(draft_)); }
    template <class T>
    void operator()(const PolicyKey& key, T& into, form::OneOf<T> one) {
        read(key, into, one_of(Words<T>(one.words.begin(), one.words.end())));
    }
    template <class T>
    void operator()(const PolicyKey& key, std::optional<T>& into, form::OneOf<T> one) {
        read(key, into, one_of(Words<T>(one.words.begin(), one.words.end())));
    }

    template <class T>
    void operator()(const PolicyKey& key, std::optional<T>& into, form::Table) {
        auto made = into.value_or(T());
        const bool there = table_.table(std::string(key.name), [&](Settings& inner) {
            KeyReader reader(inner, draft_);
            T::keys(made, reader);
            if (check_inner_) check_inner_(inner, reader);
        });
        if (!there) return;
        into = std::move(made);
        said_.push_back(key.name);
    }
    template <class T>
    void operator()(const PolicyKey& key, std::vector<T>& into, form::Tables) {
        std::vector<std::string> names;
        table_.every_table(std::string(key.name), into, [&](Settings& inner, T& one) {
            KeyReader reader(inner, draft_);
            reader.taken_ = &names;
            T::keys(one, reader);
        });
    }

private:
    template <class T, class From>
    void read(const PolicyKey& key, T& into, From from) {
        const std::string name(key.name);
        const std::string example(key.example);
        if (key.required) return table_.must(name, into, from, example, into != T());
        if (table_.may(name, into, from, example)) said_.push_back(key.name);
    }

    Settings& table_;
    PolicyDraft& draft_;
    Check check_inner_;
    std::vector<std::string_view> said_;
    std::vector<std::string>* taken_ = nullptr;  ///< the names of the list that this table is in
};

/// All keys of a table, where none depends on another.
template <class T>
void read_keys(Settings& table, PolicyDraft& draft, T& into) {
    KeyReader reader(table, draft);
    T::keys(into, reader);
}

}  // namespace desk
