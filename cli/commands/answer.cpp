#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string item;
};

void answer_item(const Options& options, Context& context) {
    record_text(context, options.tickets, options.text, "The answer to " + options.item,
                [&](const Ticket& ticket, const std::string& text) {
                    return answer(ticket, {options.item, text}, context.acting(ticket));
                });
}

}  // namespace

Run bind_answer(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(
        options->tickets, options->text, "the answer; `-` reads standard input, without it the editor opens",
        {Between::word, "ITEM", &options->item,
         "what was asked: an item of the policy's intake, or another fact that its rules look at", Offers::items});
    args.example("desk answer K7QF4 replicable yes");
    return [options](Context& context) { answer_item(*options, context); };
}

}  // namespace desk::cli
