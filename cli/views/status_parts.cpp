#include "cli/views/status_parts.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/clock_text.hpp"
#include "cli/views/hours.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

using Kind = PartColumn::Kind;
using What = Picture::Came::What;
using std::chrono::days;
using std::chrono::sys_days;

constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// A day as people speak of it: `27 Nov`, and its year where that is another.
std::string day_text(Day day, Day today) {
    const auto text = fmt::format("{} {}", static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1]);
    return day.year() == today.year() ? text : fmt::format("{} {}", text, static_cast<int>(day.year()));
}

std::string_view weekday_of(Day day) { return weekdays[std::chrono::weekday(sys_days(day)).iso_encoding() - 1]; }

std::string clock_text(const Local& local) { return fmt::format("{:02}:{:02}", local.hour, local.minute); }

/// Makes the parts of the page.
class StatusParts {
public:
    StatusParts(const Picture& picture, const Viewer& viewer) : picture_(picture), viewer_(viewer) {
        today_ = zone().day(viewer.now);
    }

    std::vector<ScreenPart> all() const;

private:
    const Zone& zone() const { return viewer_.desk.policy.zone; }

    /// A time of today, else the day.
    std::string when(Instant at) const {
        const auto local = zone().local(at);
        return local.day == today_ ? clock_text(local) : day_text(local.day, today_);
    }

    /// A row about a ticket: what is said of it, a figure, when, and who has it.
    std::vector<Piece> row(const Ticket& ticket, Piece what, Piece figure, const std::string& due, bool names_agent) const {
        constexpr int longest_word = 14;
        const auto word = [](const std::string& text) { return fitted(visible(text), longest_word); };
        return {{std::string(ticket.id.code()), Look::accent},
                {ticket.title},
                {word(ticket.client), Look::faint},
                {word(ticket.now.priority)},
                {fitted(visible(what.text), longest_word), what.look},
                std::move(figure),
                {due, Look::faint},
                {names_agent ? word(ticket.now.assignee) : std::string()}};
    }

    /// The clock that is meant; of a ticket that is done with, its status.
    static Piece what_of(const Ticket& ticket, const ClockSummary& clocks) {
        if (!clocks.measure.empty() || is_open(ticket.now.status)) return {clocks.measure, look_of(clocks)};
        return {std::string(to_text(ticket.now.status)), Look::faint};
    }

    /// Of the groups of parts with the same columns.
    enum class Group { alone, clocks, waits, news };

    static ScreenPart ticket_part(std::string label, std::string heading, Group group, std::size_t count) {
        ScreenPart part{std::move(label), std::move(heading)};
        part.group = static_cast<int>(group);
        part.count = static_cast<int>(count);
        part.columns = {{Kind::figure}, {Kind::title},  {Kind::text, 2},   {Kind::text, 3},
                        {Kind::text},   {Kind::figure}, {Kind::figure, 4}, {Kind::text, 1}};
        return part;
    }

    ScreenPart of_tickets(std::string label, std::string heading, int weight, const std::vector<ListedTicket>& tickets) const;
    ScreenPart of_waits(std::string label, std::string heading, Look look, const std::vector<Picture::Waiting>& all) const;
    ScreenPart late() const;
    ScreenPart near() const;
    ScreenPart timer() const;
    ScreenPart mine() const;
    ScreenPart agents() const;
    ScreenPart hours() const;
    ScreenPart came() const;

    const Picture& picture_;
    const Viewer& viewer_;
    Day today_{};
};

ScreenPart StatusParts::of_tickets(std::string label, std::string heading, int weight,
                                   const std::vector<ListedTicket>& tickets) const {
    auto part = ticket_part(std::move(label), std::move(heading), Group::clocks, tickets.size());
    part.weight = weight;
    const bool is_mine = &tickets == &picture_.mine;  // the label names who has them
    for (const auto& [ticket, clocks] : tickets) {
        const auto look = look_of(*clocks);
        const auto figure = clocks->left ? left_or_over(*clocks->left) : std::string();
        const auto due = clocks->due ? "due " + when(*clocks->due) : std::string();
        part.rows.push_back(row(*ticket, what_of(*ticket, *clocks), {figure, look}, due, !is_mine));
    }
    return part;
}

ScreenPart StatusParts::late() const {
    auto part = of_tickets("Late", "Late", 3, picture_.late);
    part.look = Look::bad;
    return part;
}

ScreenPart StatusParts::near() const {
    auto part = of_tickets("Near", "Near their limit", 2, picture_.near);
    part.look = Look::warning;
    return part;
}

ScreenPart StatusParts::of_waits(std::string label, std::string heading, Look look,
                                 const std::vector<Picture::Waiting>& all) const {
    auto part = ticket_part(std::move(label), std::move(heading), Group::waits, all.size());
    if (look == Look::faint) part.look = look;
    for (const auto& wait : all) {
        const auto until = wait.until ? fmt::format(", until {}", when(*wait.until)) : "";
        part.rows.push_back(row(*wait.ticket, {wait.whom, look}, {age(viewer_.now - wait.since) + until, look}, {}, true));
    }
    return part;
}

