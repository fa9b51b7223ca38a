#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/attaching.hpp"
#include "cli/recording/record.hpp"
#include "cli/views/description.hpp"
#include "cli/views/recorded.hpp"
#include "cli/views/shared.hpp"
#include "core/base/number.hpp"
#include "core/verbs/recording.hpp"
#include "store/desk/attachments.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, item;
    std::vector<std::string> files;
};

void attach_to(const Options& options, Context& context) {
    auto& change = context.change();
    const auto reference = context.store().reference(options.ticket);
    auto ticket = change.load(reference);
    const auto acting = context.acting(ticket);
    const auto before = ticket.log.recorded().size();
    const auto summary = fmt::format("attach: {}", count_of(std::ssize(options.files), "file"));
    const auto files = files_at(options.files, context);
    const auto added = attached(ticket, files, acting, context);
    stage_attached(change, ticket.id, added, summary);
    if (!options.item.empty()) append(ticket, answer(ticket, {options.item, fmt::format("see {}", joined_names(added))}, acting));
    std::vector<Recorded> all;
    for (const auto& event : std::span(ticket.log.recorded()).subspan(before)) {
        all.push_back(recorded(ticket, event));
        context.out.tell(fmt::format("{}: {}", called(ticket), deed(event, context.policy().zone)));
    }
    change.stage(ticket, summary);
    context.out.show(recorded_page(all));
}

}  // namespace

Run bind_attach(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.required_words("FILE", options->files, "the files; each is copied into the desk", Offers::files);
    args.option("--item", options->item, "ITEM", "the item of the policy's intake that they answer", Offers::items);
    args.example("desk attach K7QF4 screen.png --item error");
    return [options](Context& context) { attach_to(*options, context); };
}

}  // namespace desk::cli
