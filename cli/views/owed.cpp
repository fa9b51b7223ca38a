#include "cli/views/owed.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/views/description.hpp"
#include "cli/views/recorded.hpp"
#include "cli/views/shared.hpp"
#include "cli/views/sweep.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"

namespace desk::cli {
namespace {

Cell moment(const std::optional<Instant>& at, const Zone& zone, Look look) {
    return at ? Cell{shown(zone, *at), to_text(*at), look} : Cell{};
}

/// What a rule did, and why.
std::string deed_and_why(const Event& event, const Zone& zone) {
    const std::string why(first_line(text_of(event)));
    return why.empty() ? deed(event, zone) : fmt::format("{}: {}", deed(event, zone), why);
}

/// What is owed on which ticket stays, whatever has to give way.
std::vector<Column> owed_columns() {
    std::vector<Column> columns{{"id"},    {"client"}, {"priority"}, {"assignee"},           {"what"},
                                {"since"}, {"due"},    {"late"},     {"title", false, true}, {"text", false, true}};
    for (const auto place : {1, 2, 3, 5}) columns[static_cast<std::size_t>(place)].expendable = true;
    for (const auto place : {2, 3, 8}) columns[static_cast<std::size_t>(place)].added = true;
    columns[7].audience = Audience::programs;
    columns[8].keeps = 16;
    return columns;
}

}  // namespace

Table owed_table(std::span<const OwedLine> lines, const Desk& desk, Instant now) {
    Table table{"owed", owed_columns(), {}, {}, {}, {}};
    const auto& zone = desk.policy.zone;
    for (const auto& [ticket, owed] : lines) {
        const bool late = owed.is_late(now);
        table.rows.push_back({word(ticket->id.text(), Look::accent),
                              word(ticket->client),
                              word(ticket->now.priority, look_of(policy_of(desk, *ticket), ticket->now.priority)),
                              word(ticket->now.assignee),
                              word(std::string(to_text(owed.what))),
                              moment(owed.since, zone, Look::faint),
                              moment(owed.due, zone, late ? Look::bad : Look::normal),
                              {late ? "yes" : "", late},
                              word(ticket->title),
                              word(owed.text)});
    }
    return table;
}

Page sweep_page(std::span<const Recorded> done, const Zone& zone) {
    auto page = recorded_page(done);
    page.name = "actions";
    for (const auto& [ticket, status, event, title] : done)
        page.lines.push_back({{{ticket.text(), Look::accent}, {" " + title}, {": " + deed_and_why(event, zone)}}});
    return page;
}

}  // namespace desk::cli
