#include "core/ticket/edits.hpp"

#include <algorithm>

#include "core/ticket/fields.hpp"

namespace desk {
namespace {

const did::Edit* edit_of(const Event& event, std::string_view name) {
    const auto* edit = as<did::Edit>(event);
    return edit && edit->field == name ? edit : nullptr;
}

}  // namespace

void take_back_edits(Ticket& ticket, Instant until) {
    for (const auto name : header_texts) {
        const did::Edit *before = nullptr, *after = nullptr;
        for (const auto& event : ticket.log) {
            const auto* edit = edit_of(event, name);
            if (edit && event.at < until) before = edit;
            if (edit && event.at >= until && !after) after = edit;
        }
        if (after) field(ticket, name) = before ? before->to : after->from;
    }
}

TextOverTime::TextOverTime(const Ticket& ticket, std::string_view name, const std::string& now)
    : name_(name), now_(&now), text_(&now) {
    for (const auto& event : ticket.log) {
        const auto* edit = edit_of(event, name);
        if (edit && !last_) text_ = &edit->from;
        if (edit) last_ = &event;
    }
}

void TextOverTime::take(const Event& event) {
    if (const auto* edit = edit_of(event, name_)) text_ = &event == last_ ? now_ : &edit->to;
}

bool was_ever_of(const Ticket& ticket, std::string_view client) {
    const auto names_it = [&](const Event& event) {
        const auto* edit = edit_of(event, "client");
        return edit && (edit->from == client || edit->to == client);
    };
    return ticket.client == client || std::ranges::any_of(ticket.log, names_it);
}

}  // namespace desk
