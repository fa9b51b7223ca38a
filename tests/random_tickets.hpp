#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.hpp"
#include "core/ticket/fields.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_scalar.hpp"

/// Tickets of every shape, for the tests that hold the writer and the two readers together. The same seed gives the same ones.
namespace desk {

class TicketMaker {
public:
    explicit TicketMaker(std::uint64_t seed, std::vector<std::string> texts) : random_(seed), texts_(std::move(texts)) {}

    Ticket ticket() {
        Ticket made;
        now_ = Instant(Milliseconds(1'700'000'000'000 + number(100'000'000)));
        header_fields(made, [this](Key key, auto&& member) { fill(key, member); });
        made.unknown_keys = unknown_keys({"", "id", "title", "status", "opened", "log"}, "top", true);
        return made;
    }

    std::string text() {
        switch (number(8)) {
            case 0:
            case 1: return texts_[number(texts_.size())];
            case 2: return lines();
            case 3: return characters(1 + number(12));
            default: return words(1 + number(12));
        }
    }

    std::uint64_t number(std::uint64_t below) { return std::uniform_int_distribution<std::uint64_t>(0, below - 1)(random_); }

private:
    bool chance(std::uint64_t of) { return number(of) == 0; }

    std::string words(std::uint64_t count) {
        static constexpr const char* all[] = {"payroll", "export", "fails", "with",  "error 1722", "printer:", "no",  "Yes,",
                                              "café",    "it's",   "#4",    "a - b", "12:30",      "(again)",  "née", "日本語"};
        std::string made = all[number(std::size(all))];
        for (std::uint64_t i = 1; i < count; ++i) made.append(" ").append(all[number(std::size(all))]);
        return made;
    }

    std::string lines() {
        static constexpr const char* ends[] = {"\n", "\n", "\n", "\n\n", " \n", "\n  ", "\n\t", "\n# ", "\n- "};
        std::string made;
        for (auto count = number(30) + 1; count > 0; --count)
            made.append(words(1 + number(12))).append(ends[number(std::size(ends))]);
        if (chance(2)) made += words(2);
        return made;
    }

    std::string characters(std::uint64_t count) {
        static constexpr char32_t all[] = {
            ' ',    ' ',    ':', '#', '-', '"',    '\\',   '\n',   '\t',   'a',    'b',     'Z',      '0',  '\'', '[',    '{',
            '|',    '>',    '&', '*', '!', '%',    '?',    ',',    0x7F,   0x85,   0xA0,    0xE9,     0x0,  0x1B, 0x2028, 0x202E,
            0xFEFF, 0xFFFD, '@', '`', '~', 0x3000, 0xE000, 0xFFFF, 0x4E2D, 0x200B, 0x1F600, 0x10FFFF, '\r', '=',  '<',    '.'};
        std::string made;
        for (; count > 0; --count) encode_utf8(made, all[number(std::size(all))]);
        return made;
    }

    void fill(Key key, std::string& member) { member = key.required || chance(2) ? text() : std::string(); }
    void fill(Key, int& member) { member = static_cast<int>(number(4)); }
    void fill(Key, Minutes& member) { member = Minutes(number(500)); }
    void fill(Key, bool& member) { member = chance(2); }
    void fill(Key, Instant& member) { member = now_; }
    void fill(Key, std::optional<Instant>& member) {
        if (chance(2)) member = now_ - Milliseconds(number(10'000'000));
    }
    void fill(Key, std::optional<Seconds>& member) {
        if (chance(2)) member = Seconds(number(500));
    }
    void fill(Key, std::optional<bool>& member) {
        if (chance(2)) member = chance(2);
    }
    void fill(Key, Status& member) { member = static_cast<Status>(number(5)); }
    void fill(Key, Scope<bool> member) { member.out = chance(4); }
    void fill(Key, Reference& member) {
        member = mint(std::chrono::year(2026) / 11, static_cast<std::uint32_t>(number(1U << 25U)));
    }

    void fill(Key, Requester& member) {
        if (chance(3)) return;
        requester_fields(member, [this](Key key, std::string& field) { fill(key, field); });
        std::vector<std::string> after = {""};
        if (!member.name.empty()) after.emplace_back("name");
        if (!member.phone.empty()) after.emplace_back("phone");
        member.unknown_keys = unknown_keys(after, "requester", false);
    }

