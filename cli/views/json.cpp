#include "cli/views/json.hpp"

#include <utility>

#include "cli/views/recorded.hpp"
#include "cli/views/shared.hpp"
#include "core/ticket/fields.hpp"

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
    void operator()(Key key, const std::optional<Minutes>& minutes) {
        if (minutes) (*this)(key, *minutes);
    }
    void operator()(Key key, const std::optional<Seconds>& time) {
        if (time) add(key.name, std::int64_t{time->count()});
    }
    void operator()(Key key, const std::optional<bool>& truth) {
        if (truth) add(key.name, *truth);
    }
    void operator()(Key key, const Reference& reference) { add(key.name, reference.text()); }
    void operator()(Key key, Instant at) { add(key.name, to_text(at)); }
    void operator()(Key key, Status status) { add(key.name, to_text(status)); }
    void operator()(Key key, const Did& what) { add(key.name, verb_of(what)); }
    template <class Bool>
    void operator()(Key key, Scope<Bool> scope) {
        if (scope.out) add(key.name, "out");
    }
    void operator()(Key key, const Requester& requester);
    void operator()(Key key, const Log& log);

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

Value::Object json_of(const Event& event) {
    Members members;
    event_fields(event, members);
    members.add(event.unknown_keys);
    return std::move(members.object);
}

void Members::operator()(Key key, const Requester& requester) {
    if (present(requester)) add(key.name, to_json(requester));
}

/// What became of an event: `minutes` is what holds of work.
Value revision_json(const Log& log, const Event& recorded, const Event& revision) {
    const auto* now = log.as_it_holds(recorded);
    Value::Object revised{{"by", revision.by}, {"at", to_text(revision.at)}, {"taken_back", now == nullptr}};
    if (now) revised.emplace_back("minutes", std::int64_t{as<did::Work>(*now)->minutes.count()});
    return revised;
}

void Members::operator()(Key key, const Log& log) {
    Value::Array events;
    for (const auto& event : log.recorded()) {
        auto json = json_of(event);
        if (const auto* revision = log.revision_of(event)) json.emplace_back("revised", revision_json(log, event, *revision));
        events.emplace_back(std::move(json));
    }
    add(key.name, std::move(events));
}

}  // namespace

Value to_json(const Requester& requester) {
    Members members;
    requester_fields(requester, members);
    members.add(requester.unknown_keys);
    return members.object.empty() ? Value() : Value(members.object);
}

Value to_json(const Ticket& ticket) {
    Members members;
    header_fields(ticket, members);
    // Last comes the log, which is long.
    auto log = std::move(members.object.back());
    members.object.pop_back();
    members.add(ticket.unknown_keys);
    members.object.push_back(std::move(log));
    return members.object;
}

Recorded recorded(const Ticket& ticket, Event event) { return {ticket.id, ticket.now.status, std::move(event), ticket.title}; }

Page recorded_page(std::span<const Recorded> recorded) {
    Page page{"recorded", {}, {}, {}};
    Value::Array all;
    for (const auto& [ticket, status, event, title] : recorded) {
        all.push_back(
            Value::Object{{"id", ticket.text()}, {"title", title}, {"status", to_text(status)}, {"event", json_of(event)}});
        page.porcelain.push_back(
            {ticket.text(), std::string(to_text(status)), to_text(event.at), event.by, std::string(verb_of(event)), title});
    }
    page.json = std::move(all);
    return page;
}

}  // namespace desk::cli
