#include "core/ticket/event.hpp"

#include <tuple>
#include <type_traits>
#include <utility>

namespace desk {
namespace {

template <std::size_t index = 0>
Did find_verb(std::string_view verb) {
    using T = std::variant_alternative_t<index, AnyDid>;
    if constexpr (std::is_same_v<T, did::Unknown>) {
        return did::Unknown{std::string(verb)};
    } else {
        return verb == T::name ? Did{T{}} : find_verb<index + 1>(verb);
    }
}

}  // namespace

Did::Did(const Did& other) = default;
Did::Did(Did&& other) noexcept = default;
Did& Did::operator=(const Did& other) = default;
Did& Did::operator=(Did&& other) noexcept = default;
Did::~Did() = default;
bool Did::operator==(const Did& other) const = default;

std::string_view verb_of(const Did& what) {
    return std::visit(
        []<class T>(const T& did) -> std::string_view {
            if constexpr (std::is_same_v<T, did::Unknown>)
                return did.verb;
            else
                return T::name;
        },
        what);
}

std::string_view message_of(const Event& event) {
    return std::visit(
        []<class T>(const T& did) -> std::string_view {
            if constexpr (requires { did.message; })
                return did.message;
            else
                return {};
        },
        event.what);
}

bool before(const Event& a, const Event& b) {
    return std::tuple(a.at, std::string_view(a.by), verb_of(a)) < std::tuple(b.at, std::string_view(b.by), verb_of(b));
}

Did did_from(std::string_view verb) { return find_verb(verb); }

}  // namespace desk
