#include "store/desk/record_name.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "core/repository/backup.hpp"

namespace desk {
namespace {

/// FNV-1a: it has to tell records apart, and to be the same everywhere.
std::uint64_t hash_of(std::string_view content) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const unsigned char byte : content) hash = (hash ^ byte) * 0x100000001b3U;
    return hash;
}

}  // namespace

std::string record_name(Instant at, std::string_view content) {
    return fmt::format("{}-{:010x}", stamp(at), hash_of(content) >> 24U);
}

bool is_record_name(std::string_view name) {
    constexpr std::string_view form = "00000000T000000Z-0000000000";
    static_assert(form.size() == record_name_length);
    const auto fits = [](char wanted, char given) {
        if (wanted != '0') return wanted == given;
        return (given >= '0' && given <= '9') || (given >= 'a' && given <= 'f');
    };
    return name.size() == form.size() && std::ranges::equal(form, name, fits);
}

}  // namespace desk
