#pragma once

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/ticket/ticket.hpp"

/// The keys of a ticket's file, in its order: the only list of them. Readers, the writer, JSON, the merge and `edit` visit it.
namespace desk {

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
    visit(may("release"), ticket.release);
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

/// A key of a file, and whether it is there.
struct FileKey {
    std::string_view name;
    bool present = false;
};

/// In the order of the file, those that are absent among them.
std::vector<FileKey> keys_of(const Ticket& ticket);
std::vector<FileKey> keys_of(const Requester& requester);
std::vector<FileKey> keys_of(const Event& event);

/// The texts of the header that `edit` may change; of the requester's `requester.name` and the like.
inline constexpr std::array<std::string_view, 8> header_texts{
    "title", "client", "product", "release", "requester.name", "requester.email", "requester.phone", "description"};

/// One of them.
std::string& field(Ticket& ticket, std::string_view name);
const std::string& field(const Ticket& ticket, std::string_view name);

}  // namespace desk
