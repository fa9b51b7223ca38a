#include "cli/checks/moved_time.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/ticket/moved_time.hpp"
#include "store/desk/problems.hpp"

namespace desk::cli {

void warn_of_time_counted_twice(Context& context) {
    const auto& store = context.store();
    const auto may_match = [](std::string_view bytes) { return bytes.find("moved:") != std::string_view::npos; };
    auto found = store.map({Depth::whole, may_match, {}}, [](const Ticket& ticket) {
        auto moved = moved_time(ticket);
        return moved.empty() ? std::nullopt : std::optional(std::move(moved));
    });
    std::map<Reference, MovedTime> moved;
    for (std::size_t i = 0; i < found.tickets.size(); ++i) moved.emplace(found.tickets[i].id, std::move(found.values[i]));
    for (const auto& [ticket, from] : counted_twice(moved)) {
        const auto other = Reference::canonical(from);
        // A ticket that cannot be read is told as that.
        if (!other || !is_well_formed([&] { store.load(*other); })) continue;
        context.out.warn(
            fmt::format("{} has time moved from {}, which has it moved elsewhere: it is counted twice", ticket.text(), from),
            fmt::format("`desk correct {} --entry NUMBER --void` takes it back; `desk show {}` numbers the entries",
                        ticket.code(), ticket.code()));
    }
}

}  // namespace desk::cli
