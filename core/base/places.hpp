#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

/// What belongs to a desk on disk. This is the only list of it: checking, committing, sweeping, auditing and merging all use it.
namespace desk {

struct DeskPlace {
    /// How git keeps and merges the files.
    enum class Merge {
        driver,  ///< by desk's own driver; never in conflict
        lines,   ///< line by line, with the same line ends everywhere
        bytes,   ///< unchanged: they are other people's
        unsaid,  ///< git's own files
    };
    /// Who may change the files (`[audit]` of the policy).
    enum class Keeper { everybody, contract };

    std::string_view path;
    bool is_folder = true;  ///< with all that is in it
    Merge merge = Merge::lines;
    Keeper keeper = Keeper::everybody;
};

namespace places {

constexpr std::string_view policy = "desk.toml";
constexpr std::string_view further_policies = "policies";
constexpr std::string_view clients = "clients";
constexpr std::string_view agreements = "agreements";
constexpr std::string_view tickets = "tickets";
constexpr std::string_view attachments = "attachments";
constexpr std::string_view availability = "availability";
constexpr std::string_view statements = "statements";
constexpr std::string_view backups = "backups";
constexpr std::string_view holidays = "holidays";
constexpr std::string_view templates = "templates";
constexpr std::string_view rejected = "rejected";
constexpr std::string_view attributes = ".gitattributes";
constexpr std::string_view ignored = ".gitignore";

/// In `rejected`: mails that were taken and not decided yet, where there is no git.
constexpr std::string_view spool = "rejected/spool";

constexpr int deepest_folder = 2;  ///< below a place: `tickets/2026/11`

using enum DeskPlace::Merge;
using enum DeskPlace::Keeper;

constexpr std::array<DeskPlace, 14> all{{
    {policy, false, lines, contract},
    {further_policies, true, lines, contract},
    {clients, true, lines, contract},
    {agreements, true, lines, contract},
    {tickets, true, driver, everybody},
    {attachments, true, bytes, everybody},
    {availability, true, lines, contract},
    {statements, true, lines, contract},
    {backups, true, lines, everybody},
    {holidays, true, bytes, everybody},  // those that a policy names are the contract's, wherever they are
    {templates, true, lines, everybody},
    {rejected, true, bytes, everybody},
    {attributes, false, unsaid, everybody},
    {ignored, false, unsaid, everybody},
}};

}  // namespace places

/// The place that the file belongs to; null: it is the user's own, unless a policy names it.
const DeskPlace* place_holding(std::string_view path);

bool is_in(std::string_view path, std::string_view place);

/// Whether readers ignore the file: a name in its path, below its place, begins with a dot.
bool is_hidden(std::string_view path);

std::string client_path(std::string_view name);          ///< `clients/acme.toml`
std::string further_policy_path(std::string_view name);  ///< `policies/gold.toml`

/// `agreements/acme-20261124T090000Z-2f6e1c09ab.toml`
std::string agreement_path(const std::string& client, const std::string& record);

std::string attachment_path(std::string_view reference, std::string_view file);  ///< `attachments/2611-K7QF4/report.pdf`

/// The line that tells git what of a desk is never committed: what became no ticket is nobody's business.
std::string git_ignored();

/// The lines that tell git how to keep and merge the files of a desk.
std::string git_attributes();

}  // namespace desk
