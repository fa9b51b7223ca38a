#include <cstdint>

#include "cli/views/shared.hpp"
#include "cli/views/status.hpp"

namespace desk::cli {
namespace {

Value instant(const std::optional<Instant>& at) { return at ? Value(to_text(*at)) : Value(); }

Value seconds(Seconds time) { return std::int64_t{time.count()}; }

Value::Object to_json(const Ticket& ticket) {
    return {{"id", ticket.id.text()},
            {"title", ticket.title},
            {"client", word(ticket.client).json},
            {"status", to_text(ticket.now.status)},
            {"priority", word(ticket.now.priority).json},
            {"assignee", word(ticket.now.assignee).json}};
}

Value to_json(const std::vector<ListedTicket>& tickets) {
    Value::Array all;
    for (const auto& [ticket, clocks] : tickets) {
        auto json = to_json(*ticket);
        json.emplace_back("clock", word(clocks->measure).json);
        json.emplace_back("due", instant(clocks->due));
        json.emplace_back("left", clocks->left ? time_left(*clocks->left).json : Value());
        all.emplace_back(std::move(json));
    }
    return all;
}

Value to_json(const std::vector<Picture::Waiting>& waits) {
    Value::Array all;
    for (const auto& wait : waits) {
        auto json = to_json(*wait.ticket);
        json.emplace_back("for", wait.whom);
        json.emplace_back("since", to_text(wait.since));
        json.emplace_back("until", instant(wait.until));
        all.emplace_back(std::move(json));
    }
    return all;
}

Value to_json(const std::vector<Picture::Load>& loads) {
    Value::Array all;
    for (const auto& load : loads)
        all.push_back(Value::Object{{"agent", load.agent},
                                    {"open", load.open},
                                    {"waiting", load.waiting},
                                    {"late", load.late},
                                    {"worked", seconds(load.worked)}});
    return all;
}

Value to_json(const std::vector<ClientHours>& clients) {
    Value::Array all;
    for (const auto& hours : clients)
        all.push_back(Value::Object{{"client", word(hours.client).json},
                                    {"used", seconds(hours.used)},
                                    {"cap", hours.cap ? seconds(*hours.cap) : Value()},
                                    {"left", hours.left() ? seconds(*hours.left()) : Value()},
                                    {"over", seconds(hours.over)},
                                    {"carried", seconds(hours.carried)},
                                    {"agreed", seconds(hours.agreed)},
                                    {"unagreed", seconds(hours.unagreed)}});
    return all;
}

Value to_json(const std::vector<Picture::Came>& news) {
    Value::Array all;
    for (const auto& came : news) {
        auto json = to_json(*came.ticket);
        json.emplace_back("what", to_text(came.what));
        json.emplace_back("at", to_text(came.at));
        all.emplace_back(std::move(json));
    }
    return all;
}

Value to_json(const std::optional<Picture::Timer>& timer) {
    if (!timer) return {};
    return Value::Object{{"id", timer->ticket.text()}, {"title", word(timer->title).json}, {"since", to_text(timer->since)}};
}

Value json_of(const Picture& picture, const Viewer& viewer) {
    return Value::Object{{"name", word(viewer.desk.policy.name).json},
                         {"at", to_text(viewer.now)},
                         {"agent", word(viewer.agent).json},
                         {"client", word(viewer.client).json},
                         {"open", picture.open},
                         {"late", to_json(picture.late)},
                         {"near", to_json(picture.near)},
                         {"chase", to_json(picture.chase)},
                         {"waiting", to_json(picture.waiting)},
                         {"unassigned", to_json(picture.unassigned)},
                         {"mine", to_json(picture.mine)},
                         {"agents", to_json(picture.agents)},
                         {"month", to_text(picture.month)},
                         {"hours", to_json(picture.hours)},
                         {"since", to_text(picture.since)},
                         {"came", to_json(picture.came)},
                         {"timer", to_json(picture.timer)}};
}

using Rows = std::vector<std::vector<std::string>>;

std::string text_of(const std::optional<Instant>& at) { return at ? to_text(*at) : std::string(); }

std::string text_of(Seconds time) { return std::to_string(time.count()); }

/// `late`, the ticket, what is meant, two figures, the title.
void add_ticket(Rows& rows, const char* part, const Ticket& ticket, const std::string& what, const std::string& first,
                const std::string& second) {
    rows.push_back({part, ticket.id.text(), ticket.client, ticket.now.assignee, what, first, second, ticket.title});
}

void add(Rows& rows, const char* part, const std::vector<ListedTicket>& tickets) {
    for (const auto& [ticket, clocks] : tickets)
        add_ticket(rows, part, *ticket, clocks->measure, text_of(clocks->due),
                   clocks->left ? text_of(std::chrono::floor<Seconds>(*clocks->left)) : "");
}

void add(Rows& rows, const char* part, const std::vector<Picture::Waiting>& waits) {
    for (const auto& wait : waits) add_ticket(rows, part, *wait.ticket, wait.whom, to_text(wait.since), text_of(wait.until));
}

Rows porcelain_of(const Picture& picture) {
    Rows rows;
    if (picture.timer)
        rows.push_back({"timer", picture.timer->ticket.text(), to_text(picture.timer->since), picture.timer->title});
    add(rows, "late", picture.late);
    add(rows, "near", picture.near);
    add(rows, "chase", picture.chase);
    add(rows, "waiting", picture.waiting);
    add(rows, "unassigned", picture.unassigned);
    add(rows, "mine", picture.mine);
    for (const auto& load : picture.agents)
        rows.push_back({"agents", load.agent, std::to_string(load.open), std::to_string(load.waiting), std::to_string(load.late),
                        text_of(load.worked)});
    for (const auto& hours : picture.hours)
        rows.push_back({"hours", hours.client, text_of(hours.used), text_of(hours.limit()), text_of(hours.over)});
    for (const auto& came : picture.came)
        add_ticket(rows, "came", *came.ticket, std::string(to_text(came.what)), to_text(came.at), "");
    return rows;
}

}  // namespace

Page status_for_programs(const Picture& picture, const Viewer& viewer) {
    return {"status", json_of(picture, viewer), {}, porcelain_of(picture)};
}

}  // namespace desk::cli
