#include "cli/views.hpp"
#include "cli/views/shared.hpp"
#include "core/text.hpp"

namespace desk::cli {

Table event_table(std::span<const Happening> happenings, const Policy& policy) {
    Table table{"events", {{"at"}, {"id"}, {"by"}, {"do"}, {"deed"}, {"text", false, true}}, {}, {}, {}, {}};
    table.columns[3].audience = Audience::programs;
    for (const auto& [ticket, event] : happenings) {
        const auto text = text_of(*event);
        table.rows.push_back({{shown(policy.zone, event->at), to_text(event->at), Look::faint},
                              word(ticket->id.text(), Look::accent),
                              word(event->by),
                              word(std::string(verb_of(*event))),
                              word(deed(*event, policy.zone)),
                              {std::string(first_line(text)), text.empty() ? Value() : Value(text)}});
    }
    return table;
}

Page problem_page(std::span<const Problem> problems) {
    Page page{"problems", problems_json(problems), {}, {}};
    for (const auto& problem : problems) {
        page.lines.push_back({{{to_text(problem.where), Look::strong}, {": " + problem.what}}});
        page.porcelain.push_back(
            {problem.where.file, std::to_string(problem.where.line), std::to_string(problem.where.column), problem.what});
    }
    return page;
}

}  // namespace desk::cli
