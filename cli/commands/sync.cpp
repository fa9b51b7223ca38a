#include "store/desk/sync.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/sync.hpp"

namespace desk::cli {
namespace {

std::vector<Arrived> brought_by(const Synced& synced, Context& context) {
    std::vector<Arrived> arrived;
    for (const auto& arrival : synced.came) {
        const auto reference = reference_at(arrival.path);
        const auto bytes = reference ? context.store().folder().read(arrival.path) : std::nullopt;
        auto reading = bytes ? ticket_from(*bytes, arrival.path, Depth::header) : Reading();
        arrived.push_back({arrival.path, arrival.created, std::move(reading.ticket)});
    }
    return arrived;
}

void sync_desk(const SyncOptions& options, Context& context) {
    context.must_not_be_dry_run("sync fetches and pushes", "`git fetch` and `git log ..@{upstream}` show what others have");
    if (context.set_up_merging()) context.out.tell("git now merges tickets with desk");
    const auto synced = sync(context.store(), {options.removals, context.shows_progress()});
    context.store().problems().add(synced.problems);
    const auto remote = synced.remote.text();
    if (synced.attributes) context.out.tell(".gitattributes: now says how tickets are kept and merged");
    if (!synced.overridden.empty()) context.out.warn(synced.overridden);
    if (synced.was_gone) context.out.warn(fmt::format("{} was missing on the remote: all of it is sent again", remote));
    const auto arrived = brought_by(synced, context);
    context.out.show(sync_table(arrived, remote, synced.sent));
    context.out.tell(sync_summary(arrived, remote, synced.sent, synced.held));
}

}  // namespace

Run bind_sync(Args& args) {
    auto options = std::make_shared<SyncOptions>();
    args.flag("--removals", options->removals, "push even if tickets, clients and the like were removed here");
    args.example("desk sync");
    return [options](Context& context) { sync_desk(*options, context); };
}

}  // namespace desk::cli
