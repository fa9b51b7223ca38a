#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/checks/decided_changes.hpp"
#include "cli/checks/moved_time.hpp"
#include "cli/checks/past_changes.hpp"
#include "cli/checks/word_warnings.hpp"
#include "cli/command.hpp"
#include "cli/views/problems.hpp"
#include "core/base/number.hpp"
#include "core/base/places.hpp"
#include "core/verbs/repair.hpp"
#include "store/desk/attachments.hpp"
#include "store/desk/attributes.hpp"
#include "store/desk/audit.hpp"
#include "store/desk/availability.hpp"
#include "store/desk/backups.hpp"
#include "store/desk/mail_texts.hpp"
#include "store/desk/places.hpp"
#include "store/desk/platform_backups.hpp"
#include "store/desk/statements.hpp"
#include "store/git/repository.hpp"
#include "store/toml/reader.hpp"
#include "store/yaml/canonical_writer.hpp"

namespace desk::cli {
namespace {

struct Options {
    bool fix = false;
    std::optional<std::string> range;
    bool signatures = false;
    std::string format = "text";
};

/// What is wrong with tickets that could be read all the same.
using Doubts = std::map<Reference, std::vector<std::string>>;

std::vector<std::string> broken_links(const Ticket& ticket, const std::vector<Reference>& known) {
    std::vector<std::string> broken;
    for (const auto& event : ticket.log)
        if (const auto* link = as<did::Link>(event); link && !std::ranges::binary_search(known, link->to, {}, &Reference::text))
            broken.push_back(fmt::format("is linked to {}, which does not exist", link->to));
    return broken;
}

std::vector<std::string> doubts_about(const Ticket& ticket, const std::vector<Reference>& known, Context& context) {
    const auto now = context.now;
    auto doubts = inconsistencies(ticket, context.policy().zone);
    std::ranges::move(doubts_about_attached(ticket, context.store().folder()), std::back_inserter(doubts));
    std::ranges::move(broken_links(ticket, known), std::back_inserter(doubts));
    std::ranges::move(doubts_about_times(ticket, now), std::back_inserter(doubts));
    return doubts;
}

Doubts all_doubts(const std::vector<Reference>& known, Context& context) {
    context.policy();  // read before the threads ask for it
    auto found = context.store().map({}, [&](const Ticket& ticket) {
        auto doubts = doubts_about(ticket, known, context);
        return doubts.empty() ? std::nullopt : std::optional(std::move(doubts));
    });
    Doubts doubts;
    for (const auto& reference : found.by_hand) doubts[reference].emplace_back("is not in canonical form");
    for (std::size_t i = 0; i < found.tickets.size(); ++i)
        std::ranges::move(found.values[i], std::back_inserter(doubts[found.tickets[i].id]));
    return doubts;
}

void add(std::vector<Problem>& problems, const Reference& ticket, const std::vector<std::string>& doubts) {
    for (const auto& what : doubts) problems.push_back({{path_of(ticket)}, what});
}

/// Writes the ticket back in canonical form, what was changed by hand as events. Answers what is left wrong.
std::vector<std::string> fixed(const Reference& reference, const std::vector<Reference>& known, Context& context) {
    auto& change = context.change();
    const auto stored = context.store().load(reference);
    if (stored.loses_comment && !context.forced()) return {"has a comment that would be lost; --force writes it anyway"};
    try {
        const auto ticket = repaired(stored.ticket, context.acting(stored.ticket));
        if (to_yaml(ticket) != stored.bytes) {
            change.stage(ticket, ticket.log == stored.ticket.log ? "check: written in canonical form"
                                                                 : "check: recorded what was changed by hand");
            context.out.tell(fmt::format("{} fixed", path_of(ticket.id)));
        }
        return doubts_about(ticket, known, context);
    } catch (const Error& refusal) {
        return {fmt::format("cannot be fixed: {}", refusal.what())};
    }
}

/// Whether git leaves out what nobody is to commit.
void look_at_ignored(bool fix, Context& context) {
    const auto& folder = context.store().folder();
    const auto write = ignored_to_write(folder);
    if (!write || (!fix && !folder.exists(std::string(places::rejected)))) return;
    const std::string what(places::ignored);
    if (!fix) return context.out.warn(what + ": does not leave out what was rejected; `desk check --fix` adds it");
    context.change().stage_file(write->path, write->content, "check: what git leaves out");
    context.out.tell(what + " fixed");
}

/// Whether git keeps and merges the files as the desk wants it.
void look_at_attributes(const Git& git, bool fix, Context& context) {
    const auto write = attributes_to_write(context.store().folder());
    if (!write) {
        if (const auto what = overridden_attributes(git); !what.empty()) context.out.warn(what);
        return;
    }
    const std::string what(places::attributes);
    if (!fix) return context.out.warn(what + ": does not say how tickets are kept and merged; `desk check --fix` adds it");
    context.change().stage_file(write->path, write->content, "check: how git keeps and merges the files");
    context.out.tell(what + " fixed");
}

/// Answers what of the desk is missing. What is not wrong, but worth knowing, is told.
std::vector<Problem> look_at_the_folder(const Options& options, Context& context) {
    const auto& folder = context.store().folder();
    if (!context.is_dry_run())
        for (const auto& path : sweep_temporaries(folder, context.now)) context.out.tell("removed " + path);
    const auto git = Git::around(folder.path());
    if (!git && !Git::unusable(folder.path()).empty())
        return {{{".git"}, "is not a git repository, and nothing is committed; `git init` finishes one that was begun"}};
    if (!git) return {};
    for (const auto& path : uncommitted_files(folder, *git, Git::Filters::ignored).changed)
        context.out.tell(path + ": is not committed");
    look_at_attributes(*git, options.fix, context);
    look_at_ignored(options.fix, context);
    auto missing = missing_files(folder, *git);
    std::ranges::move(removed_here(folder, *git), std::back_inserter(missing));
    return missing;
}

/// The folder of the desk from the top of its repository, as git names it.
std::string prefix_of(const Store& store) {
    const auto git = Git::around(store.folder().path());
    return git ? git->prefix() : std::string();
}

/// GitHub's paths count from the top of the repository.
std::vector<Finding> below(const std::string& prefix, std::vector<Finding> findings) {
    for (auto& [problem, commit] : findings)
        if (!problem.where.file.empty()) problem.where.file.insert(0, prefix);
    return findings;
}

void show_findings(const Options& options, const std::string& looked_at, const std::vector<Finding>& findings,
                   const std::string& prefix, Context& context) {
    if (options.format == "github" && context.out.form() == Form::people)
        context.out.print(github_annotations(below(prefix, findings)));
    else
        context.out.show(problem_page(findings));
    context.out.tell(fmt::format("{}, {}", looked_at, count_of(std::ssize(findings), "problem")));
    if (!findings.empty()) context.outcome = Fault::malformed;
}

std::vector<Finding> findings_of(const std::vector<AuditFinding>& audited) {
    std::vector<Finding> findings;
    findings.reserve(audited.size());
    for (const auto& [commit, problem] : audited) findings.push_back({problem, commit});
    return findings;
}

void check_range(const Options& options, Context& context) {
    const auto repository = Repository::at(context.folder());
    // A server's has no work tree: there the desk is at the top.
    const auto prefix = repository.bare() ? std::string() : prefix_of(context.store());
    const auto audited = audit(repository, prefix, {*options.range, options.signatures, context.now});
    for (const auto& [commit, problem] : audited.listed)
        context.out.tell(fmt::format("{:.10} {}: {}", commit, problem.where.file, problem.what));
    context.out.show(contract_page(findings_of(audited.listed)));
    show_findings(options, count_of(audited.commits, "commit") + " checked", findings_of(audited.findings), prefix, context);
}

/// What cannot be read of the desk: here it is the answer itself, and not told beside it. A month that was closed twice is told.
std::vector<Problem> unreadable(Context& context) {
    const auto& store = context.store();
    const auto look_at = [&](std::string_view place, const std::function<void()>& look) {
        store.problems().add_from(std::string(place), look);  // one odd folder does not hide the others
    };
    look_at(places::clients, [&] { context.desk(); });
    look_at(places::availability, [&] { availability_of(store); });
    look_at(places::statements, [&] {
        for (const auto& [month, sentences] : closings_of(store).with_other_figures)
            for (const auto& what : sentences) context.out.warn(what);
    });
    look_at(places::backups, [&] {
        backups_of(store);
        platform_backups_of(store);
    });
    look_at(places::templates, [&] { store.problems().add(wrong_templates(store.folder())); });
    for (const auto& place : places::all)
        if (place.is_folder) look_at(place.path, [&] { store.folder().must_be_folder(std::string(place.path)); });
    return store.problems().take();
}

/// Files of whole months become a file for each record.
void split_months(Context& context) {
    auto& change = context.change();
    const auto [split, kept] = stage_split_months(change, context.store(), context.forced());
    for (const auto& file : split) context.out.tell(file + ": now a file for each record");
    for (const auto& file : kept) context.out.tell(file + ": has comments that would be lost; --force splits it anyway");
    for (const auto& file : stage_moved_closings(change, context.store()))
        context.out.tell(file + ": now a file for each closing");
}

void check_store(const Options& options, Context& context) {
    if (options.fix && context.set_up_merging()) context.out.tell("git now merges tickets with desk");
    if (options.fix) split_months(context);
    context.policy();  // without it nothing can be judged
    std::vector<Reference> known;
    Doubts doubts;
    bool desk_is_read = false, tickets_are_read = false;
    auto& found = context.store().problems();
    found.add_from(std::string(places::clients), [&] {
        context.desk();
        desk_is_read = true;
    });
    found.add_from(std::string(places::tickets), [&] {
        known = context.store().references();
        if (desk_is_read) doubts = all_doubts(known, context);
        tickets_are_read = desk_is_read;
    });
    found.add_from(std::string(places::clients), [&] {
        if (!tickets_are_read) return;
        warn_of_time_counted_twice(context);
        warn_of_words(context);
        warn_of_decisions(context);
    });
    auto problems = unreadable(context);
    if (problems.empty()) tell_changes_of_closed_months(context);
    context.store().problems().take();  // what is gone is found again below
    for (const auto& [ticket, what] : doubts) add(problems, ticket, options.fix ? fixed(ticket, known, context) : what);
    std::ranges::move(look_at_the_folder(options, context), std::back_inserter(problems));
    std::vector<Finding> findings;
    findings.reserve(problems.size());
    for (auto& problem : problems) findings.push_back({std::move(problem), {}});
    show_findings(options, count_of(std::ssize(known), "ticket") + " read", findings, prefix_of(context.store()), context);
}

void check(const Options& options, Context& context) {
    if (options.format != "text" && options.format != "github")
        throw Error(Fault::usage, fmt::format("--format: unknown format \"{}\"", options.format), "choose one of: text, github");
    if (!options.range && options.signatures)
        throw Error(Fault::usage, "--signatures needs --range", "name the commits, as in --range origin/main..HEAD");
    if (!options.range) return check_store(options, context);
    if (options.fix) throw Error(Fault::usage, "--fix and --range cannot be used together", "what is committed stays as it is");
    check_range(options, context);
}

}  // namespace

Run bind_check(Args& args) {
    auto options = std::make_shared<Options>();
    args.flag("--fix", options->fix,
              "write hand-edited tickets back in canonical form, and hand-made changes of status and the like as events");
    args.option("--range", options->range, "OLD..NEW",
                "what these commits did instead: logs only grow, and new events are by the commit's author");
    args.flag("--signatures", options->signatures, "with --range: git must find each commit's signature good");
    args.option("--format", options->format, "FORMAT", "text, or github for annotations of a workflow");
    args.example("desk check --fix");
    args.example("desk check --range origin/main..HEAD");
    return [options](Context& context) { check(*options, context); };
}

}  // namespace desk::cli