    void fill(Key, Did& member) {
        if (did_ >= std::variant_size_v<AnyDid>) did_ = 0;
        member = did(did_++, std::make_index_sequence<std::variant_size_v<AnyDid>>());
        if (auto* unknown = std::get_if<did::Unknown>(&member)) {
            unknown->verb = text();
            if (!std::holds_alternative<did::Unknown>(did_from(unknown->verb))) unknown->verb = "escort";
        }
    }

    template <std::size_t... Index>
    static Did did(std::size_t wanted, std::index_sequence<Index...>) {
        Did made;
        ((wanted == Index ? void(made.emplace<Index>()) : void()), ...);
        return made;
    }

    void fill(Key, std::optional<Minutes>& member) {
        if (chance(2)) member = Minutes(number(500));
    }

    void fill(Key key, Log& member) {
        member.change([&](std::vector<Event>& events) { fill(key, events); });
    }

    void fill(Key, std::vector<Event>& member) {
        for (auto count = 1 + number(6); count > 0; --count) {
            now_ += Milliseconds(1 + number(100'000'000));
            Event event;
            event_fields(event, [this](Key key, auto& field) { fill(key, field); });
            event.unknown_keys = unknown_keys({"at", "by", "do"}, "event", false);
            if (chance(10)) event.unknown_keys.insert(event.unknown_keys.begin(), comment(""));
            member.push_back(std::move(event));
        }
    }

    UnknownKey comment(std::string after) {
        UnknownKey made;
        made.after = std::move(after);
        made.comment = true;
        made.entry.value.text = "# " + words(4);
        if (chance(3)) made.entry.value.text += "\n#" + words(2) + " ";
        return made;
    }

    /// In the order of `places`. Keys begin with `prefix`, so that they are none of ours.
    std::vector<UnknownKey> unknown_keys(const std::vector<std::string>& places, const std::string& prefix, bool comments) {
        std::vector<UnknownKey> made;
        if (!chance(3)) return made;
        for (const auto& after : places) {
            if (comments && chance(5)) made.push_back(comment(after));
            if (!chance(3)) continue;
            UnknownKey unknown_key;
            unknown_key.after = after;
            unknown_key.entry = {key(prefix + std::to_string(made.size())), node(0)};
            made.push_back(std::move(unknown_key));
        }
        return made;
    }

    YamlValue key(const std::string& prefix) {
        if (chance(3)) return letters(prefix.size() % 2 == 0 ? "12:3" + std::to_string(prefix.back() - '0') : prefix);
        return text_node(prefix + text().substr(0, 100));
    }

    static YamlValue letters(std::string text) {
        YamlValue made;
        made.form = canonical::is_letters(text) ? YamlValue::Form::plain : YamlValue::Form::text;
        made.text = std::move(text);
        return made;
    }

    /// A text that was cut may have lost half a character.
    static YamlValue text_node(std::string text) {
        YamlValue made;
        while (!valid(text)) text.pop_back();
        made.text = std::move(text);
        return made;
    }

    static bool valid(std::string_view text) {
        char32_t code = 0;
        for (std::size_t length = 0; !text.empty(); text.remove_prefix(length))
            if (length = decode_utf8(text, code); length == 0) return false;
        return true;
    }

    /// Nothing is written as `null` in a list.
    static YamlValue item(YamlValue node) {
        if (node.form == YamlValue::Form::plain && node.text.empty()) node.text = "null";
        return node;
    }

    YamlValue node(std::size_t depth) {
        static constexpr const char* plain[] = {"",      "5",  "yes",  "~",  "null", "2026-11-22", "2026-11-22 10:00:00",
                                                "1.5e3", "-1", ".inf", "012"};
        const auto form = number(depth > 4 ? 4 : 7);
        if (form < 2) return letters(plain[number(std::size(plain))]);
        if (form < 4) return text_node(text());
        YamlValue made;
        made.form = form < 6 ? YamlValue::Form::map : YamlValue::Form::list;
        for (auto count = number(4); count > 0; --count) {
            if (made.form == YamlValue::Form::list)
                made.items.push_back(item(node(depth + 1)));
            else
                made.entries.push_back({text_node("k" + std::to_string(count) + words(1)), node(depth + 1)});
        }
        return made;
    }

    std::mt19937_64 random_;
    std::vector<std::string> texts_;
    Instant now_{};
    std::size_t did_ = 0;
};

}  // namespace desk
