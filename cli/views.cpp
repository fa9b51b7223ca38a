#include "cli/views.hpp"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "cli/display.hpp"
#include "core/text.hpp"

namespace desk::cli {
namespace {

std::string behind(std::string_view words, const std::string& value) {
    return value.empty() ? std::string() : fmt::format("{}{}", words, value);
}

/// The deed of each event.
struct Deed {
    std::string operator()(const did::Open& open) const {
        std::vector<std::string> facts;
        for (const auto& fact : {open.kind, open.priority}) {
            if (!fact.empty()) facts.push_back(fact);
        }
        if (open.tier != 0) facts.push_back(fmt::format("tier {}", open.tier));
        if (!open.assignee.empty()) facts.push_back(fmt::format("for {}", open.assignee));
        return "opened" + behind(" by ", open.channel) + behind(": ", joined(facts, ", "));
    }
    std::string operator()(const did::Reply& reply) const {
        return (reply.automatic ? "answered by itself" : "told the client") + behind(" by ", reply.via);
    }
    std::string operator()(const did::Hear& hear) const {
        return fmt::format("heard from {}", hear.who.empty() ? "the client" : hear.who) + behind(" by ", hear.via);
    }
    std::string operator()(const did::Note&) const { return "noted"; }
    std::string operator()(const did::Work& work) const {
        return fmt::format("worked {}", to_text(work.minutes)) + behind(", ", work.mode);
    }
    std::string operator()(const did::Prioritise& change) const {
        return "priority " + (change.from.empty() ? "" : change.from + " -> ") + change.to +
               behind(", asked by ", change.asked_by) + behind(", by rule ", change.rule);
    }
    std::string operator()(const did::Escalate& change) const {
        return fmt::format("escalated to tier {}", change.to) + behind(", for ", change.assignee) +
               behind(", by rule ", change.rule);
    }
    std::string operator()(const did::Assign& change) const { return "assigned to " + change.to; }
    std::string operator()(const did::Kind& change) const {
        return "kind " + (change.from.empty() ? "" : change.from + " -> ") + change.to;
    }
    std::string operator()(const did::Scope& change) const { return change.to == "out" ? "out of scope" : "in scope"; }
    std::string operator()(const did::Wait& wait) const { return "waits for " + wait.whom; }
    std::string operator()(const did::Resume&) const { return "resumed"; }
    std::string operator()(const did::Step& step) const { return "step " + step.step + behind(": ", step.result); }
    std::string operator()(const did::Promise& promise) const { return "promised for " + promise.due; }
    std::string operator()(const did::Resolve& resolve) const {
        return "resolved" + behind(", ", resolve.how) + behind(", cause: ", resolve.cause);
    }
    std::string operator()(const did::Confirm& confirm) const { return "confirmed" + behind(" by ", confirm.who); }
    std::string operator()(const did::Close& close) const { return "closed" + behind(", by rule ", close.rule); }
    std::string operator()(const did::Reopen& reopen) const {
        return "reopened" + behind(", ", reopen.reason) + behind(" by ", reopen.via);
    }
    std::string operator()(const did::Rate& rate) const { return "rated " + rate.score + (rate.read ? ", read" : ""); }
    std::string operator()(const did::Link& link) const { return (link.as.empty() ? "relates" : link.as) + " " + link.to; }
    std::string operator()(const did::Edit& edit) const { return "edited the " + edit.field; }
    std::string operator()(const did::Unknown& unknown) const { return unknown.verb; }
};

/// The members of an event or a header that are there, as JSON.
struct Members {
    Value::Object object;

