#include "core/contract/former_names.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/base/contains.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/tier.hpp"

namespace desk {
namespace {

template <class Named>
const std::string& present(const std::vector<Named>& all, const std::string& word) {
    if (word.empty() || contains(all, word, &Named::name)) return word;
    const auto found = std::ranges::find_if(all, [&](const Named& each) { return contains(each.was, word); });
    return found == all.end() ? word : found->name;
}

template <class Named>
bool renames(const std::vector<Named>& all) {
    return std::ranges::any_of(all, [](const Named& each) { return !each.was.empty(); });
}

/// Puts the words of an event into those that the policy has.
class Renaming {
public:
    Renaming(const Policy& policy, const Desk& desk) : policy_(policy), desk_(desk) {}

    void operator()(did::Open& open) const {
        channel(open.channel);
        kind(open.kind);
        priority(open.priority);
        tier(open.tier);
    }
    void operator()(did::Reply& said) const { channel(said.via); }
    void operator()(did::Hear& heard) const { channel(heard.via); }
    void operator()(did::Reopen& reopened) const { channel(reopened.via); }
    void operator()(did::Prioritise& change) const {
        priority(change.from);
        priority(change.to);
    }
    void operator()(did::Kind& change) const {
        kind(change.from);
        kind(change.to);
    }
    void operator()(did::Escalate& change) const {
        tier(change.from);
        tier(change.to);
    }
    void operator()(did::Edit& edit) const {
        for (auto* text : {&edit.from, &edit.to}) {
            if (edit.field == "client") client(*text);
            if (edit.field == "channel") channel(*text);
            if (edit.field == "priority") priority(*text);
            if (edit.field == "kind") kind(*text);
        }
    }
    void operator()(const auto&) const {}

    void header(Ticket& ticket) const {
        channel(ticket.channel);
        kind(ticket.now.kind);
        priority(ticket.now.priority);
        tier(ticket.now.tier);
    }

private:
    void client(std::string& word) const { word = present_client(desk_, word); }
    void channel(std::string& word) const { word = present_channel(policy_, word); }
    void kind(std::string& word) const { word = present_kind(policy_, word); }
    void priority(std::string& word) const { word = present_priority(policy_, word); }
    void tier(int& number) const { number = present_tier(policy_, number); }

    const Policy& policy_;
    const Desk& desk_;
};

/// A change goes on from the word that the file has: a rule's applies only where that holds.
void go_on_from(Event& event, const Lifecycle& shown, const Lifecycle& stored) {
    std::visit(
        [&]<class T>(T& change) {
            if constexpr (std::is_same_v<T, did::Prioritise>)
                if (change.from == shown.priority) change.from = stored.priority;
            if constexpr (std::is_same_v<T, did::Kind>)
                if (change.from == shown.kind) change.from = stored.kind;
            if constexpr (std::is_same_v<T, did::Escalate>)
                if (change.from == shown.tier) change.from = stored.tier;
        },
        static_cast<AnyDid&>(event.what));
}

}  // namespace

bool has_former_names(const Desk& desk) {
    const auto in_policy = [](const Policy* policy) {
        return renames(policy->priorities) || renames(policy->kinds) || renames(policy->channels) || renames(policy->tiers);
    };
    return renames(desk.clients) || std::ranges::any_of(policies_of(desk), in_policy);
}

std::string present_client(const Desk& desk, const std::string& name) {
    const auto* client = name.empty() ? nullptr : client_named(desk, name);
    return client ? client->name : name;
}

const std::string& present_priority(const Policy& policy, const std::string& word) { return present(policy.priorities, word); }
const std::string& present_kind(const Policy& policy, const std::string& word) { return present(policy.kinds, word); }
const std::string& present_channel(const Policy& policy, const std::string& word) { return present(policy.channels, word); }

int present_tier(const Policy& policy, int tier) {
    if (tier <= std::ssize(policy.tiers)) return tier;
    const auto found = std::ranges::find_if(policy.tiers, [&](const Policy::Tier& each) { return contains(each.was, tier); });
    return found == policy.tiers.end() ? tier : static_cast<int>(found - policy.tiers.begin()) + 1;
}

Ticket in_present_words(Ticket ticket, const Desk& desk) {
    ticket.client = present_client(desk, ticket.client);
    const Renaming renaming(terms_of(desk, ticket).policy, desk);
    renaming.header(ticket);
    ticket.log.change([&](std::vector<Event>& events) {
        for (auto& event : events) std::visit(renaming, static_cast<AnyDid&>(event.what));
    });
    return ticket;
}

Ticket in_stored_words(Ticket ticket, const Ticket& stored, const Desk& desk) {
    const auto shown = in_present_words(stored, desk);
    const auto& known = shown.log.recorded();
    const auto in_stored_words = [&](Event& event) {
        const auto found = std::ranges::lower_bound(known, event, before);
        if (found != known.end() && *found == event)
            event = stored.log.recorded()[static_cast<std::size_t>(found - known.begin())];
        else
            go_on_from(event, shown.now, stored.now);
    };
    ticket.log.change([&](std::vector<Event>& events) { std::ranges::for_each(events, in_stored_words); });
    if (ticket.client == shown.client) ticket.client = stored.client;
    if (ticket.channel == shown.channel) ticket.channel = stored.channel;
    ticket.now = fold(ticket.log);
    return ticket;
}

}  // namespace desk
