#include "cli/views/status.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/timer.hpp"
#include "core/base/number.hpp"
#include "core/picture/picture.hpp"
#include "store/desk/places.hpp"
#include "store/desk/problems.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    std::string agent, client;
    std::optional<std::string> watch;
};

/// Every command about one ticket takes it as its word: so will some people here.
void must_be_alone(const std::vector<std::string>& words) {
    if (words.empty()) return;
    const auto& word = words.front();
    const auto hint = reference_like_from(word) ? fmt::format("`desk show {}` shows the ticket", word)
                                                : std::string("`desk list` takes filters; here there are --agent and --client");
    throw Error(Fault::usage, fmt::format("\"{}\": status is of the whole desk", word), hint);
}

/// How often the picture is drawn anew; absent: once.
std::optional<Seconds> redrawn_every(const Options& options, const Terminal& terminal, bool for_people) {
    if (!options.watch) return {};
    const auto seconds = number_from<int>(*options.watch);
    if (!seconds || *seconds < 1 || *seconds > 86400)
        throw Error(Fault::usage, fmt::format("--watch: \"{}\" is not a number of seconds", *options.watch), "as in --watch=10");
    if (!terminal.is_terminal || !for_people)
        throw Error(Fault::usage, "--watch redraws a terminal, and there is none to redraw", "leave it out");
    return Seconds(*seconds);
}

Viewer viewer_of(const Options& options, Context& context) {
    Viewer viewer{context.desk(), context.now, {}, context.client_from(options.client), context.agent_if_known()};
    if (options.agent.empty()) return viewer;
    viewer.agent = context.agent_from(options.agent);
    must_be_agent(viewer.agent, context.policy());
    return viewer;
}

FoundWith<PictureMaker::Glance> glances_of(const PictureMaker& maker, const Store& store) {
    const MonthFilter in_time(maker.months(), store.policy().zone);
    // What a client has said after a closing waits for an answer.
    const auto may_match = [&](std::string_view bytes) { return may_want(bytes, {"hear"}) || in_time(bytes); };
    return store.map({Depth::whole, may_match, {}}, [&](const Ticket& ticket) { return maker.glance(ticket); });
}

/// The timer of whoever looks, unless they look at somebody else's.
std::optional<Picture::Timer> timer_for(const Viewer& viewer, Context& context) {
    if (viewer.me.empty() || (!viewer.agent.empty() && viewer.agent != viewer.me)) return {};
    const auto running = running_timer(viewer.me, context);
    if (!running) return {};
    std::string title;
    if (context.store().folder().exists(path_of(running->ticket)))
        is_well_formed([&] { title = context.store().ticket(running->ticket).title; });
    return Picture::Timer{running->ticket, title, running->since};
}

void show_status(const Options& options, Context& context) {
    must_be_alone(options.words);
    context.redrawn_every = redrawn_every(options, context.out.terminal(), context.out.form() == Form::people);
    const auto viewer = viewer_of(options, context);
    const PictureMaker maker(viewer);
    auto found = glances_of(maker, context.store());
    if (found.tickets.empty()) context.must_exist(viewer.client);
    auto picture = maker.picture(found.tickets, std::move(found.values));
    picture.timer = timer_for(viewer, context);
    add_missing_files(context.store());
    const auto told = context.store().problems().all().size();
    context.out.show(status_page(picture, viewer, context.out.terminal(), told));
    if (picture.is_empty() && context.out.terminal().is_terminal) context.out.tell("no open tickets");
}

}  // namespace

Run bind_status(Args& args) {
    auto options = std::make_shared<Options>();
    args.option("--agent", options->agent, "AGENT", "only what this agent has", Offers::agents);
    args.option("-c,--client", options->client, "CLIENT", "only what is this client's", Offers::clients);
    args.option_or("--watch", options->watch, "SECONDS", "5", "draw it anew in place, every so many seconds, until ctrl-C");
    args.unwanted(options->words);
    args.example("desk status -c acme --watch=30");
    return [options](Context& context) { show_status(*options, context); };
}

}  // namespace desk::cli
