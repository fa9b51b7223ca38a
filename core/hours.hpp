#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy.hpp"
#include "core/ticket.hpp"

/// The month's hours: person-time of `work`, per client and calendar month of the desk's zone, against the cap.
namespace desk {

/// A piece of one `work` event that lies in the month. An entry is split where a month ends and where the cap is crossed.
struct Entry {
    Reference ticket;
    std::string client, kind, by, text;
    Instant began{};
    Seconds time{0};      ///< within the month
    bool counted = true;  ///< uses up the cap; else `why_not` says why
    std::string why_not;
    Seconds over{0};  ///< how much of `time` lies over the cap

    friend bool operator==(const Entry&, const Entry&) = default;
};

/// used = min(counted, cap), left = cap - used, over = counted - used. A sum over entries always equals the figure.
struct ClientHours {
    std::string client;  ///< empty: tickets that name none
    std::optional<Seconds> cap;
    Seconds used{0}, over{0}, not_counted{0};
    std::vector<Entry> entries;  ///< by time of work

    Seconds counted() const { return used + over; }
    std::optional<Seconds> left() const;
};

struct MonthHours {
    Month month{};
    std::vector<ClientHours> clients;  ///< by name
};

/// The statement of a month. `client` empty: of all. The order of the tickets does not matter.
MonthHours month_hours(std::span<const Ticket> tickets, Month month, const Policy& policy, const std::string& client = {});

/// Whether any `work` of the ticket reaches into the month.
bool has_work_in(const Ticket& ticket, Month month, const Zone& zone);

/// Finds the files that may hold work of a month by the dates in their bytes, without decoding them. False is certain.
class MonthFilter {
public:
    MonthFilter(Month month, const Zone& zone);
    bool operator()(std::string_view bytes) const;

private:
    std::vector<std::string> years_;  ///< `2026-`
    std::vector<std::string> days_;   ///< `2026-11-01`: days of which some hour, in some zone, is near the month; sorted
};

/// Work that was just logged has taken a client's month over one of the policy's warnings: the highest of `warn_at` that was
/// not reached before and now is. 100 % is reached only by more than the cap.
struct Crossing {
    std::string client;
    Month month{};
    int percent = 0;
    Seconds counted{0};

    friend bool operator==(const Crossing&, const Crossing&) = default;
};

/// The months that the last `work` of the ticket reaches into: one or two; none where there is no work.
std::vector<Month> months_of_last_work(const Ticket& ticket, const Zone& zone);

/// What the difference between `before` and `after` has crossed in these months; `others` are the other tickets that have work in
/// them.
std::vector<Crossing> crossings(std::span<const Ticket> others, const Ticket& before, const Ticket& after,
                                std::span<const Month> months, const Policy& policy);

}  // namespace desk
