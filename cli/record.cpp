#include "cli/record.hpp"

#include <set>

#include <fmt/format.h>

#include "cli/views.hpp"
#include "core/text.hpp"

namespace desk::cli {

void record(Context& context, std::span<const std::string> typed, const Verb& verb) {
    std::set<Reference> done;
    for (const auto& reference : context.references(typed)) {
        if (!done.insert(reference).second) continue;
        auto& change = context.change();
        auto ticket = change.load(reference);
        const auto before = ticket.now.status;
        const auto event = verb(ticket);
        append(ticket, event);
        change.stage(ticket, summary(event));
        context.out.tell(fmt::format("{} {}{}", reference.text(), deed(event),
                                     before == ticket.now.status ? "" : fmt::format(" ({})", to_text(ticket.now.status))));
    }
}

std::string text_from(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what) {
    if (words.size() == 1 && words.front() == "-") return context.input();
    if (!words.empty()) return joined(words, " ");
    const auto stored = context.store().load(context.store().reference(typed));
    auto text = context.edited(
        "", fmt::format("{} for {}: {}\nAn empty text cancels.", what, stored.ticket.id.text(), stored.ticket.title));
    if (trimmed(text).empty()) throw Error(Fault::refused, "nothing was written, so nothing was recorded");
    return text;
}

}  // namespace desk::cli
