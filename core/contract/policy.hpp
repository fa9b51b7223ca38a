#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/boxed.hpp"
#include "core/contract/money.hpp"
#include "core/time/calendar.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

namespace desk {

struct Process;
struct Ticket;

/// The desk's contract, as in `desk.toml` (desk.toml(5)). Plain values: what is absent here, the contract does not say.
///
/// The keys of each table are in a header of its own (`hours_rules.hpp`, `channel.hpp`), which includes this one. A
/// source includes those of the tables that it reads, so that a new key recompiles only these.
struct Policy {
    struct Agent;
    struct Assess;
    struct Audit;
    struct Backup;
    struct Channel;
    struct Clock;
    struct Contacts;
    struct Dated;
    struct Escalation;
    struct Feedback;
    struct Hours;
    struct Intake;
    struct Kind;
    struct Mail;
    struct Priority;
    struct Rate;
    struct Reopen;
    struct Report;
    struct Resolution;
    struct Route;
    struct Shift;
    struct Targets;
    struct Tier;
    struct Updates;
    struct Uptime;

    std::string name;
    Zone zone = Zone::utc();
    std::string calendar = "always";                       ///< the name of the one to use where no other is named
    std::vector<Calendar> calendars{always(Zone::utc())};  ///< `always` first, then in the order of the file
    std::vector<Priority> priorities;                      ///< highest first
    std::vector<Kind> kinds;                               ///< in the order of the file
    std::vector<Channel> channels;                         ///< in the order of the file; none: every word is one
    std::vector<Tier> tiers;                               ///< the first is tier 1
    std::vector<Agent> agents;                             ///< none: everybody may act
    std::vector<std::string> products;                     ///< none: every word is one
    std::vector<std::string> queue{"due"};                 ///< what `next` sorts by: `immediate`, `due`, `priority`, `received`
    std::string commitment;                                ///< how binding the targets are, in the contract's words
    std::vector<std::string> missing;                      ///< holes of the source document

    Boxed<Clock> clock;
    Boxed<Escalation> escalation;
    std::vector<Assess> assess;  ///< the first that holds gives the priority
    std::vector<Route> routes;   ///< the first that holds suggests who takes it
    std::vector<Shift> shifts;
    Boxed<Intake> intake;
    Boxed<Contacts> contacts;
    Boxed<Updates> updates;
    std::vector<Process> processes;

    std::vector<std::string> excluded;  ///< the reasons for which a ticket is out of scope; none: any
    Boxed<Reopen> reopen;
    Boxed<Resolution> resolution;

    Currency currency;
    Boxed<Hours> hours;
    std::vector<Rate> rates;  ///< by day; a client's own come before them
    Boxed<Uptime> uptime;
    Boxed<Feedback> feedback;
    Boxed<Report> report;
    Boxed<Backup> backup;
    Boxed<Mail> mail;
    Boxed<Audit> audit;
    std::vector<Dated> terms;  ///< by day: which policy holds for the whole desk from then on
    bool commit = true;        ///< one git commit for each command that changes something

    // In policy.cpp, which knows all tables.
    Policy();
    Policy(const Policy& other);
    Policy(Policy&& other) noexcept;
    Policy& operator=(const Policy& other);
    Policy& operator=(Policy&& other) noexcept;
    ~Policy();
    bool operator==(const Policy& other) const;
};

/// Whether the word may be an agent's name: some have another meaning in `by:` and in filters.
bool is_agent_name(std::string_view name);

std::vector<std::string> priority_names(const Policy& policy);
std::vector<std::string> kind_names(const Policy& policy);
std::vector<std::string> agent_names(const Policy& policy);
std::vector<std::string> calendar_names(const Policy& policy);
std::vector<std::string> channel_names(const Policy& policy);

/// Null if there is none of this name.
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

/// The priority that the policy's rules give the ticket; empty if none applies.
std::string assessed(const Policy& policy, const Ticket& ticket);

/// The shift that is on at an instant; null if none is.
const Policy::Shift* shift_at(const Policy& policy, Instant at);

}  // namespace desk
