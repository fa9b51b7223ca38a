#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/ticket/ticket.hpp"

/// The rules of the canonical form, shared by its writer and the two readers; desk-ticket(5) explains them.
namespace desk::canonical {

constexpr std::size_t longest_file = 8U << 20U;
constexpr std::size_t longest_key = 1000;  ///< in bytes, as written; YAML readers give up after 1024 characters
constexpr std::size_t deepest = 32;        ///< lists and maps inside each other, the ticket itself counted

/// Whether two of these are the same.
bool repeats(std::vector<std::string_view> keys);
bool repeats_key(const std::vector<UnknownKey>& unknown_keys);

/// `scope:` in the header, which is written only when it is `out`.
template <class Bool>
struct Scope {
    Bool& out;
};

/// The keys of a ticket's header, in the order of the file.
template <class Self, class Visit>
void header_fields(Self& ticket, Visit&& visit) {
    visit(must("id"), ticket.id);
    visit(must("title"), ticket.title);
    visit(may("client"), ticket.client);
    visit(may("requester"), ticket.requester);
    visit(may("product"), ticket.product);
    visit(may("kind"), ticket.now.kind);
    visit(may("channel"), ticket.channel);
    visit(may("priority"), ticket.now.priority);
    visit(must("status"), ticket.now.status);
    visit(may("tier"), ticket.now.tier);
    visit(may("assignee"), ticket.now.assignee);
    visit(may("scope"), Scope<std::remove_reference_t<decltype((ticket.now.out_of_scope))>>{ticket.now.out_of_scope});
    visit(must("opened"), ticket.opened);
    visit(may("description"), ticket.description);
    visit(must("log"), ticket.log);
}

template <class Self, class Visit>
void requester_fields(Self& requester, Visit&& visit) {
    visit(may("name"), requester.name);
    visit(may("email"), requester.email);
    visit(may("phone"), requester.phone);
}

/// The keys of an event. What follows `do` depends on it: a reader sets `what` when `do` is visited.
template <class Self, class Visit>
void event_fields(Self& event, Visit&& visit) {
    visit(must("at"), event.at);
    visit(must("by"), event.by);
    visit(must("do"), event.what);
    std::visit([&visit](auto& did) { std::remove_cvref_t<decltype(did)>::fields(did, visit); }, event.what);
}

/// Whether a value is written where its key is not required.
inline bool present(const std::string& text) { return !text.empty(); }
inline bool present(int number) { return number != 0; }
inline bool present(Minutes minutes) { return minutes.count() != 0; }
inline bool present(bool flag) { return flag; }
inline bool present(const Requester& requester) { return requester != Requester{}; }
template <class Bool>
bool present(Scope<Bool> scope) {
    return scope.out;
}
template <class T>
bool present(const std::optional<T>& value) {
    return value.has_value();
}
/// The values of required keys.
template <class T>
bool present(const T&) {
    return true;
}

}  // namespace desk::canonical
