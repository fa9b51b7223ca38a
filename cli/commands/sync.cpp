#include "store/desk/sync.hpp"

#include "cli/command.hpp"
#include "cli/views.hpp"

namespace desk::cli {
namespace {

std::vector<Brought> brought_by(const Synced& synced, Context& context) {
    std::vector<Brought> brought;
    for (const auto& arrival : synced.came) {
        const auto reference = reference_at(arrival.path);
        const auto bytes = reference ? context.store().folder().read(arrival.path) : std::nullopt;
        auto reading = bytes ? ticket_from(*bytes, arrival.path, Depth::header) : Reading();
        brought.push_back({arrival.path, arrival.created, std::move(reading.ticket)});
    }
    return brought;
}

void sync_desk(Context& context) {
    if (context.set_up_merging()) context.out.tell("git merges tickets with desk from now on");
    const auto synced = sync(context.store(), context.shows_progress());
    context.store().problems().add(synced.problems);
    const auto brought = brought_by(synced, context);
    context.out.show(sync_table(brought, synced.remote.text(), synced.sent));
    context.out.tell(sync_summary(brought, synced.remote.text(), synced.sent));
}

}  // namespace

Run bind_sync(Args& args) {
    args.example("desk sync");
    return [](Context& context) { sync_desk(context); };
}

}  // namespace desk::cli
