#include "core/contract/client_name.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"

namespace desk {
namespace {

constexpr std::size_t most_characters = 100;
constexpr std::size_t most_bytes = 200;  // a file system takes 255 for a name, and a record's has more behind the client's

/// Blanks that are pasted with a name, and are no part of it.
constexpr auto blanks = std::to_array<std::string_view>({" ", "\t", "\n", "\r", "\v", "\f", "\u00A0", "\u1680", "\u2002",
                                                         "\u2003", "\u2009", "\u200B", "\u202F", "\u3000", "\uFEFF"});

std::string_view without_blanks(std::string_view text) {
    const auto first = [&](std::string_view blank) { return text.starts_with(blank); };
    const auto last = [&](std::string_view blank) { return text.ends_with(blank); };
    for (auto found = std::ranges::find_if(blanks, first); found != blanks.end(); found = std::ranges::find_if(blanks, first))
        text.remove_prefix(found->size());
    for (auto found = std::ranges::find_if(blanks, last); found != blanks.end(); found = std::ranges::find_if(blanks, last))
        text.remove_suffix(found->size());
    return text;
}

/// Joiners and variation selectors are part of how some scripts, and emoji, are written.
bool may_be_hidden(char32_t character) {
    return character == 0x200C || character == 0x200D || (character >= 0xFE00 && character <= 0xFE0F);
}

/// Why it cannot be the name of a file; empty when it can.
std::string trouble_with(std::string_view name) {
    if (name.empty()) return "is empty";
    if (name.front() == '.') return "begins with a dot";
    std::size_t characters = 0;
    for (std::size_t at = 0; at < name.size(); ++characters) {
        char32_t character = 0;
        const auto size = decode_utf8(name.substr(at), character);
        if (size == 0) return "is not UTF-8";
        if (character == '/') return "has a slash in it";
        if (is_hidden(character) && !may_be_hidden(character)) return "has a character in it that cannot be seen";
        at += size;
    }
    return characters > most_characters || name.size() > most_bytes ? "has more than 100 characters" : "";
}

/// By which spellings of one name are the same.
std::string spelling(std::string_view name) {
    auto key = folded(name);
    std::erase_if(key, [](char c) { return c == ' '; });
    return key;
}

bool has_address(const Client& client, std::string_view typed) {
    return std::ranges::any_of(client.contacts,
                               [&](const Client::Contact& contact) { return same_folded(contact.email, typed); });
}

Error ambiguous(std::string_view typed, const std::vector<std::string>& names) {
    return {Fault::not_found, fmt::format("\"{}\" is ambiguous", typed), fmt::format("it could be: {}", joined(names, ", "))};
}

/// The only client of which it is true; several: refused.
template <class Is>
const Client* only_one(const Desk& desk, std::string_view typed, Is is) {
    const Client* found = nullptr;
    std::vector<std::string> names;
    for (const auto& client : desk.clients) {
        if (!is(client)) continue;
        found = &client;
        names.push_back(client.name);
    }
    if (names.size() > 1) throw ambiguous(typed, names);
    return found;
}

}  // namespace

bool is_client_name(std::string_view text) {
    return without_blanks(text) == text && composed(text) == text && trouble_with(text).empty();
}

std::string client_name_from(std::string_view typed) {
    auto name = composed(without_blanks(typed));
    if (const auto trouble = trouble_with(name); !trouble.empty())
        throw Error(Fault::usage, fmt::format("\"{}\" cannot be a client's name: it {}", typed, trouble),
                    "a client's name can be the name of a file, as in: acme");
    return name;
}

const Client* client_meant(const Desk& desk, std::string_view typed) {
    const auto wanted = without_blanks(typed);
    if (wanted.empty() || desk.clients.empty()) return nullptr;
    if (const auto* exact = client_named(desk, composed(wanted))) return exact;
    const auto key = spelling(wanted);
    const auto is_spelt = [&](std::string_view name) { return spelling(name) == key; };
    if (const auto* found = only_one(desk, typed, [&](const Client& client) { return is_spelt(client.name); })) return found;
    if (const auto* found =
            only_one(desk, typed, [&](const Client& client) { return std::ranges::any_of(client.was, is_spelt); }))
        return found;
    if (const auto* found = only_one(desk, typed, [&](const Client& client) { return is_spelt(client.full); })) return found;
    if (!is_address(wanted)) return nullptr;
    if (const auto* found = only_one(desk, typed, [&](const Client& client) { return has_address(client, wanted); }))
        return found;
    return client_by_address(desk, wanted);
}

std::string client_word(const Desk& desk, std::string_view typed) {
    if (typed.empty()) return {};
    const auto* client = client_meant(desk, typed);
    return client ? client->name : client_name_from(typed);
}

std::vector<std::string> client_names(const Desk& desk) {
    std::vector<std::string> names;
    for (const auto& client : desk.clients)
        if (client.has_file) names.push_back(client.name);
    return names;
}

std::vector<std::vector<std::string>> spelt_differently(const std::set<std::string>& names) {
    std::map<std::string, std::vector<std::string>> spellings;
    for (const auto& name : names) spellings[spelling(name)].push_back(name);
    std::vector<std::vector<std::string>> several;
    for (auto& [key, of] : spellings)
        if (of.size() > 1) several.push_back(std::move(of));
    return several;
}

}  // namespace desk
