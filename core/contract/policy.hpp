#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/condition.hpp"
#include "core/contract/money.hpp"
#include "core/contract/process.hpp"
#include "core/contract/target.hpp"
#include "core/time/calendar.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

namespace desk {

/// What happens to a report that the contract does not provide for.
enum class Strictness {
    accept,    ///< nothing
    ask,       ///< taken; what is missing is asked for
    warn,      ///< taken; whoever records it is told
    redirect,  ///< taken; whoever records it is told whom to send the client to
    refuse,
};

/// What stops the response clock. A resolution always does.
enum class Response {
    work,             ///< the beginning of work
    reply,            ///< something said to the client by a person
    acknowledgement,  ///< the same, or an automatic answer
};

/// The desk's contract, as `desk.toml` says it (desk.toml(5)). Plain values: what is absent here, the contract does not say.
struct Policy {
    struct Agent {
        std::string name;  ///< the word in `by:` and `assignee:`
        std::string full;  ///< `Sam Hill`
        std::string email;
        friend bool operator==(const Agent&, const Agent&) = default;
    };
    /// How soon, on which calendar. What is absent the contract does not give.
    struct Targets {
        std::string calendar;  ///< empty: the desk's
        std::optional<Goal> respond;
        std::optional<Goal> resolve;
        friend bool operator==(const Targets&, const Targets&) = default;
    };
    struct Priority {
        std::string name;
        std::string means;
        Targets targets = {};
        std::vector<std::string> channels = {};            ///< by which it may be reported; none: by all
        std::vector<std::string> offers = {"workaround"};  ///< one of them, with a promised date, meets `next release`
        std::string contact = {};                          ///< whom or what to turn to, as the contract says it
        bool immediate = false;                            ///< first in the queue
        friend bool operator==(const Priority&, const Priority&) = default;
    };
    struct Kind {
        std::string name;
        std::string means;
        bool counts = true;                   ///< its work uses up the monthly cap
        Targets targets = {};                 ///< these take the place of the priority's
        std::vector<Response> response = {};  ///< takes the place of the clock's; none: does not
        std::vector<std::string> categories = {};
        friend bool operator==(const Kind&, const Kind&) = default;
    };
    struct Channel {
        std::string name;
        std::string means = {};
        std::string address = {};
        bool offered = true;
        std::string calendar = {};                  ///< when it is manned; empty: the desk's
        std::optional<Goal> respond = {};           ///< beside the priority's: `combine` says which holds
        std::string highest = {};                   ///< the highest priority that may come by it; empty: any
        std::vector<std::string> only = {};         ///< the roles of the contacts who may use it; none: everybody
        std::optional<Percent> first_contact = {};  ///< more than this share is to be resolved at first contact
        friend bool operator==(const Channel&, const Channel&) = default;
    };
    struct Tier {
        std::string name;
        std::string means = {};
        std::vector<std::string> takes = {};  ///< what belongs there, in the contract's words
        std::vector<std::string> needs = {};  ///< answers wanted before the first work in it
        bool onsite = true;                   ///< whether it works on the client's premises
        friend bool operator==(const Tier&, const Tier&) = default;
    };
    struct Clock {
        std::vector<Response> response{Response::work, Response::reply};
        std::vector<std::string> pause;       ///< the waits that stop the clocks: `client`, `vendor`, …
        bool restart = true;                  ///< what a reopening does to the resolution clock; else it goes on
        bool earliest = true;                 ///< of the channel's target and the priority's; else the latest
        bool before_open_is_same_day = true;  ///< a report before the day's opening belongs to that day; else to the next
        WorkingDays working_days = WorkingDays::close;
        Minutes morning = std::chrono::hours(9);  ///< of `next morning`
        friend bool operator==(const Clock&, const Clock&) = default;
    };
    struct Escalation {
        struct Immediate {
            Condition when;
            int to = 0;
            friend bool operator==(const Immediate&, const Immediate&) = default;
        };
        std::optional<Minutes> after_work;  ///< of work in the first tier
        std::optional<int> near;            ///< percent of a target's time
        bool raise = false;                 ///< near a limit: to the next higher priority
        bool escalate = false;              ///< near a limit: to the next tier
        std::vector<Immediate> immediate;
        friend bool operator==(const Escalation&, const Escalation&) = default;
    };
    struct Assess {
        Condition when;
        std::string priority;
        friend bool operator==(const Assess&, const Assess&) = default;
    };
    struct Route {
        Condition when;
        std::string to;        ///< an agent; empty: `manager`
        bool manager = false;  ///< whoever looks after the client, where the client's file names one
        friend bool operator==(const Route&, const Route&) = default;
    };
    struct Shift {
        std::string name;
        std::string calendar;  ///< empty: whenever no other shift is on
        friend bool operator==(const Shift&, const Shift&) = default;
    };
    struct Intake {
        /// Something that a report must contain. `client`, `name`, `email`, `phone` and `description` are the header's; every
        /// other item is answered with `desk answer`.
        struct Item {
            std::string name;
            std::string ask;                   ///< the question
            std::vector<std::string> answers;  ///< those that may be given; none: any
            Condition when;                    ///< asked only where this holds
            Condition unless;                  ///< not asked where this holds; empty: never
            bool optional = false;             ///< may be answered, and is never missing
            friend bool operator==(const Item&, const Item&) = default;
        };
        std::vector<Item> items;
        Strictness on_missing = Strictness::ask;
        bool unless_client_known = false;             ///< a report whose client is known is never refused for what is missing
        bool keep_refused = false;                    ///< a refused report is kept in `rejected/`
        Strictness wrong_channel = Strictness::warn;  ///< not offered, too high a priority for it, not for this contact
        Strictness no_contract = Strictness::accept;  ///< the client has none on the day of receipt
        Strictness unknown_product = Strictness::warn;
        friend bool operator==(const Intake&, const Intake&) = default;
    };
    /// What an hour of work costs from a day on.
    struct Rate {
        Day from{};
        Money hourly{};
        friend bool operator==(const Rate&, const Rate&) = default;
    };
    /// The work that a client may use in a calendar month, and what happens over it.
    struct Hours {
        enum class Over {
            allow,  ///< it is charged
            agree,  ///< the same, up to what was agreed for the client and the month; no work beyond that
            stop,   ///< no work
        };
        /// What a month leaves is used in later ones, the oldest first.
        struct Rollover {
            std::optional<Minutes> most;  ///< that is carried from one month into the next; absent: all of it
            std::optional<int> months;    ///< after which it expires; absent: never
            friend bool operator==(const Rollover&, const Rollover&) = default;
        };
        std::optional<Minutes> cap;             ///< of counted work; a client's contract may give another
        std::vector<int> warn_at;               ///< percent of the cap, rising
        std::optional<Minutes> round;           ///< each entry counts as a multiple of this, rounded up
        std::vector<std::string> count_causes;  ///< work on a ticket with such a cause counts, whatever its kind
        std::vector<std::string> spare_causes;  ///< the same the other way round
        Over over = Over::allow;
        bool ceases = false;  ///< over the cap nothing is owed on tickets that count, until the month is over
        std::optional<Rollover> rollover;
        friend bool operator==(const Hours&, const Hours&) = default;
    };
    /// How much of a calendar month the platform is to be up.
    struct Uptime {
        enum class Limit { month, window };
        /// Maintenance that counts as up: of one of the kinds, announced in time, and no longer than this in total.
        struct Maintenance {
            std::optional<int> notice;       ///< days between the announcement and the beginning
            std::vector<std::string> kinds;  ///< none: all
            std::optional<Minutes> most;
            Limit within = Limit::month;  ///< what `most` is the total of
            bool only_excess = false;     ///< over `most` only the excess counts as down, else all of it
            friend bool operator==(const Maintenance&, const Maintenance&) = default;
        };
        std::optional<Percent> target;
        std::optional<Maintenance> maintenance;  ///< absent: no maintenance is excused
        friend bool operator==(const Uptime&, const Uptime&) = default;
    };
    /// What the client gets back for a month that missed the uptime: (100 - a) x b, at the most the month's charges.
    struct Credits {
        enum class Formula {
            percent,  ///< a percentage: at 99 % a hundredth of the charges
            literal,  ///< as it stands there: at 99 % all of the charges
        };
        Formula formula = Formula::percent;
        std::vector<std::string> of;  ///< the charges that b is the sum of; none: all
        std::string note;             ///< what else the contract says of them
        bool excused_is_up = true;    ///< whether excused maintenance counts as up in a
        friend bool operator==(const Credits&, const Credits&) = default;
    };
    struct Feedback {
        std::vector<std::string> scale;  ///< the best first; none: every word is a score
        std::string headline;            ///< the score whose share is reported first; empty: the best
        std::optional<Percent> goal;     ///< of the headline
        std::string low;                 ///< this score and those below it want a follow-up; empty: none does
        friend bool operator==(const Feedback&, const Feedback&) = default;
    };
    /// How often, and how long, in days. What is absent the contract does not ask for.
    struct Backup {
        std::optional<int> every;          ///< a full backup
        std::optional<int> keep;           ///< it is kept at least so long
        std::optional<int> offsite_every;  ///< a current copy at another place
        friend bool operator==(const Backup&, const Backup&) = default;
    };
    /// Who may commit what, for the audit of commits. What is absent the desk does not say.
    struct Audit {
        std::optional<std::vector<std::string>> program;  ///< addresses of those who commit what the rules do; absent: the agents
        std::optional<std::vector<std::string>>
            contract;  ///< agents who may change the policy, clients, agreements, statements, availability
        friend bool operator==(const Audit&, const Audit&) = default;
    };
    struct Contacts {
        std::string role;  ///< who reports: `representative`, `liaison`, `super user`; empty: anybody
        Strictness enforce = Strictness::warn;
        friend bool operator==(const Contacts&, const Contacts&) = default;
    };
    /// What the client must be told, and how often.
    struct Updates {
        bool priority = false;        ///< the client is told the priority, and every change of it
        std::optional<Target> every;  ///< no longer than this without a word
        std::string late_by;          ///< when a target is missed, the client is told by this channel; empty: no rule
        friend bool operator==(const Updates&, const Updates&) = default;
    };
    enum class Confirm { no, ask, demand };  ///< the client's word before a ticket is closed

