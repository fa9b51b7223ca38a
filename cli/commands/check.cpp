#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views.hpp"
#include "core/repair.hpp"
#include "store/git.hpp"

namespace desk::cli {
namespace {

struct Options {
    bool fix = false;
};

/// A ticket of which something is wrong that could be read all the same.
struct Doubtful {
    Reference ticket;
    std::vector<Problem> problems;
    bool fixable = true;
};

std::vector<Problem> broken_links(const Ticket& ticket, const std::set<std::string>& known) {
    std::vector<Problem> problems;
    for (const auto& event : ticket.log)
        if (const auto* link = as<did::Link>(event); link && !known.contains(link->to))
            problems.push_back({{path_of(ticket.id)}, fmt::format("is linked to {}, which is not there", link->to)});
    return problems;
}

std::vector<Doubtful> doubtful_of(const Found& found, const Policy& policy) {
    std::vector<Doubtful> all;
    for (const auto& ticket : found.tickets) {
        Doubtful doubtful{ticket.id, {}, true};
        if (std::ranges::binary_search(found.by_hand, ticket.id))
            doubtful.problems.push_back({{path_of(ticket.id)}, "is not in canonical form"});
        for (const auto& what : inconsistencies(ticket, policy.zone)) doubtful.problems.push_back({{path_of(ticket.id)}, what});
        if (!doubtful.problems.empty()) all.push_back(std::move(doubtful));
    }
    return all;
}

/// Writes the ticket back in canonical form, what was changed by hand as events. Answers what is left wrong.
std::vector<Problem> fix(const Doubtful& doubtful, Context& context) {
    auto& change = context.change();
    const auto stored = context.store().load(doubtful.ticket);
    if (stored.loses_comment && !context.forced())
        return {{{path_of(doubtful.ticket)}, "has a comment that would be lost; --force writes it all the same"}};
    try {
        const auto ticket = repaired(stored.ticket, context.acting());
        change.stage(ticket, ticket.log == stored.ticket.log ? "check: written in canonical form"
                                                             : "check: recorded what was changed by hand");
        context.out.tell(fmt::format("{} fixed", path_of(ticket.id)));
        std::vector<Problem> left;
        for (const auto& what : inconsistencies(ticket, context.policy().zone)) left.push_back({{path_of(ticket.id)}, what});
        return left;
    } catch (const Error& refusal) {
        return {{{path_of(doubtful.ticket)}, fmt::format("cannot be fixed: {}", refusal.what())}};
    }
}

/// What is not wrong, but worth knowing.
void tell_of_the_folder(Context& context) {
    const auto& folder = context.store().folder();
    for (const auto& path : sweep_temporaries(folder, context.now)) context.out.tell("removed " + path);
    if (const auto git = Git::around(folder.path()))
        for (const auto& path : git->uncommitted("tickets")) context.out.tell(path + ": is not committed");
}

void check_store(const Options& options, Context& context) {
    const auto& policy = context.policy();
    const auto found = context.store().all({});
    auto problems = found.problems;
    const auto doubtful = doubtful_of(found, policy);
    for (const auto& each : doubtful) {
        const auto left = options.fix ? fix(each, context) : each.problems;
        problems.insert(problems.end(), left.begin(), left.end());
    }
    std::set<std::string> known;
    for (const auto& ticket : found.tickets) known.insert(ticket.id.text());
    for (const auto& ticket : found.tickets) {
        const auto broken = broken_links(ticket, known);
        problems.insert(problems.end(), broken.begin(), broken.end());
    }
    tell_of_the_folder(context);

    context.out.show(problem_page(problems));
    context.out.tell(fmt::format("{} ticket{} read, {} problem{}", found.tickets.size(), found.tickets.size() == 1 ? "" : "s",
                                 problems.size(), problems.size() == 1 ? "" : "s"));
    if (!problems.empty()) context.outcome = Fault::malformed;
}

}  // namespace

Run bind_check(Args& args) {
    auto options = std::make_shared<Options>();
    args.flag("--fix", options->fix,
              "write hand-edited tickets back in canonical form, and hand-made changes of status and the like as events");
    args.example("desk check --fix");
    return [options](Context& context) { check_store(*options, context); };
}

}  // namespace desk::cli
