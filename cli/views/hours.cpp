#include "cli/display.hpp"
#include "cli/views.hpp"
#include "cli/views/shared.hpp"
#include "core/text.hpp"

namespace desk::cli {
namespace {

/// Of the cap that is used up: over 1 when it is exceeded.
double share_of(const ClientHours& client) {
    if (!client.cap || client.counted() == Seconds(0)) return 0;
    if (*client.cap == Seconds(0)) return 2;
    return static_cast<double>(client.counted().count()) / static_cast<double>(client.cap->count());
}

}  // namespace

Table hours_table(const MonthHours& hours) {
    Table table{
        "clients", {{"client"}, {"used", true}, {"cap", true}, {"left", true}, {"over", true}, {"not_counted", true}, {"bar"}},
        {},        {{"month", to_text(hours.month)}},
        {},        {}};
    table.columns.back().audience = Audience::terminal;
    table.above = {{{{"Hours in " + to_text(hours.month), Look::strong}}}};
    for (const auto& client : hours.clients) {
        const auto left = client.left();
        const auto share = share_of(client);
        const auto look = client.over > Seconds(0) ? Look::bad : Look::normal;
        table.rows.push_back({{client.client.empty() ? "-" : client.client, word(client.client).json},
                              duration(client.used, look),
                              client.cap ? duration(*client.cap) : Cell{},
                              left ? duration(*left) : Cell{},
                              duration(client.over, look),
                              duration(client.not_counted),
                              {client.cap ? bar(share, 20) : "", Value(), look}});
    }
    return table;
}

Table entries_table(const MonthHours& hours, const Policy& policy) {
    Table table{
        "entries",
        {{"client"}, {"began"}, {"id"}, {"by"}, {"kind"}, {"time", true}, {"over", true}, {"not_counted"}, {"text", false, true}},
        {},
        {},
        {},
        {}};
    for (const auto& client : hours.clients)
        for (const auto& entry : client.entries)
            table.rows.push_back({word(entry.client),
                                  {shown(policy.zone, entry.began), to_text(entry.began), Look::faint},
                                  word(entry.ticket.text(), Look::accent),
                                  word(entry.by),
                                  word(entry.kind),
                                  duration(entry.time),
                                  duration(entry.over, entry.over > Seconds(0) ? Look::bad : Look::normal),
                                  word(entry.why_not),
                                  {std::string(first_line(entry.text)), word(entry.text).json}});
    return table;
}

}  // namespace desk::cli
