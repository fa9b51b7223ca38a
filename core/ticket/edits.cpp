#include "core/ticket/edits.hpp"

#include <algorithm>

#include "core/base/contains.hpp"
#include "core/ticket/fields.hpp"

namespace desk {
namespace {

const did::Edit* edit_of(const Event& event, std::string_view name) {
    const auto* edit = as<did::Edit>(event);
    return edit && edit->field == name ? edit : nullptr;
}

/// Sets a text of the header. `received` that is no time stays as it was: `check` tells of it.
void put(Ticket& ticket, std::string_view name, const std::string& text) {
    if (name == channel_name)
        ticket.channel = text;
    else if (name == received_name)
        ticket.opened = instant_from(text).value_or(ticket.opened);
    else if (contains(header_texts, name))
        field(ticket, name) = text;
}

}  // namespace

const Event* opening_of(const Log& log) {
    const auto found = std::ranges::find_if(log, [](const Event& event) { return as<did::Open>(event) != nullptr; });
    return found == log.end() ? nullptr : &*found;
}

std::optional<std::string> said_of(const Log& log, std::string_view name) {
    const auto edits = [&](const Event& event) { return edit_of(event, name) != nullptr; };
    if (const auto last = std::find_if(log.rbegin(), log.rend(), edits); last != log.rend()) return edit_of(*last, name)->to;
    const auto* opening = opening_of(log);
    if (opening && name == channel_name) return as<did::Open>(*opening)->channel;
    if (opening && name == received_name) return to_text(as<did::Open>(*opening)->received.value_or(opening->at));
    const auto& all = log.recorded();
    const auto first = std::ranges::find_if(all, edits);
    return first == all.end() ? std::nullopt : std::optional(edit_of(*first, name)->from);
}

void follow_edits(Ticket& ticket, std::string_view name) {
    if (const auto text = said_of(ticket.log, name)) put(ticket, name, *text);
}

void follow_edit(Ticket& ticket, const Event& event) {
    const auto* edit = as<did::Edit>(event);
    const auto* retract = as<did::Retract>(event);
    // What somebody writes now is seen at once, also where a clock that runs ahead has written something for later.
    if (edit && contains(header_texts, edit->field)) return void(field(ticket, edit->field) = edit->to);
    if (edit) return follow_edits(ticket, edit->field);
    if (!retract || retract->of_do != did::Edit::name) return;
    for (const auto& other : ticket.log.recorded())
        if (const auto* taken = as<did::Edit>(other); taken && other.at == retract->of && other.by == retract->of_by)
            follow_edits(ticket, taken->field);
}

std::string text_in_header(const Ticket& ticket, std::string_view name) {
    if (name == channel_name) return ticket.channel;
    return name == received_name ? to_text(ticket.opened) : field(ticket, name);
}

std::string shown_text(std::string_view name, const std::string& text, const Zone& zone) {
    const auto at = name == received_name ? instant_from(text) : std::nullopt;
    if (at) return shown(zone, *at);
    return text.empty() ? "none" : text;
}

void take_back_edits(Ticket& ticket, Instant until) {
    const auto take_back = [&](std::string_view name) {
        const did::Edit *before = nullptr, *after = nullptr;
        for (const auto& event : ticket.log) {
            const auto* edit = edit_of(event, name);
            if (edit && event.at < until) before = edit;
            if (edit && event.at >= until && !after) after = edit;
        }
        if (after) put(ticket, name, before ? before->to : after->from);
    };
    for (const auto name : header_texts) take_back(name);
    take_back(channel_name);
    take_back(received_name);
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
