#include "cli/views/proposals.hpp"

#include <fmt/format.h>

#include "cli/views/description.hpp"
#include "cli/views/recorded.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

/// How a person does what the rule would do.
std::string command_for(const Ticket& ticket, const Event& event) {
    const auto code = ticket.id.code();
    if (const auto* change = as<did::Escalate>(event))
        return fmt::format("desk escalate {} {} --why '{}'", code, change->to, change->why);
    const auto* raise = as<did::Prioritise>(event);
    return raise ? fmt::format("desk prioritise {} {} --why '{}'", code, raise->to, raise->why) : std::string();
}

}  // namespace

Page proposals_page(std::span<const Ticket> tickets, std::span<const std::vector<Event>> events, const Zone& zone) {
    std::vector<Recorded> proposed;
    Page page;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        const auto& ticket = tickets[i];
        page.lines.push_back({{{ticket.id.text(), Look::accent}, {"  " + ticket.title, Look::strong}}, 0, true});
        for (const auto& event : events[i]) {
            proposed.push_back(recorded(ticket, event));
            page.lines.push_back({{{fmt::format("{}: {}", deed(event, zone), first_line(text_of(event)))}}, 2, true});
            page.lines.push_back({{{command_for(ticket, event), Look::faint}}, 2});
        }
    }
    auto json = recorded_page(proposed);
    page.name = "proposals";
    page.json = std::move(json.json);
    page.porcelain = std::move(json.porcelain);
    return page;
}

}  // namespace desk::cli
