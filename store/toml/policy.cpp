#include "store/toml/policy.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/policy_tables.hpp"
#include "store/toml/keys.hpp"
#include "store/toml/month.hpp"
#include "store/toml/policy_draft.hpp"
#include "store/toml/process.hpp"
#include "store/toml/rules.hpp"
#include "store/toml/targets.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

/// The one of this name; a new one at the end where there is none.
template <class T>
T& named(std::vector<T>& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, &T::name);
    if (found != all.end()) return *found;
    all.emplace_back().name = name;
    return all.back();
}

/// The listed ones in their order; those that are there already keep what is known of them.
std::vector<Policy::Priority> priorities_from(const Setting& setting, std::vector<Policy::Priority> known) {
    std::vector<std::string> names;
    std::vector<Policy::Priority> priorities;
    for (const auto& item : list_from(setting, "a list of names")) priorities.push_back(named(known, new_name_in(names)(item)));
    return priorities;
}

/// `Sam Hill <sam@acme.example>`, the agent of the key.
Policy::Agent agent_from(const Setting& setting) {
    constexpr std::string_view what = "a name and an address";
    const std::string text = text_from(setting);
    const auto open = text.rfind('<');
    if (open == std::string::npos || !text.ends_with('>')) setting.want(what);
    const auto full = trimmed(std::string_view(text).substr(0, open));
    const auto email = std::string_view(text).substr(open + 1, text.size() - open - 2);
    if (full.empty() || !is_address(email)) setting.want(what);
    return {setting.key, std::string(full), std::string(email)};
}

std::vector<Policy::Agent> agents_from(const Setting& setting) {
    std::vector<Policy::Agent> agents;
    for (const auto& entry : entries_from(setting, R"("Sam Hill <sam@acme.example>")")) {
        if (!is_agent_name(entry.key))
            entry.refuse(fmt::format("\"{}\" cannot be an agent's name: it has a meaning of its own", entry.key));
        agents.push_back(agent_from(entry));
    }
    return agents;
}

std::vector<std::string> queue_from(const Setting& setting) {
    return list_of([](const Setting& item) { return word_from(item, {"immediate", "due", "priority", "received"}); })(setting);
}

/// What of [desk] a further policy may say otherwise.
void read_contract(Settings& table, PolicyDraft& draft) {
    auto& policy = draft.policy;
    table.may("name", policy.name, text_from, R"("Acme support")");
    table.may("calendar", policy.calendar, calendar_of(draft), R"("office")");
    table.may(
        "priorities", policy.priorities, [&](const Setting& setting) { return priorities_from(setting, policy.priorities); },
        R"(["high", "low"])");
    table.may(
        "currency", policy.currency, [](const Setting& setting) { return currency_from(setting); }, R"("GBP")");
    table.may("products", policy.products, texts_from, R"(["Payroll", "CRM"])");
    table.may("commitment", policy.commitment, text_from, R"("reasonable efforts")");
    table.may("missing", policy.missing, texts_from, R"(["how long a fault may take"])");
}

void read_desk(Settings& table, PolicyDraft& draft) {
    auto& policy = draft.policy;
    table.must("timezone", policy.zone, zone_from, R"("Europe/London")");
    table.may("agents", policy.agents, agents_from, R"({ sam = "Sam Hill <sam@acme.example>" })");
    table.may("queue", policy.queue, queue_from, R"(["immediate", "due"])");
    read_contract(table, draft);
}

/// Former names of something that stands in older tickets. None may be one that it, or another like it, has now.
template <class Names>
auto former_names(PolicyDraft& draft, std::string what, Names names) {
    return [&draft, what = std::move(what), names](const Setting& setting) {
        auto was = list_of(name_from, "a list of names")(setting);
        draft.later([&policy = draft.policy, what, names, setting, was] {
            for (const auto& name : was)
                if (contains(names(policy), name))
                    setting.refuse(fmt::format("there is still a {} \"{}\"", what, name), "a former name must not be in use");
        });
        return was;
    };
}

/// Without a list in [desk] the tables are the list, in their order.
void read_priorities(Settings& root, PolicyDraft& draft) {
    auto& priorities = draft.policy.priorities;
    const auto listed = priority_names(draft.policy);
    root.named_tables("priority", [&](const std::string& name, Settings& table) {
        if (!listed.empty() && !contains(listed, name))
            table.refuse(fmt::format("\"{}\" is not among the priorities of [desk]{}", name, did_you_mean(name, listed)));
        auto& priority = named(priorities, name);
        table.may("means", priority.means, text_from, R"("nobody can work")");
        read_targets(table, draft, priority.targets);
        table.may("channels", priority.channels, list_of(channel_of(draft), "a list of channels"), R"(["phone"])");
        table.may("offers", priority.offers, texts_from, R"(["workaround"])");
        table.may("contact", priority.contact, text_from, R"("user support")");
        table.may("immediate", priority.immediate, flag_from, "true");
        table.may("was", priority.was, former_names(draft, "priority", priority_names), R"(["urgent"])");
    });
}

