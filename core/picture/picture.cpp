#include "core/picture/picture.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "core/base/words.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/duty/queue.hpp"
#include "core/find/sort.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using What = Picture::Came::What;

constexpr auto news = std::to_array<Word<What>>({{What::opened, "opened"}, {What::heard, "heard"}, {What::reopened, "reopened"}});

/// The day before this one on which the desk was open: on a Monday the weekend's news belongs to the morning.
Day day_before(const Policy& policy, Day today) {
    const auto before = working_day(calendar_or_desks(policy, {}), today, -1);
    return before.value_or(Day(sys_days(today) - days(1)));
}

/// The last event of the kind within the time; null where there is none.
template <class T, class Predicate>
const Event* last_within(const Ticket& ticket, const Period& time, const Predicate& predicate) {
    const auto found = std::find_if(ticket.log.rbegin(), ticket.log.rend(), [&](const Event& event) {
        const auto* what = as<T>(event);
        return what && lies_in(event.at, time) && predicate(*what);
    });
    return found == ticket.log.rend() ? nullptr : &*found;
}

bool is_by_desk(const std::string& agent) { return agent == rules_name; }

}  // namespace

std::string_view to_text(What what) { return word_of(news, what); }

bool Picture::is_empty() const {
    return open == 0 && late.empty() && near.empty() && mine.empty() && hours.empty() && came.empty() && !timer;
}

PictureMaker::PictureMaker(const Viewer& viewer) : viewer_(viewer) {
    const auto& policy = viewer.desk.policy;
    const auto& zone = policy.zone;
    const auto today = zone.day(viewer.now);
    const auto monday = sys_days(today) - (std::chrono::weekday(sys_days(today)) - std::chrono::Monday);
    week_ = {zone.start(Day(monday)), zone.start(Day(monday + days(7)))};
    since_ = zone.start(day_before(policy, today));
    tonight_ = zone.start(Day(sys_days(today) + days(1)));
    const auto month = zone.month(viewer.now);
    months_ = {zone.month(std::min(week_.from, since_)), month};
    if (viewer.agent.empty()) months_ = united(months_, months_needed(viewer.desk, month, viewer.client));
}

std::optional<Picture::Came> PictureMaker::came(const Ticket& ticket) const {
    const Period time{since_, viewer_.now + clock_skew + Milliseconds(1)};
    if (lies_in(ticket.opened, time)) return Picture::Came{nullptr, What::opened, ticket.opened};
    const auto* heard = last_within<did::Hear>(ticket, time, [](const did::Hear& hear) { return !hear.no_answer; });
    const auto* again = last_within<did::Reopen>(ticket, time, [](const did::Reopen&) { return true; });
    if (again && (!heard || before(*heard, *again))) return Picture::Came{nullptr, What::reopened, again->at};
    return heard ? std::optional(Picture::Came{nullptr, What::heard, heard->at}) : std::nullopt;
}

std::optional<PictureMaker::Glance> PictureMaker::glance(const Ticket& ticket) const {
    if (!viewer_.client.empty() && ticket.client != viewer_.client) return {};
    const auto& desk = viewer_.desk;
    Glance glance;
    glance.entries = known_now(ticket, viewer_.now, [&](const Ticket& known) { return entries_in(known, months_, desk); });
    const bool is_listed = is_theirs(ticket) && (ticket.now.status != Status::closed || is_queued_for(ticket, viewer_.me));
    if (is_listed) glance.clocks = TicketNow(ticket, desk, viewer_.now).whole_summary();
    if (is_theirs(ticket)) glance.came = came(ticket);
    return is_listed || glance.came || !glance.entries.empty() ? std::optional(std::move(glance)) : std::nullopt;
}

void PictureMaker::add_wait(Picture& picture, const Ticket& ticket) const {
    const auto* event = last<did::Wait>(ticket);
    const auto* wait = event ? as<did::Wait>(*event) : nullptr;
    if (!wait) return;
    auto& list = wait->until && *wait->until < tonight_ ? picture.chase : picture.waiting;
    list.push_back({&ticket, wait->whom, event->at, wait->until});
}

