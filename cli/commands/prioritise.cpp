#include <algorithm>
#include <optional>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/base/contains.hpp"
#include "core/contract/desk_words.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    std::string why, asked_by;
};

bool is_priority(const std::string& word, const Desk& desk) {
    const auto known = priorities_of(desk);
    return contains(known, word, &PolicyWord::name);
}

bool is_ticket(const std::string& word, const Store& store) {
    const auto like = reference_like_from(word);
    return word == "-" ||
           (like && std::ranges::any_of(store.references(), [&](const auto& each) { return like->matches(each); }));
}

/// Takes the last word off, unless it is a ticket as well. Without one the policy's rules choose.
std::string take_priority(std::vector<std::string>& tickets, Context& context) {
    auto word = tickets.back();
    if (tickets.size() < 2 || (!is_priority(word, context.desk()) && is_ticket(word, context.store()))) return {};
    if (word.empty()) throw Error(Fault::usage, "PRIORITY is empty", "leave it out to let the policy's rules choose");
    tickets.pop_back();
    return word;
}

void prioritise_all(const Options& options, Context& context) {
    auto tickets = options.words;
    const auto to = take_priority(tickets, context);
    record(context, tickets, [&](const Ticket& ticket) {
        return prioritise(ticket, {{}, to, options.why, options.asked_by, {}}, context.acting(ticket));
    });
}

}  // namespace

Run bind_prioritise(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_maybe(options->words, "PRIORITY",
                           "one of the policy's priorities; without it the first rule of [[assess]] that holds gives it",
                           Offers::priorities);
    args.option("--why", options->why, "TEXT", "the reason");
    args.option("--asked-by", options->asked_by, "NAME", "who at the client asked for it");
    args.example("desk prioritise K7QF4 critical --why 'payroll is due on Friday' --asked-by 'Jane Doe'");
    return [options](Context& context) { prioritise_all(*options, context); };
}

}  // namespace desk::cli
