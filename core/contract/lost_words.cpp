#include "core/contract/lost_words.hpp"

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/tier.hpp"

namespace desk {
namespace {

/// Where a policy names none, every word is one.
bool is_lost(const std::string& word, const std::vector<std::string>& known) { return !known.empty() && !contains(known, word); }

}  // namespace

std::vector<LostWord> lost_words(const Ticket& ticket, const Desk& desk) {
    const auto& policy = policy_of(desk, ticket);
    const auto& now = ticket.now;
    std::vector<LostWord> lost;
    const auto look_at = [&](std::string_view what, const std::string& word, bool is) {
        if (!word.empty() && is) lost.push_back({what, word});
    };
    look_at("client", ticket.client, !client_named(desk, ticket.client) && !client_names(desk).empty());
    look_at("priority", now.priority, !priority_named(policy, now.priority));
    look_at("kind", now.kind, !kind_named(policy, now.kind));
    look_at("channel", ticket.channel, is_lost(ticket.channel, channel_names(policy)));
    if (now.tier > std::ssize(policy.tiers)) lost.push_back({"tier", std::to_string(now.tier)});
    look_at("product", ticket.product, is_lost(ticket.product, policy.products));
    look_at("agent", now.assignee, is_open(now.status) && is_lost(now.assignee, agent_names(desk.policy)));
    return lost;
}

bool moves_figures(const LostWord& lost) { return lost.what == "priority" || lost.what == "kind"; }

std::string remedy(const LostWord& lost, const Desk& desk) {
    const auto renamed = [&](std::string_view table, std::string_view was) {
        return fmt::format("if {} was renamed, add was = [{}] to its [{}]", lost.word, was, table);
    };
    if (lost.what == "client") {
        const auto near = nearest(lost.word, client_names(desk));
        return near.empty() ? "`desk client list` shows those that have one" : fmt::format("did you mean \"{}\"?", near);
    }
    if (lost.what == "tier") return renamed("[tier]", lost.word);
    if (lost.what == "agent") return "`desk assign` gives them to somebody else";
    if (lost.what == "product") return "the known products are listed in [desk]";
    return renamed(fmt::format("{}.NAME", lost.what), fmt::format("\"{}\"", lost.word));
}

}  // namespace desk
