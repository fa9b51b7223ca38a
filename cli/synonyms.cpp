#include "cli/synonyms.hpp"

#include <algorithm>
#include <array>

#include "cli/command.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

/// Words of other programs, and what is called so here.
struct Synonyms {
    std::string_view words, commands;
};

constexpr auto table = std::to_array<Synonyms>({
    {"create add report-issue ticket", "new"},
    {"open", "new show reopen"},
    {"phone ring", "call new"},
    {"view info cat get details display", "show"},
    {"comment remark annotate", "note reply"},
    {"respond send say message tell", "reply"},
    {"received incoming", "hear"},
    {"time track timer start spend log-time", "work"},
    {"upload attachment file", "attach"},
    {"email inbox", "mail reply"},
    {"ls search find grep query filter tickets issues", "list"},
    {"mine my todo inbox queue", "next"},
    {"dashboard board today home stats summary overview", "status next report"},
    {"overdue late", "owed"},
    {"due sla deadline explain", "why"},
    {"history events activity changes", "log"},
    {"take claim grab own give owner", "assign"},
    {"priority triage", "prioritise"},
    {"raise bump", "escalate prioritise"},
    {"hold pause snooze pend pending", "wait"},
    {"stop", "wait close"},
    {"unhold unpause continue", "resume"},
    {"set update change modify", "edit correct"},
    {"duplicate relate", "link"},
    {"done fix solve finish", "resolve close"},
    {"delete remove rm cancel", "close correct"},
    {"feedback score survey satisfaction", "rate"},
    {"revert rollback", "undo"},
    {"amend revise", "correct"},
    {"invoice bill billing usage cap", "hours"},
    {"month monthly statistics", "report"},
    {"export", "list report backup"},
    {"availability", "uptime"},
    {"downtime maintenance incident", "outage"},
    {"setup", "init"},
    {"customer customers clients account contacts", "client"},
    {"contract config settings rules", "policy"},
    {"holidays", "calendar"},
    {"validate verify lint fsck doctor", "check"},
    {"cron run", "sweep"},
    {"push pull fetch", "sync"},
    {"dump", "backup"},
    {"man manual", "help"},
    {"completions", "completion"},
});

}  // namespace

std::vector<std::string> meant_by(std::string_view word) {
    const auto has_it = [&](const Synonyms& row) { return std::ranges::count(split(row.words, ' '), word) > 0; };
    const auto row = std::ranges::find_if(table, has_it);
    std::vector<std::string> meant;
    if (row == table.end()) return meant;
    for (const auto name : split(row->commands, ' '))
        if (command_named(name) != nullptr) meant.emplace_back(name);
    return meant;
}

}  // namespace desk::cli
