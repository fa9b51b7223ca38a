#include "core/ticket/fields.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"

namespace desk {
namespace {

/// Gathers the keys that it visits.
class Keys {
public:
    template <class T>
    void operator()(Key key, const T& value) {
        keys_.push_back({key.name, key.required || present(value)});
    }
    std::vector<FileKey> take() { return std::move(keys_); }

private:
    std::vector<FileKey> keys_;
};

/// Looks for the text of this name among the keys that it visits.
class TextNamed {
public:
    explicit TextNamed(std::string_view name) : name_(name) {}

    void operator()(Key key, const std::string& text) {
        if (key.name == name_) found_ = &text;
    }
    template <class T>
    void operator()(Key, const T&) {}
    const std::string* found() const { return found_; }

private:
    std::string_view name_;
    const std::string* found_ = nullptr;
};

}  // namespace

std::vector<FileKey> keys_of(const Ticket& ticket) {
    Keys keys;
    header_fields(ticket, keys);
    return keys.take();
}

std::vector<FileKey> keys_of(const Requester& requester) {
    Keys keys;
    requester_fields(requester, keys);
    return keys.take();
}

std::vector<FileKey> keys_of(const Event& event) {
    Keys keys;
    event_fields(event, keys);
    return keys.take();
}

const std::string& field(const Ticket& ticket, std::string_view name) {
    constexpr std::string_view of_requester = "requester.";
    const bool is_known = std::ranges::find(header_texts, name) != header_texts.end();
    const bool is_inner = name.starts_with(of_requester);
    TextNamed text(is_inner ? name.substr(of_requester.size()) : name);
    if (is_inner)
        requester_fields(ticket.requester, text);
    else
        header_fields(ticket, text);
    if (is_known && text.found() != nullptr) return *text.found();
    throw Error(Fault::internal, fmt::format("\"{}\" is not a field that can be edited", name));
}

std::string& field(Ticket& ticket, std::string_view name) { return const_cast<std::string&>(field(std::as_const(ticket), name)); }

}  // namespace desk
