#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, score;
    std::vector<std::string> text;
    bool read = false;
};

/// The last rating, as read.
did::Rate read_rating(const Ticket& ticket) {
    const auto* rated = last<did::Rate>(ticket);
    if (!rated)
        throw Error(Fault::refused, fmt::format("{} has no rating to mark as read", ticket.id.code()),
                    fmt::format("desk rate {} SCORE", ticket.id.code()));
    const auto& rating = *as<did::Rate>(*rated);
    if (rating.read) throw Error(Fault::refused, fmt::format("the rating of {} is already marked as read", ticket.id.code()));
    return {rating.score, {}, true};
}

void rate_ticket(const Options& options, Context& context) {
    if (options.score.empty() && !options.read)
        throw Error(Fault::usage, "SCORE is missing: how satisfied the client is", "see --help");
    const auto text = text_of(context, options.text);
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        const auto rating = options.score.empty() ? read_rating(ticket) : did::Rate{options.score, text, options.read};
        return rate(ticket, rating, context.acting(ticket));
    });
}

}  // namespace

Run bind_rate(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::closed_tickets);
    args.optional("SCORE", options->score, "the client's word for how satisfied it is; with --read it may be left out",
                  Offers::scores);
    args.words("TEXT", options->text, "what else the client said; `-` reads standard input");
    args.flag("--read", options->read, "mark as read: without a score the last rating, otherwise this one");
    args.example("desk rate K7QF4 excellent Solved before I had finished my tea");
    return [options](Context& context) { rate_ticket(*options, context); };
}

}  // namespace desk::cli
