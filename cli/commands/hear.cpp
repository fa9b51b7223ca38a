#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/record.hpp"
#include "cli/views/shared.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string via, who;
    bool no_answer = false;
};

/// What is to be done where the ticket was done with; empty: it is open.
std::string reopening_notice(const Ticket& ticket, const Policy& policy) {
    if (is_open(ticket.now.status)) return {};
    const auto until = reopen_until(ticket, policy);
    return fmt::format("{0}: is {1}; `desk reopen {2} --why REASON` opens it again{3}", called(ticket),
                       to_text(ticket.now.status), ticket.id.code(), until ? ", through " + to_text(*until) : "");
}

void hear_about(const Options& options, Context& context) {
    std::set<std::string> notices;
    record_text(context, options.tickets, options.text, "What was heard from the client",
                [&](const Ticket& ticket, const std::string& text) {
                    notices.insert(reopening_notice(ticket, context.terms(ticket).policy));
                    return hear(ticket, {options.via, text, options.who, options.no_answer}, context.acting(ticket));
                });
    for (const auto& notice : notices)
        if (!notice.empty()) context.out.tell(notice);
}

}  // namespace

Run bind_hear(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text,
                          "what was heard; `-` reads standard input, without it the editor opens");
    args.option("--via", options->via, "CHANNEL", "how it was heard: phone, email, ...", Offers::channels);
    args.option("--who", options->who, "NAME", "who said it");
    args.flag("--no-answer", options->no_answer, "nobody expects an answer to it");
    args.example("desk hear K7QF4 --via email --who 'Jane Doe' It happens for November only");
    return [options](Context& context) { hear_about(*options, context); };
}

}  // namespace desk::cli
