#include "cli/views/report_revisions.hpp"

#include "cli/views/report_parts.hpp"
#include "cli/views/shared.hpp"

namespace desk::cli {

Section loosened_section(const PeriodReport& report, const Zone& zone) {
    Table table{"loosened", {{"id"}, {"measure"}, {"at"}, {"was"}, {"due"}}, {}, {}, {}, {}};
    const bool is_clients = !report.client.empty();
    if (!is_clients) table.columns.insert(table.columns.begin() + 3, {"by"});
    for (const auto& [ticket, measure, change] : report.loosened) {
        std::vector<Cell> row{word(ticket->id.text(), Look::accent), word(std::string(to_text(measure))),
                              Cell{shown(zone, change.at), to_text(change.at)}};
        if (!is_clients) row.push_back(word(change.by));
        row.push_back({shown(zone, change.was), to_text(change.was)});
        row.push_back(change.due ? Cell{shown(zone, *change.due), to_text(*change.due), Look::warning} : Cell{"none", Value()});
        table.rows.push_back(std::move(row));
    }
    return section("Promises moved back", std::move(table), "by a change made when most of the time had been used");
}

Section corrected_section(const PeriodReport& report) {
    Table table{"corrected", {{"id"}, {"what", false, true}}, {}, {}, {}, {}};
    for (const auto& [ticket, what] : report.corrected) table.rows.push_back({word(ticket->id.text(), Look::accent), word(what)});
    return section("Corrected since", std::move(table), "what differs from earlier reports, and what this one does not know yet");
}

}  // namespace desk::cli
