#include "cli/views/ticket_page.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/clocks.hpp"
#include "cli/views/description.hpp"
#include "cli/views/json.hpp"
#include "cli/views/shared.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/tier.hpp"
#include "core/ticket/revision.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

std::string shown_tier(int tier, const Policy& policy) {
    if (tier == 0) return {};
    const auto index = static_cast<std::size_t>(tier - 1);
    const auto name = index < policy.tiers.size() ? policy.tiers[index].name : std::string();
    return fmt::format("tier {}", tier) + (name.empty() ? "" : fmt::format(" ({})", name));
}

Line state_line(const Ticket& ticket, const Policy& policy) {
    Line line;
    const auto add = [&](const std::string& text, Look look) {
        if (text.empty()) return;
        if (!line.spans.empty()) line.spans.push_back({", ", Look::faint});
        line.spans.push_back({text, look});
    };
    add(std::string(to_text(ticket.now.status)), look_of(ticket.now.status));
    add(ticket.now.priority, look_of(policy, ticket.now.priority));
    add(ticket.now.kind, Look::normal);
    add(shown_tier(ticket.now.tier, policy), Look::normal);
    add(ticket.now.assignee.empty() ? "not assigned" : "assigned to " + ticket.now.assignee, Look::normal);
    if (ticket.now.out_of_scope) add("out of scope", Look::warning);
    return line;
}

void header_lines(Page& page, const Ticket& ticket, const Policy& policy) {
    page.lines.push_back({{{ticket.id.text() + "  ", Look::accent}, {ticket.title, Look::strong}}, 0, true});
    page.lines.push_back(state_line(ticket, policy));
    page.lines.push_back({});
    fact(page, "client", ticket.client);
    fact(page, "product", ticket.product);
    fact(page, "release", ticket.release);
    fact(page, "requester", shown(ticket.requester));
    fact(page, "opened", shown(policy.zone, ticket.opened) + (ticket.channel.empty() ? "" : " by " + ticket.channel));
    if (const auto until = reopen_until(ticket, policy)) fact(page, "reopen", "through " + to_text(*until));
    for (const auto& event : ticket.log)
        if (as<did::Link>(event)) fact(page, "link", deed(event, policy.zone));
    for (const auto& event : ticket.log)
        if (const auto* attached = as<did::Attach>(event)) fact(page, "file", attachment_path(ticket.id.text(), attached->file));
}

void description_lines(Page& page, const Ticket& ticket) {
    if (ticket.description.empty()) return;
    page.lines.push_back({});
    page.lines.push_back({{{ticket.description}}, 2, true});
}

std::string behind(const std::string& fate) { return fate.empty() ? fate : ", " + fate; }

/// The log, under a line for each day of the desk's zone.
void log_lines(Page& page, const Ticket& ticket, const Policy& policy) {
    const auto& log = ticket.log.recorded();
    int by_width = 0;
    for (const auto& event : log) by_width = std::max(by_width, width(visible(event.by)));
    const auto number_width = static_cast<int>(std::to_string(log.size()).size());
    const int text_indent = 2 + number_width + 2 + 5 + 2 + by_width + 2;
    Day day{};
    for (const auto& event : log) {
        const auto local = policy.zone.local(event.at);
        if (local.day != day) {
            page.lines.push_back({});
            page.lines.push_back({{{to_text(local.day), Look::strong}}});
            day = local.day;
        }
        const auto number = &event - log.data() + 1;
        page.lines.push_back(
            {{{fmt::format("{:>{}}  {:02}:{:02}  ", number, number_width, local.hour, local.minute), Look::faint},
              {padded(event.by, by_width) + "  "},
              {deed(event, policy.zone), Look::accent},
              {behind(fate_in_words(ticket.log, event)), Look::warning}},
             2});
        if (const auto& text = text_of(event); !text.empty()) page.lines.push_back({{{text}}, text_indent, true});
    }
}

void time_lines(Page& page, const Ticket& ticket) {
    std::map<std::string, Minutes> by_agent;
    Minutes total{0};
    for (const auto& event : ticket.log) {
        if (const auto* work = as<did::Work>(event)) {
            by_agent[work->who.empty() ? event.by : work->who] += work->minutes;
            total += work->minutes;
        }
    }
    if (by_agent.empty()) return;
    std::vector<std::string> shares;
    shares.reserve(by_agent.size());
    for (const auto& [agent, minutes] : by_agent) shares.push_back(fmt::format("{} {}", agent, to_text(minutes)));
    page.lines.push_back({});
    page.lines.push_back({{{"time spent  ", Look::faint},
                           {to_text(total), Look::strong},
                           {by_agent.size() > 1 ? fmt::format("  ({})", joined(shares, ", ")) : ""}}});
}

void porcelain_rows(Page& page, const Ticket& ticket, const Policy& policy) {
    page.porcelain.push_back({ticket.id.text(), std::string(to_text(ticket.now.status)), ticket.now.priority, ticket.now.kind,
                              ticket.client, ticket.now.assignee, ticket.title});
    const auto& log = ticket.log.recorded();
    for (const auto& event : log)
        page.porcelain.push_back({to_text(event.at), event.by, std::string(verb_of(event)), deed(event, policy.zone),
                                  text_of(event), std::to_string(&event - log.data() + 1), fate_in_words(ticket.log, event)});
}

}  // namespace

Page ticket_page(std::span<const Ticket> tickets, const Desk& desk, Instant now) {
    Page page;
    Value::Array all;
    for (const auto& ticket : tickets) {
        const auto terms = terms_of(desk, ticket);
        const auto& policy = terms.policy;
        if (!page.lines.empty()) page.lines.insert(page.lines.end(), 2, {});
        header_lines(page, ticket, policy);
        standing_lines(page, ticket, terms, now);
        description_lines(page, ticket);
        log_lines(page, ticket, policy);
        time_lines(page, ticket);
        porcelain_rows(page, ticket, policy);
        all.push_back(to_json(ticket));
    }
    page.name = tickets.size() == 1 ? "ticket" : "tickets";
    page.json = tickets.size() == 1 ? all.front() : Value(std::move(all));
    return page;
}

}  // namespace desk::cli
