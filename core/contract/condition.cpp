#include "core/contract/condition.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"

namespace desk {
namespace {

std::string answer(const Ticket& ticket, std::string_view item) {
    for (auto event = ticket.log.rbegin(); event != ticket.log.rend(); ++event)
        if (const auto* answer = as<did::Answer>(*event); answer && answer->item == item) return answer->text;
    return {};
}

}  // namespace

std::string fact(const Ticket& ticket, std::string_view name) {
    if (name == "client") return ticket.client;
    if (name == "product") return ticket.product;
    if (name == "channel") return ticket.channel;
    if (name == "kind") return ticket.now.kind;
    if (name == "priority") return ticket.now.priority;
    if (name == "tier") return ticket.now.tier == 0 ? std::string() : std::to_string(ticket.now.tier);
    if (name == "scope") return ticket.now.out_of_scope ? "out" : "in";
    return answer(ticket, name);
}

bool matches(const Condition& condition, const Ticket& ticket) {
    return std::ranges::all_of(condition.words,
                               [&](const auto& word) { return contains(word.second, fact(ticket, word.first)); });
}

std::string to_text(const Condition& condition) {
    std::vector<std::string> parts;
    parts.reserve(condition.words.size());
    for (const auto& [name, values] : condition.words) parts.push_back(fmt::format("{} {}", name, joined(values, " or ")));
    return joined(parts, ", ");
}

}  // namespace desk
