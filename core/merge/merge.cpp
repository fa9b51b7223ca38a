#include "core/merge/merge.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/merge/parts.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

using namespace merging;

/// In the places that a canonical file gives them, as the base's and the other's are.
Ticket with_settled_extras(Ticket ticket) {
    for (auto& event : ticket.log)
        if (!event.unknown_keys.empty()) event.unknown_keys = settled(std::move(event.unknown_keys), keys_of(event));
    ticket.requester.unknown_keys = settled(std::move(ticket.requester.unknown_keys), keys_of(ticket.requester));
    ticket.unknown_keys = settled(std::move(ticket.unknown_keys), keys_of(ticket));
    return ticket;
}

bool edits(const Event& event, std::string_view name) {
    const auto* edit = as<did::Edit>(event);
    return edit != nullptr && edit->field == name;
}

const Event* last_edit(const Log& log, std::string_view name) {
    const auto found = std::find_if(log.rbegin(), log.rend(), [&](const Event& event) { return edits(event, name); });
    return found == log.rend() ? nullptr : &*found;
}

bool contains(const Log& log, const Event& event) {
    const auto found = std::ranges::lower_bound(log, event, before);
    return found != log.end() && !before(event, *found) && found->what == event.what;
}

/// What the log says of a text that was the base's: its last edit, unless the base has seen that one.
std::string text_after(const Log& log, std::string_view name, const Ticket& base) {
    const auto* last = last_edit(log, name);
    return last == nullptr || contains(base.log, *last) ? field(base, name) : as<did::Edit>(*last)->to;
}

/// The texts that were changed by hand become edits, the same in every clone. A side that lacks the base's last edit, as in a
/// cherry-pick, did not change what that edit changed.
Ticket with_hand_edits(Ticket side, const Ticket& base) {
    for (const auto name : header_texts) {
        const auto said = text_after(side.log, name, base);
        const auto* seen = last_edit(base.log, name);
        if (field(side, name) == said || side.log.empty() || (seen != nullptr && !contains(side.log, *seen))) continue;
        const auto at = side.log.back().at + Milliseconds(1);
        append(side, {at, "desk", did::Edit{std::string(name), said, field(side, name)}, {}});
    }
    return side;
}

/// The text before the first edit.
const std::string& first_text(const Ticket& ticket, std::string_view name) {
    const auto found = std::ranges::find_if(ticket.log, [&](const Event& event) { return edits(event, name); });
    return found == ticket.log.end() ? field(ticket, name) : as<did::Edit>(*found)->from;
}

/// The base of two that were both added: nothing but the texts that both began with.
Ticket beginning_of(const Ticket& ours, const Ticket& theirs) {
    Ticket made;
    for (const auto name : header_texts) field(made, name) = std::min(first_text(ours, name), first_text(theirs, name));
    return made;
}

/// `opened` and `channel`, as the log's first `open` says.
void set_from_log(Ticket& ticket) {
    const auto first = std::ranges::find_if(ticket.log, [](const Event& event) { return as<did::Open>(event) != nullptr; });
    if (first == ticket.log.end()) return;
    const auto& open = *as<did::Open>(*first);
    ticket.opened = open.received.value_or(first->at);
    ticket.channel = open.channel;
}

Ticket merged_from(const Ticket& base, const Ticket& ours, const Ticket& theirs) {
    const auto left = with_hand_edits(ours, base), right = with_hand_edits(theirs, base);
    Ticket made;
    made.id = ours.id;
    made.log = joined(base.log, left.log, right.log);
    made.now = fold(made.log);
    for (const auto name : header_texts) field(made, name) = text_after(made.log, name, base);
    made.opened = joined(base.opened, ours.opened, theirs.opened);
    made.channel = joined(base.channel, ours.channel, theirs.channel);
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
    if (left.opened != right.opened || left.channel != right.channel) set_from_log(made);
    return with_settled_extras(std::move(made));
}

}  // namespace desk