    void operator()(Key key, const std::string& text) {
        if (!text.empty()) add(key.name, text);
    }
    void operator()(Key key, bool truth) {
        if (truth) add(key.name, true);
    }
    void operator()(Key key, int number) {
        if (number != 0) add(key.name, number);
    }
    void operator()(Key key, Minutes minutes) { add(key.name, std::int64_t{minutes.count()}); }
    void operator()(Key key, const std::optional<Instant>& at) {
        if (at) add(key.name, to_text(*at));
    }
    void operator()(Key key, const std::optional<bool>& truth) {
        if (truth) add(key.name, *truth);
    }
    void add(std::string_view key, Value value) { object.emplace_back(std::string(key), std::move(value)); }
    void add(std::span<const Extra> extras);
};

Value json_of(const Node& node) {
    switch (node.form) {
        case Node::Form::plain:
        case Node::Form::text:
            return node.text;
        case Node::Form::list: {
            Value::Array items;
            for (const auto& item : node.items) items.push_back(json_of(item));
            return items;
        }
        case Node::Form::map: {
            Value::Object members;
            for (const auto& entry : node.entries) members.emplace_back(entry.key.text, json_of(entry.value));
            return members;
        }
    }
    return {};
}

void Members::add(std::span<const Extra> extras) {
    for (const auto& extra : extras)
        if (!extra.comment) add(extra.entry.key.text, json_of(extra.entry.value));
}

Value json_of(const Event& event) {
    Members members;
    members.add("at", to_text(event.at));
    members.add("by", event.by);
    members.add("do", verb_of(event));
    std::visit([&]<class T>(const T& what) { T::fields(what, members); }, event.what);
    members.add(event.extras);
    return members.object;
}

Look look_of(Status status) {
    switch (status) {
        case Status::fresh:
            return Look::accent;
        case Status::open:
            return Look::normal;
        case Status::waiting:
            return Look::warning;
        case Status::resolved:
            return Look::good;
        case Status::closed:
            return Look::faint;
    }
    return Look::normal;
}

/// The highest priority stands out most, unless there is only one.
Look look_of(const Policy& policy, std::string_view priority) {
    const auto rank = rank_of(policy, priority);
    if (policy.priorities.size() < 2 || rank > 1) return Look::normal;
    return rank == 0 ? Look::bad : Look::warning;
}

std::string padded(std::string_view text, int columns) {
    return std::string(text) + std::string(static_cast<std::size_t>(std::max(columns - width(visible(text)), 0)), ' ');
}

std::string shown(const Requester& requester) {
    std::vector<std::string> parts;
    if (!requester.name.empty() && !requester.email.empty())
        parts.push_back(fmt::format("{} <{}>", requester.name, requester.email));
    else if (!requester.name.empty() || !requester.email.empty())
        parts.push_back(requester.name + requester.email);
    if (!requester.phone.empty()) parts.push_back(requester.phone);
    return joined(parts, ", ");
}

std::string shown_tier(int tier, const Policy& policy) {
    if (tier == 0) return {};
    const auto index = static_cast<std::size_t>(tier - 1);
    const auto name = index < policy.tiers.size() ? policy.tiers[index].name : std::string();
    return fmt::format("tier {}", tier) + (name.empty() ? "" : fmt::format(" ({})", name));
}

/// `3d`, `5h`, `12m`: the largest unit alone.
std::string age(Milliseconds time) {
    using namespace std::chrono;
    if (time >= days(1)) return fmt::format("{}d", floor<days>(time).count());
    if (time >= hours(1)) return fmt::format("{}h", floor<hours>(time).count());
    return fmt::format("{}m", std::max(floor<minutes>(time), minutes(0)).count());
}

// The page of a ticket.

constexpr int label_width = 11;

void fact(Page& page, std::string_view label, const std::string& value) {
    if (value.empty()) return;
    page.lines.push_back({{{padded(label, label_width) + " ", Look::faint}, {value}}, 2});
}

Line state_line(const Ticket& ticket, const Policy& policy) {
    Line line;
    const auto add = [&](const std::string& text, Look look) {
        if (text.empty()) return;
        if (!line.spans.empty()) line.spans.push_back({", ", Look::faint});
        line.spans.push_back({text, look});
    };
    add(std::string(to_text(ticket.now.status)), look_of(ticket.now.status));
    add(ticket.now.priority, look_of(policy, ticket.now.priority));
    add(ticket.now.kind, Look::normal);
    add(shown_tier(ticket.now.tier, policy), Look::normal);
    add(ticket.now.assignee.empty() ? "not assigned" : "assigned to " + ticket.now.assignee, Look::normal);
    if (ticket.now.out_of_scope) add("out of scope", Look::warning);
    return line;
}

void header_lines(Page& page, const Ticket& ticket, const Policy& policy) {
    page.lines.push_back({{{ticket.id.text() + "  ", Look::accent}, {ticket.title, Look::strong}}});
    page.lines.push_back(state_line(ticket, policy));
    page.lines.push_back({});
    fact(page, "client", ticket.client);
    fact(page, "requester", shown(ticket.requester));
    fact(page, "opened", shown(policy.zone, ticket.opened) + behind(" by ", ticket.channel));
    for (const auto& event : ticket.log)
        if (as<did::Link>(event)) fact(page, "link", deed(event));
    if (ticket.description.empty()) return;
    page.lines.push_back({});
    page.lines.push_back({{{ticket.description}}, 2, true});
}

/// The log, under a line for each day of the desk's zone.
void log_lines(Page& page, const Ticket& ticket, const Policy& policy) {
    int by_width = 0;
    for (const auto& event : ticket.log) by_width = std::max(by_width, width(visible(event.by)));
    const int text_indent = 2 + 5 + 2 + by_width + 2;
    Day day{};
    for (const auto& event : ticket.log) {
        const auto local = policy.zone.local(event.at);
        if (local.day != day) {
            page.lines.push_back({});
            page.lines.push_back({{{to_text(local.day), Look::strong}}});
            day = local.day;
        }
        page.lines.push_back({{{fmt::format("{:02}:{:02}  ", local.hour, local.minute), Look::faint},
                               {padded(event.by, by_width) + "  "},
                               {deed(event), Look::accent}},
                              2});
        if (const auto& text = text_of(event); !text.empty()) page.lines.push_back({{{text}}, text_indent, true});
    }
}

void time_lines(Page& page, const Ticket& ticket) {
    std::map<std::string, Minutes> by_agent;
    Minutes total{0};
    for (const auto& event : ticket.log) {
        if (const auto* work = as<did::Work>(event)) {
            by_agent[event.by] += work->minutes;
            total += work->minutes;
        }
    }
    if (by_agent.empty()) return;
    std::vector<std::string> shares;
    for (const auto& [agent, minutes] : by_agent) shares.push_back(fmt::format("{} {}", agent, to_text(minutes)));
    page.lines.push_back({});
    page.lines.push_back({{{"time spent  ", Look::faint},
                           {to_text(total), Look::strong},
                           {by_agent.size() > 1 ? fmt::format("  ({})", joined(shares, ", ")) : ""}}});
}

void porcelain_rows(Page& page, const Ticket& ticket) {
    page.porcelain.push_back({ticket.id.text(), std::string(to_text(ticket.now.status)), ticket.now.priority, ticket.now.kind,
                              ticket.client, ticket.now.assignee, ticket.title});
    for (const auto& event : ticket.log)
        page.porcelain.push_back({to_text(event.at), event.by, std::string(verb_of(event)), deed(event), text_of(event)});
}

// The columns of the list.

struct TicketColumn {
    Column column;
    Cell (*cell)(const Ticket& ticket, const Policy& policy, Instant now);
};

Cell word(const std::string& text, Look look = Look::normal) { return {text, text.empty() ? Value() : Value(text), look}; }

const std::vector<TicketColumn>& ticket_columns() {
    static const std::vector<TicketColumn> columns{
        {{"id"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.id.text(), Look::accent); }},
        {{"status"},
         [](const Ticket& ticket, const Policy&, Instant) {
             return word(std::string(to_text(ticket.now.status)), look_of(ticket.now.status));
         }},
        {{"priority"},
         [](const Ticket& ticket, const Policy& policy, Instant) {
             return word(ticket.now.priority, look_of(policy, ticket.now.priority));
         }},
        {{"tier", true},
         [](const Ticket& ticket, const Policy&, Instant) {
             if (ticket.now.tier == 0) return Cell{};
             return Cell{std::to_string(ticket.now.tier), ticket.now.tier};
         }},
        {{"kind"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.now.kind); }},
        {{"client"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.client); }},
        {{"requester"}, [](const Ticket& ticket, const Policy&, Instant) { return word(shown(ticket.requester)); }},
        {{"channel"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.channel); }},
        {{"assignee"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.now.assignee); }},
        {{"opened"},
         [](const Ticket& ticket, const Policy& policy, Instant) {
             return Cell{shown(policy.zone, ticket.opened), to_text(ticket.opened)};
         }},
        {{"age", true},
         [](const Ticket& ticket, const Policy&, Instant now) {
             return Cell{age(now - ticket.opened), std::int64_t{std::chrono::floor<Seconds>(now - ticket.opened).count()},
                         Look::faint};
         }},
        {{"title", false, true}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.title); }},
    };
    return columns;
}

