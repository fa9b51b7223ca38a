#include "core/ticket/sort_key.hpp"

#include <optional>
#include <string_view>

namespace desk {
namespace {

// The length goes before each text, so that no text can be taken for two.
void put(std::string& out, std::string_view text) { out.append(std::to_string(text.size())).append(":").append(text); }
void put(std::string& out, long long number) { put(out, std::to_string(number)); }
void put(std::string& out, Minutes minutes) { put(out, minutes.count()); }
void put(std::string& out, Seconds time) { put(out, time.count()); }
void put(std::string& out, Instant at) { put(out, at.time_since_epoch().count()); }
template <class T>
void put(std::string& out, const std::optional<T>& value) {
    if (value)
        put(out, *value);
    else
        out += '-';
}

void put(std::string& out, const YamlValue& node) {
    put(out, static_cast<long long>(node.form));
    put(out, node.text);
    put(out, std::ssize(node.items));
    for (const auto& item : node.items) put(out, item);
    put(out, std::ssize(node.entries));
    for (const auto& entry : node.entries) {
        put(out, entry.key);
        put(out, entry.value);
    }
}

void put(std::string& out, const UnknownKey& unknown_key) {
    put(out, unknown_key.after);
    put(out, static_cast<long long>(unknown_key.comment));
    put(out, unknown_key.entry.key);
    put(out, unknown_key.entry.value);
}

}  // namespace

std::string sort_key_of(const YamlValue& node) {
    std::string out;
    put(out, node);
    return out;
}

std::string sort_key_of(const Did& what) {
    std::string out;
    const auto add = [&out](Key, const auto& member) { put(out, member); };
    std::visit([&]<class T>(const T& did) { T::fields(did, add); }, what);
    return out;
}

std::string sort_key_of(const Event& event) {
    std::string out(verb_of(event));
    out += ' ';
    out += sort_key_of(event.what);
    for (const auto& unknown_key : event.unknown_keys) put(out, unknown_key);
    return out;
}

}  // namespace desk
