#include "tests/samples.hpp"

#include <chrono>
#include <cstdint>
#include <utility>

#include "core/contract/agent.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/tier.hpp"

namespace desk::samples {

Instant at(std::string_view text) { return instant_from(text).value(); }

Zone zone(const std::string& name) { return Zone::named(name).value(); }

Money pence(std::int64_t units) { return {units, {"GBP", 2}}; }

Policy policy() {
    Policy made;
    made.name = "Acme support";
    made.zone = zone("Europe/London");
    made.priorities = {{"critical", ""}, {"high", ""}, {"medium", ""}, {"low", ""}};
    made.kinds = {{"fault", "", false}, {"howto", "", true}, {"training", "", true}};
    made.tiers = {{"first line"}, {"analysts"}, {"developers"}};
    made.agents = {{"sam", "Sam Hill", "sam@acme.example"}, {"kim", "Kim Ito", "kim@acme.example"}};
    made.reopen->within = 30;
    made.hours->cap = std::chrono::hours(30);
    made.hours->warn_at = {80, 100};
    return made;
}

Desk desk(Policy of) {
    Desk made;
    made.policy = std::move(of);
    return made;
}

Desk desk_with_targets() {
    auto made = desk();
    for (auto& priority : made.policy.priorities)
        priority.targets = {"always", Goal{Goal::Join::all, {target_from("2 hours").value()}}, {}};
    return made;
}

Reference reference(std::string_view text) { return Reference::canonical(text).value(); }

Event event(std::string_view when, Did what, std::string by) { return {at(when), std::move(by), std::move(what), {}}; }

did::Work worked(Minutes minutes) {
    did::Work work;
    work.minutes = minutes;
    return work;
}

Event worked(std::string_view began, Minutes minutes, std::string by) {
    return {at(began) + minutes, std::move(by), worked(minutes), {}};
}

Ticket ticket(const std::vector<Event>& events) {
    Ticket made;
    made.id = reference();
    made.title = "Payroll export fails";
    made.client = "acme";
    made.channel = "email";
    made.opened = at("2026-11-20T09:00Z");
    did::Open open;
    open.channel = "email";
    open.kind = "howto";
    open.priority = "medium";
    open.tier = 1;
    append(made, {made.opened, "sam", open, {}});
    for (const auto& each : events) append(made, each);
    return made;
}

std::vector<Event>& recorded(Ticket& ticket) {
    std::vector<Event>* recorded = nullptr;
    ticket.log.change([&](std::vector<Event>& events) { recorded = &events; });
    return *recorded;
}

Event resolution() { return event("2026-11-20T10:00Z", did::Resolve{"corrected", "", "", ""}); }
Event closing() { return event("2026-11-20T10:30Z", did::Close{}); }

Ticket empty_ticket(const std::string& kind, const std::string& client) {
    static std::uint32_t random = 0;
    Ticket made;
    made.id = mint(std::chrono::year(2026) / std::chrono::November, ++random);
    made.client = client;
    made.now.kind = kind;
    return made;
}

Seconds total(const MonthHours& hours) {
    Seconds sum{0};
    for (const auto& client : hours.clients) sum += client.used + client.not_counted;
    return sum;
}

std::vector<ListedTicket> listed(std::span<const Ticket> tickets, const Desk& by, Instant now) {
    std::vector<ListedTicket> list;
    for (const auto& each : tickets) list.push_back({&each, summary_of(each, terms_of(by, each), now)});
    return list;
}

Ticket fresh() { return ticket(); }
Ticket waiting() { return ticket({event("2026-11-20T10:00Z", did::Wait{"client", "", {}})}); }
Ticket resolved() { return ticket({resolution()}); }
Ticket closed() { return ticket({resolution(), closing()}); }

}  // namespace desk::samples