void read_kinds(Settings& root, PolicyDraft& draft) {
    root.named_tables("kind", [&](const std::string& name, Settings& table) {
        auto& kind = named(draft.policy.kinds, name);
        table.may("means", kind.means, text_from, R"("something broke that used to work")");
        table.may("counts", kind.counts, flag_from, "false");
        read_targets(table, draft, kind.targets);
        table.may("response", kind.response, responses_from, R"(["acknowledgement"])");
        table.may("categories", kind.categories, texts_from, R"(["basics", "advanced"])");
        table.may("was", kind.was, former_names(draft, "kind", kind_names), R"(["incident"])");
    });
}

void read_channels(Settings& root, PolicyDraft& draft) {
    root.named_tables("channel", [&](const std::string& name, Settings& table) {
        auto& channel = named(draft.policy.channels, name);
        table.may("means", channel.means, text_from, R"("by the portal's form")");
        table.may("address", channel.address, text_from, R"("support@acme.example")");
        table.may("offered", channel.offered, flag_from, "false");
        table.may("calendar", channel.calendar, calendar_of(draft), R"("office")");
        table.may("respond", channel.respond, goal_on(draft, channel.calendar), R"("6 hours")");
        table.may("highest", channel.highest, priority_of(draft), R"("low")");
        table.may("only", channel.only, texts_from, R"(["super user"])");
        table.may("first_contact", channel.first_contact, share_from, R"("60 %")");
        const auto other = [&](const Setting& setting) {
            if (text_from(setting) == name) setting.refuse(fmt::format("outside its hours, {} cannot become itself", name));
            return channel_of(draft)(setting);
        };
        table.may("outside", channel.outside, other, R"("voicemail")");
        table.may("was", channel.was, former_names(draft, "channel", channel_names), R"(["telephone"])");
    });
}

/// The number of a tier that is not there any more.
std::function<int(const Setting&)> former_tier(PolicyDraft& draft) {
    return [&draft](const Setting& setting) {
        const int number = tier_number_from(setting);
        draft.later([&policy = draft.policy, setting, number] {
            if (number <= std::ssize(policy.tiers))
                setting.refuse(fmt::format("there is still a tier {}", number), "a former number must not be in use");
        });
        return number;
    };
}

void read_tiers(Settings& root, PolicyDraft& draft) {
    root.every_table("tier", draft.policy.tiers, [&](Settings& table, Policy::Tier& tier) {
        table.must("name", tier.name, text_from, R"("first line")");
        table.may("means", tier.means, text_from, R"("answers what is asked often")");
        table.may("takes", tier.takes, texts_from, R"(["complex"])");
        table.may("needs", tier.needs, list_of(name_from, "a list of names"), R"(["plan"])");
        table.may("onsite", tier.onsite, flag_from, "false");
        table.may("was", tier.was, list_of(former_tier(draft), "a list of numbers of tiers"), "[3]");
    });
}

/// How a ticket ends.
void read_ends(Settings& root, PolicyDraft& draft) {
    auto& policy = draft.policy;
    root.table("scope", [&](Settings& table) { table.may("excluded", policy.excluded, texts_from, R"(["hardware"])"); });
    root.table("reopen", [&](Settings& table) { read_keys(table, draft, *policy.reopen); });
    root.table("resolution", [&](Settings& table) { read_keys(table, draft, *policy.resolution); });
    root.table("mail", [&](Settings& table) { read_keys(table, draft, *policy.mail); });
}

/// All tables that every policy may have.
void read_tables(Settings& root, PolicyDraft& draft, const ReadFile& read) {
    read_calendars(root, draft.policy.zone, read, draft.policy.calendars);
    read_priorities(root, draft);
    read_kinds(root, draft);
    read_channels(root, draft);
    read_tiers(root, draft);
    read_rules(root, draft);
    read_processes(root, draft);
    read_ends(root, draft);
    read_month(root, draft);
}

/// Which policy holds from when on. Whether there is such a one is known when all are read.
void read_terms(Settings& root, Policy& policy) {
    std::vector<Day> days;
    root.every_table("terms", policy.terms, [&](Settings& table, Policy::Dated& dated) {
        table.must("from", dated.from, date_from, R"("2026-07-01")");
        table.must("policy", dated.policy, name_from, R"("gold")");
        if (contains(days, dated.from)) table.refuse(fmt::format("there are already terms from {}", to_text(dated.from)));
        days.push_back(dated.from);
    });
    std::ranges::sort(policy.terms, {}, [](const Policy::Dated& dated) { return std::chrono::sys_days(dated.from); });
}

void read_policy(Settings& root, PolicyDraft& draft, const ReadFile& read) {
    auto& policy = draft.policy;
    if (!root.table("desk", [&](Settings& table) { read_desk(table, draft); })) root.refuse("the table [desk] is missing");
    policy.calendars = {always(policy.zone)};
    read_tables(root, draft, read);
    root.table("backup", [&](Settings& table) { read_keys(table, draft, *policy.backup); });
    root.table("git", [&](Settings& table) { table.may("commit", policy.commit, flag_from, "true"); });
    read_terms(root, policy);
    root.table("audit", [&](Settings& table) { read_keys(table, draft, *policy.audit); });
    draft.settle();
}

std::string trouble_with(const Policy::Targets& targets, const Policy& policy) {
    for (const auto* goal : {&targets.respond, &targets.resolve}) {
        if (!*goal) continue;
        if (auto trouble = trouble_with(**goal, targets.calendar, policy); !trouble.empty()) return trouble;
    }
    return {};
}

/// The first table that speaks of a priority or tier that is not there any more, or has a target that can never come due, and
/// why; empty when all is well.
std::string trouble_in(const Policy& policy) {
    const auto in = [](const std::string& table, const std::string& what) { return fmt::format("[{}]: {}", table, what); };
    const auto unknown = [&](const std::string& name) { return !name.empty() && !priority_named(policy, name); };
    for (const auto& priority : policy.priorities)
        if (const auto trouble = trouble_with(priority.targets, policy); !trouble.empty())
            return in("priority." + priority.name, trouble);
    for (const auto& kind : policy.kinds)
        if (const auto trouble = trouble_with(kind.targets, policy); !trouble.empty()) return in("kind." + kind.name, trouble);
    for (const auto& channel : policy.channels) {
        const auto trouble = trouble_with({channel.calendar, channel.respond, {}}, policy);
        if (!trouble.empty()) return in("channel." + channel.name, trouble);
        if (unknown(channel.highest))
            return in("channel." + channel.name, fmt::format("unknown priority \"{}\"", channel.highest));
    }
    for (const auto& rule : policy.assess)
        if (unknown(rule.priority)) return in("[assess]", fmt::format("unknown priority \"{}\"", rule.priority));
    for (const auto& rule : policy.escalation->immediate)
        if (static_cast<std::size_t>(rule.to) > policy.tiers.size())
            return in("[escalation.immediate]", fmt::format("unknown tier {}", rule.to));
    return {};
}

void read_further(Settings& root, PolicyDraft& draft, const ReadFile& read) {
    root.refuse_keys_of("desk.toml", {"backup", "git", "audit", "terms"});
    root.table("desk", [&](Settings& table) {
        table.refuse_keys_of("desk.toml", {"timezone", "agents", "queue"});
        read_contract(table, draft);
    });
    read_tables(root, draft, read);
    draft.settle();
    if (const auto trouble = trouble_in(draft.policy); !trouble.empty()) root.refuse("desk.toml does not fit it: " + trouble);
}

}  // namespace

Policy policy_from_toml(std::string_view text, const std::string& file, const ReadFile& read) {
    Policy policy;
    PolicyDraft draft(policy);
    read_toml(text, file, [&](Settings& root) { read_policy(root, draft, read); });
    return policy;
}

Policy further_policy_from_toml(std::string_view text, const std::string& file, Policy policy, const ReadFile& read) {
    PolicyDraft draft(policy);
    read_toml(text, file, [&](Settings& root) { read_further(root, draft, read); });
    return policy;
}

Policy other_policy_from_toml(std::string_view text, const std::string& file, const Policy& policy, const ReadFile& read) {
    auto other = policy;
    PolicyDraft draft(other);
    read_toml(text, file, [&](Settings& root) {
        if (!root.says("desk", "timezone")) return read_further(root, draft, read);
        other = Policy();
        read_policy(root, draft, read);
    });
    return other;
}

}  // namespace desk
