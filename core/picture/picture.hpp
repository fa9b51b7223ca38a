#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/month/hours.hpp"
#include "core/ticket/ticket.hpp"

/// The picture of now: what a lead wants to see each morning. Nothing is computed here that another command tells as well:
/// clocks, queue and hours are asked for where `list`, `next` and `hours` have them from.
namespace desk {

/// What is looked at, when, and by whom.
struct Viewer {
    const Desk& desk;
    Instant now{};
    std::string agent = {};   ///< only what this agent has; empty: everybody's
    std::string client = {};  ///< only this client's; empty: all
    std::string me = {};      ///< who looks; empty: nobody knows
};

/// Points to the tickets that it was made from.
struct Picture {
    struct Waiting {
        const Ticket* ticket = nullptr;
        std::string whom;
        Instant since{};
        std::optional<Instant> until;
    };
    struct Load {
        std::string agent;
        int open = 0, waiting = 0, late = 0;  ///< the late and the waiting are open, too
        Seconds worked{0};                    ///< in this week, which began on Monday

        bool is_free() const { return open == 0 && late == 0 && worked == Seconds(0); }
        friend bool operator==(const Load&, const Load&) = default;
    };
    struct Came {
        enum class What {
            opened,    ///< a ticket
            heard,     ///< the client wrote about an older one
            reopened,  ///< an older one
        };
        const Ticket* ticket = nullptr;
        What what{};
        Instant at{};
    };
    struct Timer {
        Reference ticket;
        std::string title;  ///< empty where the ticket is not known
        Instant since{};
    };

    int open = 0;
    std::vector<ListedTicket> late, near;  ///< the one that was due first comes first
    std::vector<Waiting> chase;            ///< whose `until` has passed, or is today: the earliest first
    std::vector<Waiting> waiting;          ///< the others, the longest first
    std::vector<ListedTicket> unassigned;  ///< in the order of the queue
    std::vector<ListedTicket> mine;  ///< likewise: what is with who looks, or with the agent looked at, and can be worked on
    std::vector<Load> agents;        ///< by what they have, the most first; those who are free last
    Month month{};
    std::vector<ClientHours> hours;  ///< of clients near their cap in the month, or over it, the fullest first
    Instant since{};                 ///< of what came in
    std::vector<Came> came;          ///< the newest first
    std::optional<Timer> timer;      ///< that runs for who looks

    /// Whether there is nothing to say: who has worked how long alone is no news.
    bool is_empty() const;
};

std::string_view to_text(Picture::Came::What what);  ///< `opened`

/// Makes a picture: first takes from each ticket what the picture needs of it, then puts that together.
class PictureMaker {
public:
    explicit PictureMaker(const Viewer& viewer);

    /// What the picture needs of a ticket.
    struct Glance {
        std::optional<ClockSummary> clocks;  ///< absent: the ticket has no part in lists
        EntriesByMonth entries;
        std::optional<Picture::Came> came;
    };

    /// The months whose work, and whose news, is in the picture: files without their dates matter only while they are not closed.
    const MonthSpan& months() const { return months_; }

    /// Absent: nothing of the ticket is in the picture. May be asked on several threads.
    std::optional<Glance> glance(const Ticket& ticket) const;

    /// Of tickets and what was taken from each.
    Picture picture(const std::vector<Ticket>& tickets, std::vector<Glance> glances) const;

private:
    bool is_theirs(const Ticket& ticket) const { return viewer_.agent.empty() || ticket.now.assignee == viewer_.agent; }
    std::optional<Picture::Came> came(const Ticket& ticket) const;
    void add_wait(Picture& picture, const Ticket& ticket) const;
    void add_ticket(Picture& picture, const ListedTicket& listed) const;
    std::vector<Picture::Load> loads(const Picture& picture, const std::vector<Ticket>& tickets,
                                     const std::vector<Glance>& glances) const;
    std::vector<ClientHours> hours_near_cap(const std::vector<Ticket>& tickets, std::vector<Glance> glances) const;

    const Viewer viewer_;
    Period week_{};
    Instant since_{};    ///< the day before today on which the desk was open
    Instant tonight_{};  ///< when today is over
    MonthSpan months_{};
};

}  // namespace desk
