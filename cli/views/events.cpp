#include "cli/views/events.hpp"

#include "cli/views/description.hpp"
#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"
#include "cli/views/undo.hpp"
#include "core/base/text.hpp"
#include "store/desk/undo.hpp"
#include "store/git/history.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t short_commit = 10;

/// The commit of each event, and who committed it when: blank where it is not committed.
void add_commits(Table& table, std::span<const LoggedEvent> events) {
    table.columns.insert(table.columns.end(), {{"commit"}, {"author"}, {"committed"}});
    for (const std::size_t column : {7, 8}) table.columns[column].audience = Audience::programs;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& [commit, author, at] = *events[i].origin;
        const auto committed = commit.empty() ? std::string() : to_text(at);
        auto hash = word(commit, Look::faint);
        hash.shown.resize(std::min(hash.shown.size(), short_commit));
        table.rows[i].insert(table.rows[i].end(), {hash, word(author), word(committed)});
    }
}

}  // namespace

Table event_table(std::span<const LoggedEvent> events, const Policy& policy, bool commits) {
    Table table{"events", {{"at"}, {"id"}, {"by"}, {"do"}, {"deed"}, {"text", false, true}}, {}, {}, {}, {}};
    table.columns[3].audience = Audience::programs;
    for (const auto& [ticket, event, origin] : events) {
        const auto text = text_of(*event);
        table.rows.push_back({{shown(policy.zone, event->at), to_text(event->at), Look::faint},
                              word(ticket->id.text(), Look::accent),
                              word(event->by),
                              word(std::string(verb_of(*event))),
                              word(described(ticket->log, *event, policy.zone)),
                              {std::string(first_line(text)), text.empty() ? Value() : Value(text)}});
    }
    if (commits) add_commits(table, events);
    return table;
}

Page undone_page(const Undone& undone) {
    std::vector<std::string> tickets;
    for (const auto& ticket : undone.tickets) tickets.push_back(ticket.text());
    Page page{"undone", {}, {}, {}};
    page.json = Value::Object{{"commit", undone.commit},
                              {"subject", undone.subject},
                              {"tickets", texts_json(tickets)},
                              {"files", texts_json(undone.files)}};
    page.porcelain.push_back({undone.commit, undone.subject, joined(tickets, ","), joined(undone.files, ",")});
    return page;
}

}  // namespace desk::cli
