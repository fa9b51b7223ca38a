#include "cli/views/owed.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/views/description.hpp"
#include "cli/views/recorded.hpp"
#include "cli/views/shared.hpp"
#include "cli/views/sweep.hpp"
#include "core/base/text.hpp"

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

}  // namespace

Table owed_table(std::span<const OwedLine> lines, const Zone& zone, Instant now) {
    Table table{"owed", {{"id"}, {"client"}, {"what"}, {"since"}, {"due"}, {"late"}, {"text", false, true}}, {}, {}, {}, {}};
    table.columns[5].audience = Audience::programs;
    for (const auto column : {1, 3, 4}) table.columns[column].expendable = true;
    for (const auto& [ticket, owed] : lines) {
        const bool late = owed.is_late(now);
        table.rows.push_back({word(ticket->id.text(), Look::accent),
                              word(ticket->client),
                              word(std::string(to_text(owed.what))),
                              moment(owed.since, zone, Look::faint),
                              moment(owed.due, zone, late ? Look::bad : Look::normal),
                              {late ? "yes" : "", late},
                              word(owed.text)});
    }
    return table;
}

Page sweep_page(std::span<const Recorded> done, const Zone& zone) {
    auto page = recorded_page(done);
    page.name = "actions";
    for (const auto& [ticket, status, event] : done)
        page.lines.push_back({{{ticket.text(), Look::accent}, {" " + deed_and_why(event, zone)}}});
    return page;
}

}  // namespace desk::cli
