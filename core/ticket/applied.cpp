#include "core/ticket/applied.hpp"

namespace desk {
namespace {

bool is_turn(const Event& event, Status before, Status after) {
    if (as<did::Resolve>(event)) return is_open(before) && !is_open(after);
    if (as<did::Close>(event)) return before != Status::closed;
    return as<did::Reopen>(event) && !is_open(before);
}

}  // namespace

std::optional<Turn> turn_of(const Event& event, Status before, Status after) {
    return is_turn(event, before, after) ? std::optional(Turn{&event, before}) : std::nullopt;
}

std::vector<Turn> turns_of(const Ticket& ticket) {
    std::vector<Turn> turns;
    walk(ticket.log, [&](const Event& event, Status before, const Lifecycle& now) {
        if (const auto turn = turn_of(event, before, now.status)) turns.push_back(*turn);
    });
    return turns;
}

const Event* closing(const Ticket& ticket) {
    const auto turns = turns_of(ticket);
    return !turns.empty() && turns.back().is<did::Close>() ? turns.back().event : nullptr;
}

const Event* resolution(const Ticket& ticket) {
    const auto turns = turns_of(ticket);
    for (auto turn = turns.rbegin(); turn != turns.rend() && !turn->is<did::Reopen>(); ++turn)
        if (turn->is<did::Resolve>()) return turn->event;
    return nullptr;
}

const did::Wait* current_wait(const Ticket& ticket) {
    const auto* wait = ticket.now.status == Status::waiting ? last<did::Wait>(ticket) : nullptr;
    return wait ? as<did::Wait>(*wait) : nullptr;
}

}  // namespace desk
