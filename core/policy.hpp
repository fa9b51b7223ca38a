#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "core/time.hpp"
#include "core/zone.hpp"

namespace desk {

/// The desk's contract, as `desk.toml` says it (desk.toml(5)). Plain values: what is absent here, the contract does not say.
struct Policy {
    struct Agent {
        std::string name;  ///< the word in `by:` and `assignee:`
        std::string full;  ///< `Sam Hill`
        std::string email;
        friend bool operator==(const Agent&, const Agent&) = default;
    };
    struct Priority {
        std::string name;
        std::string means;
        friend bool operator==(const Priority&, const Priority&) = default;
    };
    struct Kind {
        std::string name;
        std::string means;
        bool counts = true;  ///< its work uses up the monthly cap
        friend bool operator==(const Kind&, const Kind&) = default;
    };
    struct Tier {
        std::string name;
        friend bool operator==(const Tier&, const Tier&) = default;
    };
    enum class Confirm { no, ask, demand };  ///< the client's word before a ticket is closed

    std::string name;
    Zone zone = Zone::utc();
    std::string calendar = "always";                       ///< the name of the one that holds where no other is named
    std::vector<Calendar> calendars{always(Zone::utc())};  ///< `always` first, then in the order of the file
    std::vector<Priority> priorities;                      ///< highest first
    std::vector<Kind> kinds;                               ///< in the order of the file
    std::vector<Tier> tiers;                               ///< the first is tier 1
    std::vector<Agent> agents;                             ///< none: everybody may act
    std::vector<std::string> missing;                      ///< holes of the source document

    WorkingDays working_days = WorkingDays::close;  ///< what "two working days" means

    std::optional<int> reopen_within;  ///< days after the closing, by the desk's calendar; absent: for ever
    Confirm confirm = Confirm::ask;

    std::optional<Minutes> cap;  ///< of counted work per client and calendar month
    std::vector<int> warn_at;    ///< percent of the cap, rising

    bool commit = true;  ///< one git commit for each command that changes something

    friend bool operator==(const Policy&, const Policy&) = default;
};

std::vector<std::string> priority_names(const Policy& policy);
std::vector<std::string> kind_names(const Policy& policy);
std::vector<std::string> agent_names(const Policy& policy);
std::vector<std::string> calendar_names(const Policy& policy);

/// Null when there is none of this name.
const Calendar* calendar_named(const Policy& policy, std::string_view name);

/// 0 is the highest; a priority that the policy does not know, or none, comes after all others.
std::size_t rank_of(const Policy& policy, std::string_view priority);

/// Whether work on a ticket of this kind uses up the cap. A kind that the policy does not know, or none, does.
bool counts(const Policy& policy, std::string_view kind);

}  // namespace desk
