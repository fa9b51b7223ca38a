#include "store/desk/sync.hpp"

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

void sync_desk(Context& context) {
    if (context.set_up_merging()) context.out.tell("git merges tickets with desk from now on");
    const auto synced = sync(context.store(), context.shows_progress());
    context.store().problems().add(synced.problems);
    const auto arrived = brought_by(synced, context);
    context.out.show(sync_table(arrived, synced.remote.text(), synced.sent));
    context.out.tell(sync_summary(arrived, synced.remote.text(), synced.sent));
}

}  // namespace

Run bind_sync(Args& args) {
    args.example("desk sync");
    return [](Context& context) { sync_desk(context); };
}

}  // namespace desk::cli
