#include <optional>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/hours_cap.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket;
    std::optional<std::string> title, client, product, requester, phone, description;
};

/// A text of the header as it is to become.
struct Wish {
    std::string field, was, to;
};

std::vector<Wish> wishes_from(const Options& options, const Ticket& ticket, Context& context) {
    std::vector<Wish> wishes;
    const auto wish = [&](const std::string& name, const std::optional<std::string>& to) {
        if (to) wishes.push_back({name, field(ticket, name), *to});
    };
    wish("title", options.title);
    wish("client", options.client ? std::optional(context.client_from(*options.client)) : std::nullopt);
    wish("product", options.product);
    if (options.requester) {
        const auto requester = requester_from(*options.requester);
        wish("requester.name", requester.name);
        wish("requester.email", requester.email);
    }
    wish("requester.phone", options.phone);
    wish("description", options.description == "-" ? context.input() : options.description);
    std::erase_if(wishes, [](const Wish& each) { return each.was == each.to; });
    return wishes;
}

bool says_anything(const Options& options) {
    return options.title || options.client || options.product || options.requester || options.phone || options.description;
}

/// What the person made of title and description in the editor.
std::vector<Wish> wishes_from_editor(const Ticket& ticket, Context& context) {
    const auto text = context.edited(fmt::format("{}\n\n{}", ticket.title, ticket.description),
                                     "The title on the first line, then a blank one and the description.");
    const auto [title, description] = title_and_description(text);
    std::vector<Wish> wishes;
    if (title != ticket.title) wishes.push_back({"title", ticket.title, title});
    if (description != trimmed_lines(ticket.description)) wishes.push_back({"description", ticket.description, description});
    return wishes;
}

/// Between reading and writing somebody else may have changed the same text; what was typed is then kept.
void must_be_unchanged(const Wish& wish, const Ticket& ticket, Context& context) {
    if (field(ticket, wish.field) == wish.was) return;
    throw Error(Fault::io, fmt::format("the {} of {} was changed meanwhile", wish.field, ticket.id.text()),
                fmt::format("your text is in {}", context.keep(wish.to)));
}

void edit_ticket(const Options& options, Context& context) {
    const auto reference = context.store().reference(options.ticket);
    const auto read = context.store().ticket(reference);
    const auto wishes = says_anything(options) ? wishes_from(options, read, context) : wishes_from_editor(read, context);
    if (wishes.empty()) {
        context.out.tell("nothing was changed");
        return;
    }
    auto ticket = context.change().load(reference);
    const auto before = ticket;
    std::vector<std::string> fields;
    for (const auto& wish : wishes) {
        must_be_unchanged(wish, ticket, context);
        append(ticket, edit(ticket, {wish.field, {}, wish.to}, context.acting(ticket)));
        field(ticket, wish.field) = wish.to;
        fields.push_back(wish.field);
    }
    must_have_terms(context.desk(), ticket.client);
    context.change().stage(ticket, "edit: " + joined(fields, ", "));
    mind_the_cap({&before, 1}, OverTheCap::told, context);
    context.out.tell(fmt::format("{} edited: {}", reference.text(), joined(fields, ", ")));
}

}  // namespace

Run bind_edit(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.option("--title", options->title, "TEXT", "a new title");
    args.option("-c,--client", options->client, "CLIENT", "whose it is", Offers::clients);
    args.option("--product", options->product, "PRODUCT", "what it is about", Offers::products);
    args.option("--requester", options->requester, "PERSON", "who asks, as in 'Jane Doe <jane@acme.example>'");
    args.option("--phone", options->phone, "NUMBER", "where to call back");
    args.option("-d,--description", options->description, "TEXT",
                "a new description; `-` reads standard input; an empty text takes it away");
    args.example("desk edit K7QF4 --title 'Payroll export stops at 40 %'");
    return [options](Context& context) { edit_ticket(*options, context); };
}

}  // namespace desk::cli
