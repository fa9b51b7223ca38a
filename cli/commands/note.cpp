#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
};

void note_on(const Options& options, Context& context) {
    record_text(context, options.tickets, options.text, "A note",
                [&](const Ticket& ticket, const std::string& text) { return note(ticket, {text}, context.acting(ticket)); });
}

}  // namespace

Run bind_note(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text, "the note; `-` reads standard input, without it the editor opens");
    args.example("desk note K7QF4 Reproduced with the data of October");
    args.example("desk note K7QF4 9XW2M -- Both wait for the new template");
    return [options](Context& context) { note_on(*options, context); };
}

}  // namespace desk::cli
