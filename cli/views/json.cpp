#include "cli/views/json.hpp"

#include <utility>

#include "cli/views/recorded.hpp"
#include "cli/views/shared.hpp"

namespace desk::cli {
namespace {

/// The members of an event or a header that are there, as JSON.
struct Members {
    Value::Object object;

    void operator()(Key key, const std::string& text) {
        if (!text.empty()) add(key.name, text);
    }
    void operator()(Key key, bool truth) {
        if (truth) add(key.name, true);
    }
    void operator()(Key key, int number) {
        if (number != 0) add(key.name, number);
    }
    void operator()(Key key, Minutes minutes) { add(key.name, std::int64_t{minutes.count()}); }
    void operator()(Key key, const std::optional<Instant>& at) {
        if (at) add(key.name, to_text(*at));
    }
    void operator()(Key key, const std::optional<bool>& truth) {
        if (truth) add(key.name, *truth);
    }
    void add(std::string_view key, Value value) { object.emplace_back(std::string(key), std::move(value)); }
    void add(std::span<const UnknownKey> unknown_keys);
};

Value json_of(const YamlValue& node) {
    switch (node.form) {
        case YamlValue::Form::plain:
        case YamlValue::Form::text: return node.text;
        case YamlValue::Form::list: {
            Value::Array items;
            for (const auto& item : node.items) items.push_back(json_of(item));
            return items;
        }
        case YamlValue::Form::map: {
            Value::Object members;
            for (const auto& entry : node.entries) members.emplace_back(entry.key.text, json_of(entry.value));
            return members;
        }
    }
    return {};
}

void Members::add(std::span<const UnknownKey> unknown_keys) {
    for (const auto& unknown_key : unknown_keys)
        if (!unknown_key.comment) add(unknown_key.entry.key.text, json_of(unknown_key.entry.value));
}

Value json_of(const Event& event) {
    Members members;
    members.add("at", to_text(event.at));
    members.add("by", event.by);
    members.add("do", verb_of(event));
    std::visit([&]<class T>(const T& what) { T::fields(what, members); }, event.what);
    members.add(event.unknown_keys);
    return members.object;
}

}  // namespace

Value to_json(const Requester& requester) {
    Members members;
    members(may("name"), requester.name);
    members(may("email"), requester.email);
    members(may("phone"), requester.phone);
    members.add(requester.unknown_keys);
    return members.object.empty() ? Value() : Value(members.object);
}

Value to_json(const Ticket& ticket) {
    Members members;
    members.add("id", ticket.id.text());
    members.add("title", ticket.title);
    members(may("client"), ticket.client);
    if (ticket.requester != Requester()) members.add("requester", to_json(ticket.requester));
    members(may("product"), ticket.product);
    members(may("kind"), ticket.now.kind);
    members(may("channel"), ticket.channel);
    members(may("priority"), ticket.now.priority);
    members.add("status", to_text(ticket.now.status));
    members(may("tier"), ticket.now.tier);
    members(may("assignee"), ticket.now.assignee);
    if (ticket.now.out_of_scope) members.add("scope", "out");
    members.add("opened", to_text(ticket.opened));
    members(may("description"), ticket.description);
    members.add(ticket.unknown_keys);
    Value::Array log;
    for (const auto& event : ticket.log) log.push_back(json_of(event));
    members.add("log", log);
    return members.object;
}

Page recorded_page(std::span<const Recorded> recorded) {
    Page page{"recorded", {}, {}, {}};
    Value::Array all;
    for (const auto& [ticket, status, event] : recorded) {
        all.push_back(Value::Object{{"id", ticket.text()}, {"status", to_text(status)}, {"event", json_of(event)}});
        page.porcelain.push_back(
            {ticket.text(), std::string(to_text(status)), to_text(event.at), event.by, std::string(verb_of(event))});
    }
    page.json = std::move(all);
    return page;
}

}  // namespace desk::cli
