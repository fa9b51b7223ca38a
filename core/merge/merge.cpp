#include "core/merge/merge.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/merge/parts.hpp"
#include "core/ticket/edits.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

using namespace merging;

/// In the places that a canonical file gives them, as the base's and the other's are.
Ticket with_settled_extras(Ticket ticket) {
    ticket.log.change([](std::vector<Event>& events) {
        for (auto& event : events)
            if (!event.unknown_keys.empty()) event.unknown_keys = settled(std::move(event.unknown_keys), keys_of(event));
    });
    ticket.requester.unknown_keys = settled(std::move(ticket.requester.unknown_keys), keys_of(ticket.requester));
    ticket.unknown_keys = settled(std::move(ticket.unknown_keys), keys_of(ticket));
    return ticket;
}

bool edits(const Event& event, std::string_view name) {
    const auto* edit = as<did::Edit>(event);
    return edit != nullptr && edit->field == name;
}

const Event* last_edit(const desk::Log& log, std::string_view name) {
    const auto found = std::find_if(log.rbegin(), log.rend(), [&](const Event& event) { return edits(event, name); });
    return found == log.rend() ? nullptr : &*found;
}

bool contains(const desk::Log& in, const Event& event) {
    const auto& log = in.recorded();
    const auto found = std::ranges::lower_bound(log, event, before);
    return found != log.end() && !before(event, *found) && found->what == event.what;
}

/// What the log says of a text that was the base's: the base's, unless another edit holds now than there.
std::string text_after(const desk::Log& log, std::string_view name, const Ticket& base) {
    const auto *last = last_edit(log, name), *before = last_edit(base.log, name);
    const bool is_older = last != nullptr && contains(base.log, *last);
    if (is_older && before != nullptr && !desk::before(*last, *before)) return field(base, name);
    if (last == nullptr && before == nullptr) return field(base, name);
    return said_of(log, name).value_or(field(base, name));
}

/// The texts that were changed by hand become edits, the same in every clone. A side that lacks the base's last edit, as in a
/// cherry-pick, did not change what that edit changed.
Ticket with_hand_edits(Ticket side, const Ticket& base) {
    for (const auto name : header_texts) {
        const auto said = text_after(side.log, name, base);
        const auto* seen = last_edit(base.log, name);
        if (field(side, name) == said || side.log.empty() || (seen != nullptr && !contains(side.log, *seen))) continue;
        const auto at = side.log.recorded().back().at + Milliseconds(1);
        append(side, {at, "desk", did::Edit{std::string(name), said, field(side, name)}, {}});
    }
    return side;
}

/// The text before the first edit.
const std::string& first_text(const Ticket& ticket, std::string_view name) {
    const auto& log = ticket.log.recorded();
    const auto found = std::ranges::find_if(log, [&](const Event& event) { return edits(event, name); });
    return found == log.end() ? field(ticket, name) : as<did::Edit>(*found)->from;
}

/// The base of two that were both added: nothing but the texts that both began with.
Ticket beginning_of(const Ticket& ours, const Ticket& theirs) {
    Ticket made;
    for (const auto name : header_texts) field(made, name) = std::min(first_text(ours, name), first_text(theirs, name));
    return made;
}

/// When it was received, and by which channel: what is put right by an edit is said by the log alone.
void set_opening(Ticket& made, const Ticket& base, const Ticket& ours, const Ticket& theirs) {
    made.opened = joined(base.opened, ours.opened, theirs.opened);
    made.channel = joined(base.channel, ours.channel, theirs.channel);
    for (const auto name : {received_name, channel_name})
        if (std::ranges::any_of(made.log.recorded(), [&](const Event& event) { return edits(event, name); }))
            follow_edits(made, name);
}

Ticket merged_from(const Ticket& base, const Ticket& ours, const Ticket& theirs) {
    const auto left = with_hand_edits(ours, base), right = with_hand_edits(theirs, base);
    Ticket made;
    made.id = ours.id;
    made.log = joined(base.log.recorded(), left.log.recorded(), right.log.recorded());
    made.now = fold(made.log);
    for (const auto name : header_texts) field(made, name) = text_after(made.log, name, base);
    set_opening(made, base, ours, theirs);
    made.requester.unknown_keys =
        joined(base.requester.unknown_keys, ours.requester.unknown_keys, theirs.requester.unknown_keys, keys_of(made.requester));
    made.unknown_keys = joined(base.unknown_keys, ours.unknown_keys, theirs.unknown_keys, keys_of(made));
    return made;
}

}  // namespace

Ticket merged(const Ticket* base, const Ticket& ours, const Ticket& theirs) {
    const auto left = with_settled_extras(ours), right = with_settled_extras(theirs);
    if (base != nullptr) return with_settled_extras(merged_from(with_settled_extras(*base), left, right));
    auto made = merged_from(beginning_of(left, right), left, right);
    if (left.opened != right.opened || left.channel != right.channel)
        for (const auto name : {received_name, channel_name}) follow_edits(made, name);
    return with_settled_extras(std::move(made));
}

}  // namespace desk