    std::string name;
    Zone zone = Zone::utc();
    std::string calendar = "always";                       ///< the name of the one that holds where no other is named
    std::vector<Calendar> calendars{always(Zone::utc())};  ///< `always` first, then in the order of the file
    std::vector<Priority> priorities;                      ///< highest first
    std::vector<Kind> kinds;                               ///< in the order of the file
    std::vector<Channel> channels;                         ///< in the order of the file; none: every word is one
    std::vector<Tier> tiers;                               ///< the first is tier 1
    std::vector<Agent> agents;                             ///< none: everybody may act
    std::vector<std::string> products;                     ///< none: every word is one
    std::vector<std::string> queue{"due"};                 ///< what `next` goes by: `immediate`, `due`, `priority`, `received`
    std::string commitment;                                ///< how binding the targets are, in the contract's words
    std::vector<std::string> missing;                      ///< holes of the source document

    Clock clock;
    Escalation escalation;
    std::vector<Assess> assess;  ///< the first that holds gives the priority
    std::vector<Route> routes;   ///< the first that holds suggests who takes it
    std::vector<Shift> shifts;
    Intake intake;
    Contacts contacts;
    Updates updates;
    std::vector<Process> processes;

    std::vector<std::string> excluded;  ///< the reasons for which a ticket is out of scope; none: any

