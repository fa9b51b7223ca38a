#include "cli/views/client.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/client_name.hpp"
#include "store/desk/rename_client.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string view, name, to;
};

/// How many open tickets each client has.
std::map<std::string, int> open_tickets(Context& context) {
    const auto found =
        context.store().all({Depth::unless_closed, {}, [](const Ticket& ticket) { return is_open(ticket.now.status); }});
    std::map<std::string, int> counts;
    for (const auto& ticket : found.tickets) ++counts[ticket.client];
    return counts;
}

void list_clients(Context& context) {
    const auto& desk = context.desk();
    context.out.show(client_table(desk, open_tickets(context), desk.policy.zone.day(context.now)));
    if (desk.clients.empty()) context.out.tell("no client has a file", "add one as clients/NAME.toml");
}

void show_client(const std::string& name, Context& context) {
    const auto& client = context.client(name);
    const auto& desk = context.store().desk_for(client.name);
    if (client.broken) throw failure(*client.broken);
    context.out.show(client_page(client, desk, desk.policy.zone.day(context.now)));
}

void rename_client(const Options& options, Context& context) {
    if (options.to.empty())
        throw Error(Fault::usage, "rename takes the client's name and a new one", "as in: desk client rename ajax ajax-group");
    const auto client = context.client(options.name);
    if (client.broken) throw failure(*client.broken);
    const auto name = client_name_from(options.to);
    stage_renamed_client(context.change(), context.store(), client, name);
    context.out.tell(
        fmt::format("{} is now {}: its tickets and records keep the old name, and still count for it", client.name, name));
    for (const auto& path : policies_naming(context.store(), client.name))
        context.out.warn(fmt::format("{} names \"{}\": what it says no longer applies to \"{}\"", path, client.name, name),
                         "change it there");
    context.out.show(renamed_page(client.name, name));
}

void look_at_clients(const Options& options, Context& context) {
    if (options.view == "rename" && !options.name.empty()) return rename_client(options, context);
    if (!options.to.empty()) throw Error(Fault::usage, fmt::format("unexpected argument \"{}\"", options.to), "see --help");
    if ((options.view.empty() || options.view == "list") && options.name.empty()) return list_clients(context);
    if (options.view == "show" && !options.name.empty()) return show_client(options.name, context);
    if (options.view == "show")
        throw Error(Fault::usage, "CLIENT is missing: which client to show", "as in: desk client show acme");
    throw Error(Fault::usage,
                fmt::format("\"{}\" is neither list, show CLIENT nor rename CLIENT NAME",
                            joined(std::vector{options.view, options.name}, " ")),
                "as in: desk client list");
}

}  // namespace

Run bind_client(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("VIEW", options->view, "`list` all, as without a word, `show` one, or `rename` one", Offers::client_views);
    args.optional("CLIENT", options->name, "the client to show or rename", Offers::known_clients);
    args.optional("NAME", options->to, "rename: what it is called from now on");
    args.example("desk client show acme");
    args.example("desk client rename ajax ajax-group");
    return [options](Context& context) { look_at_clients(*options, context); };
}

}  // namespace desk::cli