ScreenPart StatusParts::timer() const {
    ScreenPart part{"Timer", "Timer"};
    part.look = Look::good;
    if (!picture_.timer) return part;
    const auto& timer = *picture_.timer;
    part.last = {{to_text(std::chrono::floor<Minutes>(viewer_.now - timer.since)), Look::good},
                 {" on "},
                 {std::string(timer.ticket.code()), Look::accent},
                 {" " + timer.title},
                 {", since " + when(timer.since), Look::faint}};
    return part;
}

ScreenPart StatusParts::mine() const {
    const bool is_me = viewer_.agent.empty() || viewer_.agent == viewer_.me;
    const auto& whose = viewer_.agent.empty() ? viewer_.me : viewer_.agent;
    return of_tickets(is_me ? "Mine" : fitted(visible(whose), 10), is_me ? "Mine" : "With " + whose, 2, picture_.mine);
}

ScreenPart StatusParts::agents() const {
    ScreenPart part{"Agents", "Agents"};
    part.beside = true;
    part.weight = 2;
    part.columns = {{Kind::text}, {Kind::bar}, {Kind::figure}, {Kind::figure}, {Kind::figure, 1}, {Kind::figure}};
    int most = 0;
    for (const auto& load : picture_.agents) most = std::max(most, load.open);
    std::vector<std::string> free;
    for (const auto& load : picture_.agents) {
        if (load.is_free()) {
            free.push_back(load.agent);
            continue;
        }
        const auto share = [&](int count) { return most > 0 ? static_cast<double>(count) / most : 0; };
        part.rows.push_back({{fitted(visible(load.agent), 14)},
                             {"", Look::normal, share(load.open), share(load.late)},
                             {fmt::format("{} open", load.open)},
                             {load.late > 0 ? fmt::format("{} late", load.late) : "", Look::bad},
                             {load.waiting > 0 ? fmt::format("{} waiting", load.waiting) : "", Look::faint},
                             {load.worked > Seconds(0) ? hours_text(load.worked) + " this week" : ""}});
    }
    if (!free.empty()) part.last = {{"nothing: " + joined(free, ", "), Look::faint}};
    return part;
}

ScreenPart StatusParts::hours() const {
    const auto month =
        fmt::format("{} {}", months[static_cast<unsigned>(picture_.month.month()) - 1], static_cast<int>(picture_.month.year()));
    ScreenPart part{"Hours", "Hours of " + month + ", near the cap or over it"};
    part.note = month;
    part.beside = true;
    part.columns = {{Kind::text}, {Kind::bar}, {Kind::figure}, {Kind::figure}, {Kind::text, 1}};
    for (const auto& hours : picture_.hours) {
        const bool is_over = hours.over > Seconds(0);
        const auto look = is_over ? Look::bad : Look::warning;
        const auto left = hours.left().value_or(Seconds(0));
        part.rows.push_back({{hours.client.empty() ? "no client" : fitted(visible(hours.client), 20)},
                             {"", look, std::min(share_used(hours), 1.0), 0},
                             {hours_text(hours.used) + " of " + hours_text(hours.limit())},
                             {is_over ? hours_text(hours.over) + " over" : hours_text(left) + " left", look},
                             {hours.unagreed > Seconds(0) ? hours_text(hours.unagreed) + " not agreed" : "", Look::bad}});
    }
    return part;
}

ScreenPart StatusParts::came() const {
    const auto since = zone().day(picture_.since);
    const auto weekday = fmt::format("since {}", weekday_of(since));
    const bool is_yesterday = sys_days(today_) - sys_days(since) == days(1);
    auto part =
        ticket_part("Came in", "Came in " + (is_yesterday ? "since yesterday" : weekday), Group::news, picture_.came.size());
    part.note = weekday;
    part.beside = true;
    for (const auto& came : picture_.came) {
        const auto what = came.what == What::opened ? std::string("new") : std::string(to_text(came.what));
        const auto local = zone().local(came.at);
        const auto day = local.day == today_ ? "" : std::string(weekday_of(local.day)) + " ";
        part.rows.push_back(row(*came.ticket, {what}, {day + clock_text(local)}, {}, true));
    }
    return part;
}

std::vector<ScreenPart> StatusParts::all() const {
    return {timer(),
            late(),
            near(),
            of_waits("Chase", "To chase today", Look::normal, picture_.chase),
            of_waits("Waiting", "Waiting", Look::faint, picture_.waiting),
            of_tickets("Unassigned", "Unassigned", 1, picture_.unassigned),
            mine(),
            agents(),
            hours(),
            came()};
}

}  // namespace

std::vector<ScreenPart> status_parts(const Picture& picture, const Viewer& viewer) { return StatusParts(picture, viewer).all(); }

std::string status_moment(const Viewer& viewer, bool with_year) {
    const auto local = viewer.desk.policy.zone.local(viewer.now);
    const auto year = with_year ? fmt::format(" {}", static_cast<int>(local.day.year())) : "";
    return fmt::format("{} {}{} {}", weekday_of(local.day), day_text(local.day, local.day), year, clock_text(local));
}

}  // namespace desk::cli
