#include "cli/views/events.hpp"

#include <fmt/format.h>

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
constexpr std::size_t id_place = 1, title_place = 2;  ///< among the columns of events

/// Programs have what was done and the text of it apart; people read them as one sentence, which is never cut.
std::vector<Column> event_columns() {
    Column title{"title", false, true};
    title.keeps = 12;
    title.added = true;
    Column what{"what"};
    what.audience = Audience::people;
    what.wraps = true;
    what.keeps = 28;
    std::vector<Column> columns{{"at"}, {"id"}, title, {"by"}, {"do"}, {"deed"}, {"text"}, what};
    for (const std::size_t place : {4, 5, 6}) columns[place].audience = Audience::programs;
    columns[3].expendable = true;
    return columns;
}

/// The commit of each event, and who committed it when: blank where it is not committed.
void add_commits(Table& table, std::span<const LoggedEvent> events) {
    table.columns.insert(table.columns.end(), {{"commit"}, {"author"}, {"committed"}});
    for (const auto column : {table.columns.size() - 2, table.columns.size() - 1})
        table.columns[column].audience = Audience::programs;
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
    Table table{"events", event_columns(), {}, {}, {}, {}};
    for (const auto& [ticket, event, origin] : events) {
        const auto deed = described(ticket->log, *event, policy.zone);
        const auto& text = text_of(*event);
        table.rows.push_back({{shown(policy.zone, event->at), to_text(event->at), Look::faint},
                              word(ticket->id.text(), Look::accent),
                              word(ticket->title),
                              word(event->by),
                              word(std::string(verb_of(*event))),
                              word(deed),
                              word(text),
                              {text.empty() ? deed : fmt::format("{}: {}", deed, first_line(text))}});
    }
    if (commits) add_commits(table, events);
    return table;
}

Table event_table(const Ticket& ticket, std::span<const LoggedEvent> events, const Policy& policy, bool commits) {
    auto table = event_table(events, policy, commits);
    for (const std::size_t column : {id_place, title_place}) table.columns[column].audience = Audience::programs;
    table.above = {{{{ticket.id.text() + "  ", Look::accent}, {ticket.title, Look::strong}}, 0, true}, {}};
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
