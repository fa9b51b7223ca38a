#include "cli/views/caller.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "core/contract/client_name.hpp"

namespace desk::cli {
namespace {

std::string contract_text(const CallerFacts& facts, const Desk& desk, Instant now) {
    const auto& [policy, client, contract, suspensions] = facts.terms;
    if (contract)
        return fmt::format("{}since {}{}", contract->policy.empty() ? "" : contract->policy + ", ", to_text(contract->from),
                           contract->to ? ", through " + to_text(*contract->to) : "");
    if (!client || client->contracts.empty()) return {};
    return fmt::format("none on {}", to_text(desk.policy.zone.day(now)));
}

/// `1:20 left of 2:00 in 2026-11`
std::vector<Span> hours_spans(const HoursSum& hours, const Zone& zone, Instant now) {
    const auto left = hours.left();
    if (!left) return {};
    const auto of = fmt::format(" of {} in {}", hours_text(*hours.cap + hours.carried + hours.agreed), to_text(zone.month(now)));
    if (*left > Seconds(0)) return {{hours_text(*left) + " left" + of}};
    return {{hours.over > Seconds(0) ? hours_text(hours.over) + " over the cap" : "none left", Look::bad}, {of}};
}

void ticket_lines(Page& page, const CallerFacts& facts) {
    if (facts.tickets.empty()) return page.lines.push_back({{{"no open ticket", Look::faint}}, 2});
    const auto count = std::min(most_choices, facts.tickets.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& ticket = facts.tickets[i];
        if (i == facts.own) page.lines.push_back({{{fmt::format("others of {}:", ticket.client), Look::faint}}, 2});
        page.lines.push_back({{{fmt::format("{}  ", i + 1), Look::strong},
                               {ticket.id.text() + "  ", Look::accent},
                               {padded(to_text(ticket.now.status), 8) + "  ", look_of(ticket.now.status)},
                               {ticket.title}},
                              2});
    }
    if (facts.tickets.size() > count)
        page.lines.push_back({{{fmt::format("and {} more", facts.tickets.size() - count), Look::faint}}, 2});
}

}  // namespace

std::string shown(const Caller& caller) {
    auto who = shown(caller.requester);
    if (caller.client.empty()) return who;
    return who.empty() ? "somebody of " + caller.client : fmt::format("{}, {}", who, caller.client);
}

std::vector<Line> caller_lines(const CallerFacts& facts, const Desk& desk, Instant now) {
    Page page;
    const auto& caller = facts.caller;
    const auto who = shown(caller.requester);
    page.lines.push_back({{{who.empty() ? "somebody" : who, Look::strong}}});
    const auto* client = facts.terms.client;
    fact(page, "client", caller.client + (client && !client->full.empty() ? fmt::format(" ({})", client->full) : ""));
    fact(page, "role", caller.role);
    fact(page, "contract", contract_text(facts, desk, now));
    if (facts.hours)
        if (auto spans = hours_spans(*facts.hours, desk.policy.zone, now); !spans.empty()) fact(page, "hours", std::move(spans));
    for (const auto& each : facts.objections)
        fact(page, each.how == Strictness::refuse ? "refused" : "but",
             {{each.sentence + (each.hint.empty() ? "" : ": " + each.hint), Look::warning}});
    page.lines.push_back({});
    ticket_lines(page, facts);
    page.lines.push_back({});
    return std::move(page.lines);
}

std::vector<Line> choice_lines(const std::vector<Caller>& people) {
    std::vector<Line> lines;
    const auto count = std::min(most_choices, people.size());
    for (std::size_t i = 0; i < count; ++i)
        lines.push_back({{{fmt::format("{}  ", i + 1), Look::strong},
                          {shown(people[i])},
                          {people[i].role.empty() ? "" : "  " + people[i].role, Look::faint}},
                         2});
    if (people.size() > count) lines.push_back({{{fmt::format("and {} more", people.size() - count), Look::faint}}, 2});
    return lines;
}

}  // namespace desk::cli