void PictureMaker::add_ticket(Picture& picture, const ListedTicket& listed) const {
    const auto& ticket = *listed.ticket;
    const bool open = is_open(ticket.now.status);
    picture.open += open ? 1 : 0;
    if (listed.clocks->late) picture.late.push_back(listed);
    if (listed.clocks->near && !listed.clocks->late) picture.near.push_back(listed);
    if (ticket.now.status == Status::waiting) add_wait(picture, ticket);
    if (open && ticket.now.assignee.empty()) picture.unassigned.push_back(listed);
    const auto& whose = viewer_.agent.empty() ? viewer_.me : viewer_.agent;
    if (!whose.empty() && ticket.now.assignee == whose && is_queued_for(ticket, whose)) picture.mine.push_back(listed);
}

std::vector<Picture::Load> PictureMaker::loads(const Picture& picture, const std::vector<Ticket>& tickets,
                                               const std::vector<Glance>& glances) const {
    std::map<std::string, Picture::Load> loads;
    for (const auto& agent : viewer_.desk.policy.agents) loads[agent.name];
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        const auto& now = tickets[i].now;
        if (glances[i].clocks && is_open(now.status) && !now.assignee.empty()) {
            ++loads[now.assignee].open;
            loads[now.assignee].waiting += now.status == Status::waiting ? 1 : 0;
        }
        for (const auto& [month, entries] : glances[i].entries)
            for (const auto& entry : entries)
                if (const auto part = part_of(entry, week_); part && !is_by_desk(entry.by)) loads[entry.by].worked += part->time;
    }
    for (const auto& late : picture.late)
        if (!late.ticket->now.assignee.empty()) ++loads[late.ticket->now.assignee].late;
    std::vector<Picture::Load> all;
    for (auto& [agent, load] : loads) {
        load.agent = agent;
        const bool is_asked_for = viewer_.agent.empty() ? viewer_.client.empty() || !load.is_free() : agent == viewer_.agent;
        if (is_asked_for) all.push_back(std::move(load));
    }
    std::ranges::stable_sort(all, [](const Picture::Load& a, const Picture::Load& b) {
        if (a.is_free() != b.is_free()) return b.is_free();
        return std::pair(a.open, a.late) > std::pair(b.open, b.late);
    });
    return all;
}

std::vector<ClientHours> PictureMaker::hours_near_cap(const std::vector<Ticket>& tickets, std::vector<Glance> glances) const {
    if (!viewer_.agent.empty()) return {};  // a cap is of all work
    EntriesByClient entries;
    for (std::size_t i = 0; i < tickets.size(); ++i) add(entries, tickets[i].client, std::move(glances[i].entries));
    const auto month = viewer_.desk.policy.zone.month(viewer_.now);
    auto all = month_hours(entries, month, viewer_.desk, viewer_.client).clients;
    std::erase_if(all, [&](const ClientHours& hours) {
        const auto& warn_at = terms_in(viewer_.desk, hours.client, month).policy.hours->warn_at;
        return hours.used == Seconds(0) || !hours.has_used(warn_at.empty() ? 100 : warn_at.front());
    });
    // a/b > c/d without a division: a limit may be none
    std::ranges::stable_sort(all, [](const ClientHours& a, const ClientHours& b) {
        return a.used.count() * b.limit().count() > b.used.count() * a.limit().count();
    });
    return all;
}

Picture PictureMaker::picture(const std::vector<Ticket>& tickets, std::vector<Glance> glances) const {
    Picture picture;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        if (glances[i].clocks) add_ticket(picture, {&tickets[i], glances[i].clocks});
        if (glances[i].came) picture.came.push_back({&tickets[i], glances[i].came->what, glances[i].came->at});
    }
    const auto& desk = viewer_.desk;
    sort(picture.late, "due", desk);
    sort(picture.near, "due", desk);
    queue(picture.unassigned, desk);
    queue(picture.mine, desk);
    std::ranges::stable_sort(picture.chase, {}, [](const Picture::Waiting& each) { return *each.until; });
    std::ranges::stable_sort(picture.waiting, {}, &Picture::Waiting::since);
    std::ranges::stable_sort(picture.came, std::greater(), &Picture::Came::at);
    picture.agents = loads(picture, tickets, glances);
    picture.month = desk.policy.zone.month(viewer_.now);
    picture.since = since_;
    picture.hours = hours_near_cap(tickets, std::move(glances));
    return picture;
}

}  // namespace desk