    std::optional<int> reopen_within;          ///< days after the closing, by the desk's calendar; absent: for ever
    std::vector<std::string> reopen_channels;  ///< by which the client may ask for it; none: by all
    Confirm confirm = Confirm::ask;
    std::optional<Target> close_after;  ///< of the resolution, without a word of the client: it closes by itself

    Currency currency;
    Hours hours;
    std::vector<Rate> rates;  ///< by day; a client's own come before them
    Uptime uptime;
    std::optional<Credits> credits;  ///< absent: none are given
    Feedback feedback;
    Backup backup;
    Audit audit;
    bool commit = true;  ///< one git commit for each command that changes something

    // In policy.cpp: else all of the above is compiled into every file that holds a policy.
    Policy();
    Policy(const Policy& other);
    Policy(Policy&& other) noexcept;
    Policy& operator=(const Policy& other);
    Policy& operator=(Policy&& other) noexcept;
    ~Policy();
    friend bool operator==(const Policy&, const Policy&) = default;
};

/// Whether the word may be an agent's name: some mean something else in `by:` and in filters.
bool is_agent_name(std::string_view name);

std::vector<std::string> priority_names(const Policy& policy);
std::vector<std::string> kind_names(const Policy& policy);
std::vector<std::string> agent_names(const Policy& policy);
std::vector<std::string> calendar_names(const Policy& policy);
std::vector<std::string> channel_names(const Policy& policy);

/// Null when there is none of this name.
const Calendar* calendar_named(const Policy& policy, std::string_view name);
const Policy::Priority* priority_named(const Policy& policy, std::string_view name);
const Policy::Kind* kind_named(const Policy& policy, std::string_view name);
const Policy::Channel* channel_named(const Policy& policy, std::string_view name);

/// The calendar of this name, the desk's for an empty one.
const Calendar& calendar_or_desks(const Policy& policy, std::string_view name);

/// 0 is the highest; a priority that the policy does not know, or none, comes after all others.
std::size_t rank_of(const Policy& policy, std::string_view priority);

/// Whether work on a ticket of this kind uses up the cap. A kind that the policy does not know, or none, does.
bool counts(const Policy& policy, std::string_view kind);

/// The priority that the policy's rules give the ticket; empty when none holds.
std::string assessed(const Policy& policy, const Ticket& ticket);

/// The shift that is on at an instant; null when none is.
const Policy::Shift* shift_at(const Policy& policy, Instant at);

}  // namespace desk