const TicketColumn& column_named(std::string_view name) {
    const auto& columns = ticket_columns();
    const auto column =
        std::ranges::find(columns, name, [](const TicketColumn& each) -> std::string_view { return each.column.key; });
    if (column != columns.end()) return *column;
    throw Error(Fault::usage, fmt::format("there is no column \"{}\"{}", name, did_you_mean(name, column_names())),
                fmt::format("the columns are: {}", joined(column_names(), ", ")));
}

Cell duration(Seconds time, Look look = Look::normal) { return {hours_text(time), std::int64_t{time.count()}, look}; }

}  // namespace

std::string deed(const Event& event) { return std::visit(Deed{}, event.what); }

const std::string& text_of(const Event& event) {
    static const std::string none;
    const std::string* found = &none;
    std::visit(
        [&]<class T>(const T& what) {
            T::fields(what, [&]<class Member>(Key key, const Member& member) {
                if constexpr (std::is_same_v<Member, std::string>)
                    if (key.name == "text" || key.name == "why") found = &member;
            });
        },
        event.what);
    return *found;
}

std::string summary(const Event& event) {
    const auto text = first_line(text_of(event));
    return fmt::format("{}: {}", verb_of(event), text.empty() ? std::string_view(deed(event)) : text);
}

Value to_json(const Ticket& ticket) {
    Members members;
    members.add("id", ticket.id.text());
    members.add("title", ticket.title);
    members(may("client"), ticket.client);
    Members requester;
    requester(may("name"), ticket.requester.name);
    requester(may("email"), ticket.requester.email);
    requester(may("phone"), ticket.requester.phone);
    if (!requester.object.empty()) members.add("requester", requester.object);
    members(may("kind"), ticket.now.kind);
    members(may("channel"), ticket.channel);
    members(may("priority"), ticket.now.priority);
    members.add("status", to_text(ticket.now.status));
    members(may("tier"), ticket.now.tier);
    members(may("assignee"), ticket.now.assignee);
    if (ticket.now.out_of_scope) members.add("scope", "out");
    members.add("opened", to_text(ticket.opened));
    members(may("description"), ticket.description);
    members.add(ticket.extras);
    Value::Array log;
    for (const auto& event : ticket.log) log.push_back(json_of(event));
    members.add("log", log);
    return members.object;
}

