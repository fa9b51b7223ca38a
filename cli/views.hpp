#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/check.hpp"
#include "core/contract/client.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/policy.hpp"
#include "core/duty/owed.hpp"
#include "core/month/billing.hpp"
#include "core/month/uptime.hpp"
#include "core/month/what_if.hpp"
#include "core/repository/backup.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

namespace desk {
struct Origin;
struct Undone;
}  // namespace desk

/// Core values -> what is shown. Looks are decided here, facts are not.
namespace desk::cli {

/// What an event did, in a few words, without its text: `escalated to tier 2`.
std::string deed(const Event& event, const Zone& zone);

/// The text that came with an event, or its reason; often empty.
const std::string& text_of(const Event& event);

/// The line of a git message: `resolve: export template corrected`.
std::string summary(const Event& event, const Zone& zone);

/// The ticket with the keys of its YAML.
Value to_json(const Ticket& ticket);

/// A ticket as a person reads it: the header, how it stands, what happened when in the desk's zone, the time spent.
/// Of several, one below the other, the JSON is an array named `tickets`.
Page ticket_page(std::span<const Ticket> tickets, const Desk& desk, Instant now);

/// How tickets stand, for programs: `clocks`, `waits`, `steps`, `intake`, `suggested`, each a list over all the tickets.
std::vector<Page> standing_pages(std::span<const Ticket> tickets, const Desk& desk, Instant now);

/// How a ticket stands, line by line: its clocks, waits, steps, what is still to be asked, who might take it.
void standing_lines(Page& page, const Ticket& ticket, const Terms& terms, Instant now);

/// Every clock, step by step, so that a person can check it with a pencil.
Page why_page(std::span<const Ticket> tickets, const Desk& desk, Instant now);

/// The names that `--columns` takes, and those shown when nothing is asked for.
const std::vector<std::string>& column_names();
const std::vector<std::string>& default_columns();

/// Those shown to people instead where the list is about the clocks.
const std::vector<std::string>& clock_columns();

/// Those of the queue: what is due, and how soon.
const std::vector<std::string>& queue_columns();

/// Whether one of these columns asks for the clocks, and so for the log.
bool need_clocks(std::span<const std::string> columns);

/// Tickets, one a row. With `and_others`, the columns that are not chosen follow for JSON.
Table ticket_table(std::span<const Ticket> tickets, std::span<const std::string> chosen, bool and_others,
                   const ClockSummaries& summaries);

/// The events of tickets, one a row, in the order given; where `commits` are wanted, each with its origin.
struct LoggedEvent {
    const Ticket* ticket;
    const Event* event;
    const Origin* origin = nullptr;
};
Table event_table(std::span<const LoggedEvent> events, const Policy& policy, bool commits);

/// The command that was taken back, for programs.
Page undone_page(const Undone& undone);

/// What a command has recorded, for programs: people were told in words.
struct Recorded {
    Reference ticket;
    Status status{};
    Event event;
};
Page recorded_page(std::span<const Recorded> recorded);

/// Something owed on a ticket, one a row.
struct OwedLine {
    const Ticket* ticket;
    Owed owed;
};
Table owed_table(std::span<const OwedLine> lines, const Zone& zone, Instant now);

/// What the rules did, or would do, one a line.
Page sweep_page(std::span<const Recorded> done, const Zone& zone);

/// A month's hours, the entries that they are the sum of, and what they cost, line by line.
Table hours_table(const Billing& billing, const Zone& zone);
Table entries_table(const MonthHours& hours, const Policy& policy);
Table lines_table(std::span<const Statement> statements, const Zone& zone);

/// The availability of a month: the figures, the times in which it was down or maintained, what clients get back.
Page uptime_page(const MonthUptime& uptime);
Table down_times_table(const MonthUptime& uptime, const Zone& zone);
struct ClientCredit {
    std::string client;
    Credit credit;
};
Table credits_table(std::span<const ClientCredit> credits, const std::string& note);

/// The past under another contract: month by month, and the tickets that come out otherwise.
Table what_if_table(const WhatIf& made);
Table differences_table(const WhatIf& made);

/// What was recorded of an outage or planned, for programs.
Page outage_page(const Outage& outage);
Page maintenance_page(const Maintenance& planned);

/// What a client agreed to, for programs: people were told in words.
Page agreed_page(const std::string& client, const Client::Agreed& agreed);

/// A month of a calendar, a day a row.
Table calendar_table(const Calendar& calendar, Month month);

/// The steps on a ticket's way: which are done, by whom, with what result, and which is next.
Table step_table(const Ticket& ticket, const Policy& policy);

/// The contract: what it is called and goes by, then its tables. `name` is of `policies/`, empty for the desk's; holidays are
/// counted for the year and the next.
Page policy_page(const Policy& policy, const std::string& name, const Desk& desk);
std::vector<Table> policy_tables(const Policy& policy, std::chrono::year year);

/// The table of severities as a spreadsheet reads it.
std::string policy_csv(const Policy& policy);

/// What is open in the contract, or contradicts itself, one a line.
Page findings_page(std::span<const PolicyFinding> findings);

/// What the contract has against a report, for programs: people are told in words.
Page objections_page(std::span<const Objection> objections);

/// The clients that have a file, with the contract in force and their open tickets, and one of them on a page.
Table client_table(const Desk& desk, const std::map<std::string, int>& open_tickets, Day today);
Page client_page(const Client& client, const Desk& desk, Day today);

/// A file that came from others.
struct Arrived {
    std::string path;
    bool created = false;
    std::optional<Ticket> ticket;  ///< its header; absent for other files
};

Table sync_table(std::span<const Arrived> arrived, const std::string& remote, int sent);
std::string sync_summary(std::span<const Arrived> arrived, const std::string& remote, int sent);

/// The backups that the desk remembers; one that was just made, for programs; and what is wrong with them, one a line.
Table backup_table(std::span<const Backup> backups, const Zone& zone);
Page backup_page(const Backup& backup);
Page backup_findings_page(std::span<const BackupFinding> findings);
std::string size_text(std::int64_t bytes);  ///< `12.3 KiB`

/// A problem, and the commit that brought it; empty: the files as they are.
struct Finding {
    Problem problem;
    std::string commit;
};

/// Findings, one a line as a compiler prints them.
Page problem_page(std::span<const Finding> findings);
Page problem_page(std::span<const Problem> problems);

/// The same as annotations of a GitHub workflow.
std::string github_annotations(std::span<const Finding> findings);

/// What changed of the contract, for programs; people are told it.
Page contract_page(std::span<const Finding> changes);

}  // namespace desk::cli
