#include "store/desk/undo.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/undo.hpp"

namespace desk::cli {
namespace {

void undo_last(Context& context) {
    const auto undone = undo(context.store(), context.is_dry_run());
    context.out.show(undone_page(undone));
    context.out.tell("undone: " + undone.subject);
    if (undone.took_mail_in)
        context.out.tell(fmt::format("it recorded a mail that is nowhere else in the desk: `git show {:.7}` shows what it says",
                                     undone.commit));
}

}  // namespace

Run bind_undo(Args& args) {
    args.example("desk undo");
    return [](Context& context) { undo_last(context); };
}

}  // namespace desk::cli
