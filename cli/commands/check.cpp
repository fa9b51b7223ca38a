#include <algorithm>
#include <iterator>
#include <map>

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

/// What is wrong with tickets that could be read all the same.
using Doubts = std::map<Reference, std::vector<std::string>>;

std::vector<std::string> broken_links(const Ticket& ticket, const std::vector<Reference>& known) {
    std::vector<std::string> broken;
    for (const auto& event : ticket.log)
        if (const auto* link = as<did::Link>(event); link && !std::ranges::binary_search(known, link->to, {}, &Reference::text))
            broken.push_back(fmt::format("is linked to {}, which is not there", link->to));
    return broken;
}

std::vector<std::string> doubts_about(const Ticket& ticket, const std::vector<Reference>& known, const Zone& zone) {
    auto doubts = inconsistencies(ticket, zone);
    std::ranges::move(broken_links(ticket, known), std::back_inserter(doubts));
    return doubts;
}

void add(std::vector<Problem>& problems, const Reference& ticket, const std::vector<std::string>& doubts) {
    for (const auto& what : doubts) problems.push_back({{path_of(ticket)}, what});
}

/// Writes the ticket back in canonical form, what was changed by hand as events. Answers what is left wrong.
std::vector<std::string> fixed(const Reference& reference, const std::vector<Reference>& known, Context& context) {
    auto& change = context.change();
    const auto stored = context.store().load(reference);
    if (stored.loses_comment && !context.forced()) return {"has a comment that would be lost; --force writes it all the same"};
    try {
        const auto ticket = repaired(stored.ticket, context.acting(stored.ticket));
        if (to_yaml(ticket) != stored.bytes) {
            change.stage(ticket, ticket.log == stored.ticket.log ? "check: written in canonical form"
                                                                 : "check: recorded what was changed by hand");
            context.out.tell(fmt::format("{} fixed", path_of(ticket.id)));
        }
        return doubts_about(ticket, known, context.policy().zone);
    } catch (const Error& refusal) {
        return {fmt::format("cannot be fixed: {}", refusal.what())};
    }
}

/// What is not wrong, but worth knowing.
void tell_of_the_folder(Context& context) {
    const auto& folder = context.store().folder();
    for (const auto& path : sweep_temporaries(folder, context.now)) context.out.tell("removed " + path);
    if (const auto git = Git::around(folder.path()))
        for (const auto& path : git->uncommitted("tickets")) context.out.tell(path + ": is not committed");
}

std::string count_of(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

void check_store(const Options& options, Context& context) {
    const auto& zone = context.policy().zone;
    const auto known = context.store().references();
    const auto found =
        context.store().all({Depth::whole, {}, [&](const Ticket& ticket) { return !doubts_about(ticket, known, zone).empty(); }});
    Doubts doubts;
    for (const auto& reference : found.by_hand) doubts[reference].emplace_back("is not in canonical form");
    for (const auto& ticket : found.tickets)
        std::ranges::move(doubts_about(ticket, known, zone), std::back_inserter(doubts[ticket.id]));

    auto problems = context.desk().problems;
    problems.insert(problems.end(), found.problems.begin(), found.problems.end());
    for (const auto& [ticket, what] : doubts) add(problems, ticket, options.fix ? fixed(ticket, known, context) : what);
    tell_of_the_folder(context);
    context.out.show(problem_page(problems));
    context.out.tell(fmt::format("{} read, {}", count_of(known.size(), "ticket"), count_of(problems.size(), "problem")));
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
