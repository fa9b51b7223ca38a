#include "core/month/volume.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/ticket/applied.hpp"
#include "core/ticket/edits.hpp"

namespace desk {
namespace {

/// In which rows a ticket is counted.
struct Place {
    std::string kind, priority, channel, client;
    int tier = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

bool is_duplicate(const Ticket& ticket) {
    return std::ranges::any_of(ticket.log, [](const Event& event) {
        const auto* link = as<did::Link>(event);
        return link && link->as == "duplicates";
    });
}

const Event* opening(const Ticket& ticket) {
    const auto open = std::ranges::find_if(ticket.log, [](const Event& event) { return as<did::Open>(event) != nullptr; });
    return open == ticket.log.end() ? nullptr : &*open;
}

Lifecycle at_the_opening(const Ticket& ticket) {
    const auto* open = opening(ticket);
    return open ? fold({open, 1}) : Lifecycle();
}

/// The first kind and the first priority hold from the opening.
Lifecycle first_values(const Ticket& ticket) {
    Lifecycle first;
    walk(ticket.log, [&](const Event&, Status, const Lifecycle& now) {
        if (first.kind.empty()) first.kind = now.kind;
        if (first.priority.empty()) first.priority = now.priority;
    });
    return first;
}

std::string opener_of(const Ticket& ticket) {
    const auto* open = opening(ticket);
    return open ? open->by : std::string();
}

/// Follows one ticket through the period.
class Course {
public:
    Course(Volumes& volumes, const Ticket& ticket, const Period& period, const std::string& client)
        : volumes_(volumes),
          ticket_(ticket),
          period_(period),
          only_(client),
          channel_(ticket, "channel", ticket.channel),
          client_(ticket, "client", ticket.client),
          first_(ticket.opened < period.from ? Lifecycle() : first_values(ticket)),
          place_(place_of(at_the_opening(ticket))) {}

    void run() {
        if (ticket_.opened >= period_.until) return;
        if (ticket_.opened >= period_.from) enter();
        walk(ticket_.log, [&](const Event& event, Status before, const Lifecycle& now) {
            if (!has_begun_ && event.at >= period_.from) begin();
            channel_.take(event);
            client_.take(event);
            auto next = place_of(now);
            if (next != place_) move(std::move(next));
            if (const auto turn = turn_of(event, before, now.status)) take(*turn);
            is_open_ = is_open(now.status);
        });
        if (!has_begun_) begin();
        count(&Volume::open, is_open_);
    }

private:
    Place place_of(const Lifecycle& now) {
        if (!now.kind.empty()) first_.kind.clear();
        if (!now.priority.empty()) first_.priority.clear();
        return {now.kind.empty() ? first_.kind : now.kind, now.priority.empty() ? first_.priority : now.priority, channel_.text(),
                client_.text(), now.tier};
    }

    /// The period begins while the ticket is there.
    void begin() {
        has_begun_ = true;
        count(&Volume::open_before, is_open_);
    }

    void enter() {
        has_begun_ = true;
        count(&Volume::opened, 1);
        count(&Volume::out_of_scope, ticket_.now.out_of_scope);
        if (!is_meant(place_)) return;
        volumes_.opened.push_back(ticket_.opened);
        ++volumes_.agents[opener_of(ticket_)].opened;
    }

    void take(const Turn& turn) {
        if (!has_begun_) return;
        if (turn.is<did::Resolve>() && is_meant(place_)) {
            volumes_.resolved.push_back(std::max(turn.event->at, ticket_.opened));
            ++volumes_.agents[turn.event->by].resolved;
        }
        count(&Volume::resolved, turn.is<did::Resolve>());
        count(&Volume::reopened, turn.is<did::Reopen>());
        count(&Volume::closed, turn.is<did::Close>());
        count(&Volume::closed_unresolved, turn.closed_unresolved());
        count(&Volume::duplicates, turn.closed_unresolved() && is_duplicate(ticket_));
    }

    void move(Place next) {
        const auto from = std::move(place_);
        place_ = std::move(next);
        if (!has_begun_ || !is_open_) return;
        const auto was = rows_of(from), is = rows_of(place_);
        for (std::size_t i = 0; i < was.size(); ++i) {
            if (was[i] == is[i]) continue;
            if (was[i]) --was[i]->moved;
            if (is[i]) ++is[i]->moved;
        }
    }

    void count(int Volume::*figure, int by) {
        if (by == 0) return;
        for (auto* row : rows_of(place_))
            if (row) row->*figure += by;
    }

    bool is_meant(const Place& place) const { return only_.empty() || place.client == only_; }

    /// Null while the ticket is another client's.
    std::array<Volume*, 6> rows_of(const Place& place) {
        if (!is_meant(place)) return {};
        return {&volumes_.all,
                &volumes_.kinds[place.kind],
                &volumes_.priorities[place.priority],
                &volumes_.channels[place.channel],
                &volumes_.clients[place.client],
                &volumes_.tiers[place.tier]};
    }

    Volumes& volumes_;
    const Ticket& ticket_;
    const Period& period_;
    const std::string& only_;
    TextOverTime channel_, client_;
    Lifecycle first_;  ///< the kind and the priority, until they are given, of a ticket that was opened in the period
    Place place_;
    bool has_begun_ = false, is_open_ = true;
};

}  // namespace

Volume& Volume::operator+=(const Volume& other) {
    for (const auto figure :
         {&Volume::open_before, &Volume::opened, &Volume::reopened, &Volume::resolved, &Volume::closed_unresolved,
          &Volume::duplicates, &Volume::moved, &Volume::open, &Volume::closed, &Volume::out_of_scope})
        this->*figure += other.*figure;
    return *this;
}

void Volumes::leave_out_empty_rows() {
    const auto is_empty = [](const auto& row) { return row.second == Volume(); };
    for (auto* rows : {&kinds, &priorities, &channels, &clients}) std::erase_if(*rows, is_empty);
    std::erase_if(tiers, is_empty);
}

void add(Volumes& volumes, const Ticket& ticket, const Period& period, const std::string& client) {
    Course(volumes, ticket, period, client).run();
}

}  // namespace desk
