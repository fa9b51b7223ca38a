#include "store/desk/restore.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/typed.hpp"
#include "cli/views/problems.hpp"
#include "core/base/number.hpp"
#include "core/verbs/repair.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string bundle, folder, at;
};

/// There is no desk around yet, and so no zone.
std::optional<Instant> time_of(const Options& options) {
    if (options.at.empty()) return {};
    if (const auto at = instant_from(options.at)) {
        must_have_known_year(*at, options.at, "--at");
        return at;
    }
    throw Error(Fault::usage, fmt::format("--at: \"{}\" is not a time with a zone", options.at), "as in 2026-11-20T09:14Z");
}

/// What a desk has.
struct Inventory {
    std::size_t tickets = 0;
    std::vector<Problem> problems;
};

/// Reads every file of a desk, and adds what it finds; `place` is its folder in the repository, with a slash at the end, or
/// empty.
void take_in(const Store& store, const std::string& place, Inventory& inventory) {
    const auto& zone = store.policy().zone;
    const auto found = store.map({}, [&](const Ticket& ticket) {
        auto wrong = inconsistencies(ticket, zone);
        return wrong.empty() ? std::nullopt : std::optional(std::move(wrong));
    });
    store.desk();
    auto problems = store.problems().take();
    for (std::size_t i = 0; i < found.tickets.size(); ++i)
        for (const auto& what : found.values[i]) problems.push_back({{path_of(found.tickets[i].id)}, what});
    for (auto& problem : problems) problem.where.file.insert(0, place);
    inventory.tickets += store.references().size();
    std::ranges::move(problems, std::back_inserter(inventory.problems));
}

Inventory inventory_of(const Restored& restored) {
    Inventory inventory;
    for (const auto& desk : restored.desks)
        take_in(Store::find(desk), desk == restored.folder ? "" : desk.substr(restored.folder.size() + 1) + "/", inventory);
    if (restored.desks.empty()) inventory.problems.push_back({{"desk.toml"}, "does not exist: the backup has no desk in it"});
    return inventory;
}

void restore_desk(const Options& options, Context& context) {
    context.must_not_be_dry_run("restore makes a folder", "`desk backup --check FOLDER` says whether a backup is whole");
    const auto bundle = bundle_meant(options.bundle, time_of(options));
    const auto restored = restore(bundle, options.folder);
    context.out.tell(fmt::format("{} restored to {}", bundle, restored.folder));
    const auto inventory = inventory_of(restored);
    const auto tickets = static_cast<std::int64_t>(inventory.tickets);
    context.out.show(
        Page{"restored", Value::Object{{"bundle", bundle}, {"folder", restored.folder}, {"tickets", tickets}}, {}, {}});
    context.out.show(problem_page(inventory.problems));
    context.out.tell(
        fmt::format("{} read, {}", count_of(tickets, "ticket"), count_of(std::ssize(inventory.problems), "problem")));
    if (!inventory.problems.empty()) context.outcome = Fault::malformed;
}

}  // namespace

Run bind_restore(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("BUNDLE", options->bundle, "the backup, or a folder of backups for its newest", Offers::files);
    args.required("DIR", options->folder, "the folder to restore it into; new or empty", Offers::files);
    args.option("--at", options->at, "TIME", "from a folder, take the newest that is not later, as in 2026-11-20T09:14Z");
    args.example("desk restore /srv/backups/desk ../desk --at 2026-11-20T09:14Z");
    return [options](Context& context) { restore_desk(*options, context); };
}

}  // namespace desk::cli