Page ticket_page(std::span<const Ticket> tickets, const Policy& policy) {
    Page page;
    Value::Array all;
    for (const auto& ticket : tickets) {
        if (!page.lines.empty()) page.lines.insert(page.lines.end(), 2, {});
        header_lines(page, ticket, policy);
        log_lines(page, ticket, policy);
        time_lines(page, ticket);
        porcelain_rows(page, ticket);
        all.push_back(to_json(ticket));
    }
    page.name = tickets.size() == 1 ? "ticket" : "tickets";
    page.json = tickets.size() == 1 ? all.front() : Value(std::move(all));
    return page;
}

const std::vector<std::string>& column_names() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& each : ticket_columns()) all.push_back(each.column.key);
        return all;
    }();
    return names;
}

const std::vector<std::string>& default_columns() {
    static const std::vector<std::string> names{"id", "status", "priority", "client", "assignee", "age", "title"};
    return names;
}

Table ticket_table(std::span<const Ticket> tickets, std::span<const std::string> chosen, bool chosen_by_user,
                   const Policy& policy, Instant now) {
    Table table{"tickets", {}, {}, {}, {}, {}};
    std::vector<const TicketColumn*> columns;
    for (const auto& name : chosen) columns.push_back(&column_named(name));
    for (const auto* column : columns) table.columns.push_back(column->column);
    if (!chosen_by_user) {
        for (const auto& each : ticket_columns()) {
            if (std::ranges::find(columns, &each) != columns.end()) continue;
            columns.push_back(&each);
            table.columns.push_back(each.column);
            table.columns.back().data_only = true;
        }
    }
    for (const auto& ticket : tickets) {
        auto& row = table.rows.emplace_back();
        for (const auto* column : columns) row.push_back(column->cell(ticket, policy, now));
    }
    return table;
}

Table event_table(std::span<const Happening> happenings, const Policy& policy) {
    Table table{"events", {{"at"}, {"id"}, {"by"}, {"do"}, {"deed"}, {"text", false, true}}, {}, {}, {}, {}};
    table.columns[3].data_only = true;
    for (const auto& [ticket, event] : happenings) {
        const auto text = text_of(*event);
        table.rows.push_back({{shown(policy.zone, event->at), to_text(event->at), Look::faint},
                              word(ticket->id.text(), Look::accent),
                              word(event->by),
                              word(std::string(verb_of(*event))),
                              word(deed(*event)),
                              {std::string(first_line(text)), text.empty() ? Value() : Value(text)}});
    }
    return table;
}

Table hours_table(const MonthHours& hours) {
    Table table{
        "clients", {{"client"}, {"used", true}, {"cap", true}, {"left", true}, {"over", true}, {"not_counted", true}, {"bar"}},
        {},        {{"month", to_text(hours.month)}},
        {},        {}};
    table.columns.back().ornament = true;
    for (const auto& client : hours.clients) {
        const auto left = client.left();
        const auto share =
            client.cap ? static_cast<double>(client.counted().count()) / static_cast<double>(Seconds(*client.cap).count()) : 0;
        const auto look = client.over > Seconds(0) ? Look::bad : Look::normal;
        table.rows.push_back({word(client.client.empty() ? "-" : client.client),
                              duration(client.used, look),
                              client.cap ? duration(*client.cap) : Cell{},
                              left ? duration(*left) : Cell{},
                              duration(client.over, look),
                              duration(client.not_counted),
                              {client.cap ? bar(share, 20) : "", Value(), look}});
        if (client.client.empty()) table.rows.back().front().json = Value();
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
                                  word(std::string(first_line(entry.text)))});
    return table;
}

Value problems_json(std::span<const Problem> problems) {
    Value::Array list;
    for (const auto& problem : problems) list.push_back(to_json(problem));
    return list;
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
