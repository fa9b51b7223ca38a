#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/condition.hpp"
#include "core/contract/target.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// The ordered steps of a kind of work, as `[process.NAME]` gives them.
struct Process {
    struct Step {
        static constexpr std::string_view skipped = "skipped";  ///< the result of a step that was left out

        std::string name;
        std::string means;
        std::vector<std::string> results;  ///< what may be answered; none: nothing in particular
        Condition when;                    ///< the step applies only if this holds
        std::string after;                 ///< a branch: only where this earlier step has one of `after_results`
        std::vector<std::string> after_results;
        std::vector<std::string>
            gates;              ///< what must wait for it: a later step, `resolve`, `close`, `work`, `work onsite`, `work remote`
        bool optional = false;  ///< never owed; it only gates
        bool each = false;      ///< needed anew before every entry of work that it gates
        bool tell = false;      ///< the client must be told of it: a reply is owed after it
        std::optional<Target> within;  ///< of the step before it, or of the opening

        friend bool operator==(const Step&, const Step&) = default;
    };
    std::string name;
    Condition when;       ///< the tickets that it is for
    bool strict = false;  ///< no step before the one that stands before it
    std::vector<Step> steps;

    friend bool operator==(const Process&, const Process&) = default;
};

/// A step of a process on a ticket.
struct StepState {
    const Process* process = nullptr;
    const Process::Step* step = nullptr;
    const Event* done = nullptr;  ///< the last event of it; null: not yet

    /// A skipped step is done: what follows may go on. It opens no gate.
    bool is_done() const { return done != nullptr; }
    bool is_skipped() const;
};

/// The steps that apply to the ticket, in the order of the policy: a branch that was not taken is left out.
std::vector<StepState> steps_of(const Ticket& ticket, std::span<const Process> processes);

/// The first step of each process that is neither done nor optional.
std::vector<StepState> next_steps(const Ticket& ticket, std::span<const Process> processes);

/// The step that must be done before this may be: `resolve`, `work onsite` or the name of a step; null if there is none.
const Process::Step* gate_of(const Ticket& ticket, std::span<const Process> processes, std::string_view action);

/// The earlier step of a strict process that is neither done nor optional; null if there is none.
const Process::Step* skipped_before(const Ticket& ticket, std::span<const Process> processes, std::string_view step);

/// The event since which the condition has held without a break, the first for one that always did; null if it does not hold.
const Event* held_since(const Ticket& ticket, const Condition& condition);

}  // namespace desk
