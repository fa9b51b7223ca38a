#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/typed.hpp"
#include "cli/views/description.hpp"
#include "cli/views/uptime.hpp"
#include "core/base/text.hpp"
#include "store/desk/availability.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string verb;
    std::vector<std::string> text;
    std::string from, until, length, kind, announced, client, why;
};

/// The desk's availability, all of which can be read, under the store's lock.
Availability known(Context& context) {
    context.change();
    auto known = availability_of(context.store());
    context.must_have_read_all("availability can be recorded once all of it can be read");
    return known;
}

std::optional<Instant> end_of(const Options& options, Instant from, Context& context, Looking looking) {
    if (!options.until.empty() && !options.length.empty())
        throw Error(Fault::usage, "--until and --for cannot be used together", "choose one of them");
    if (!options.until.empty()) return moment_typed(options.until, "--until", looking, context);
    if (options.length.empty()) return {};
    const auto minutes = length_typed(options.length, "--for");
    must_have_known_year(from + minutes, options.length, "--for");
    return from + minutes;
}

/// A slip of the year would be down, or away, for all of it.
void must_be_credible(Instant from, const std::optional<Instant>& until, Context& context) {
    constexpr std::chrono::days longest{366};
    if (until && *until <= from) throw Error(Fault::usage, "it ends before it begins");
    const auto length = until.value_or(context.now) - from;
    if (length <= longest) return;
    const auto days = std::chrono::floor<std::chrono::days>(length).count();
    context.must_be_meant(fmt::format("that is {} days long", days), "check the years");
}

std::string time_text(Instant from, const std::optional<Instant>& until, const Zone& zone) {
    if (!until) return fmt::format("since {}", shown(zone, from));
    return fmt::format("from {} for {}", shown(zone, from), hours_text(std::chrono::floor<Seconds>(*until - from)));
}

/// The outage that lasts, of this client or of everybody; null when there is none.
const Outage* lasting(const Availability& all, const std::string& client) {
    const auto lasts = [&](const Outage& outage) { return !outage.until && outage.client == client; };
    const auto found = std::ranges::find_if(all.outages, lasts);
    return found == all.outages.end() ? nullptr : &*found;
}

void add(const Options& options, Context& context) {
    if (!options.kind.empty() || !options.announced.empty())
        throw Error(Fault::usage, "--kind and --announced are for maintenance", "as in: desk outage plan --kind os");
    Outage outage;
    outage.from = options.from.empty() ? context.now : context.moment(options.from, "--from");
    outage.until = end_of(options, outage.from, context, Looking::back);
    outage.by = context.agent();
    outage.at = context.now;
    outage.client = options.client;
    outage.text = text_of(context, options.text);
    must_be_credible(outage.from, outage.until, context);
    if (outage.from > context.now || outage.until.value_or(outage.from) > context.now)
        throw Error(Fault::refused, "an outage cannot be in the future", "maintenance is planned: desk outage plan");
    const auto all = known(context);
    if (const auto* other = lasting(all, outage.client); other && !outage.until)
        throw Error(Fault::refused, fmt::format("the outage since {} has not ended", shown(context.policy().zone, other->from)),
                    "desk outage end");
    const auto when = time_text(outage.from, outage.until, context.policy().zone);
    stage_outage(context.change(), outage, "outage: " + when);
    context.out.show(outage_page(outage));
    context.out.tell("outage " + when);
}

void plan(const Options& options, Context& context) {
    if (options.from.empty()) throw Error(Fault::usage, "--from is missing: when it begins");
    Maintenance planned;
    planned.from = moment_typed(options.from, "--from", Looking::ahead, context);
    const auto until = end_of(options, planned.from, context, Looking::ahead);
    if (!until) throw Error(Fault::usage, "--until or --for is missing: how long it takes");
    must_be_credible(planned.from, until, context);
    planned.until = *until;
    planned.announced = options.announced.empty() ? context.now : context.moment(options.announced, "--announced");
    planned.kind = options.kind;
    planned.by = context.agent();
    planned.at = context.now;
    planned.client = options.client;
    planned.text = text_of(context, options.text);
    if (planned.announced > context.now) throw Error(Fault::refused, "an announcement cannot be in the future");
    const auto when = time_text(planned.from, until, context.policy().zone);
    known(context);
    stage_maintenance(context.change(), planned, "maintenance: " + when);
    context.out.show(maintenance_page(planned));
    context.out.tell("maintenance " + when);
}

void end(const Options& options, Context& context) {
    if (!options.from.empty() || !options.length.empty() || !options.kind.empty() || !options.announced.empty())
        throw Error(Fault::usage, "end takes --until and --client only");
    const auto& agent = context.agent();
    const auto until = options.until.empty() ? context.now : context.moment(options.until, "--until");
    // Asked before the lock is taken, which nobody should wait for.
    const auto before = availability_of(context.store());
    if (const auto* lasts = lasting(before, options.client)) must_be_credible(lasts->from, until, context);
    const auto all = known(context);
    const auto* found = lasting(all, options.client);
    if (!found) throw Error(Fault::refused, "there is no outage to end", "desk outage add --from TIME --until TIME");
    auto ended = *found;
    ended.until = until;
    if (*ended.until > context.now) throw Error(Fault::refused, "an outage cannot end in the future");
    const OutageEnd end{ended.from, ended.client, *ended.until, agent, text_of(context, options.text), context.now};
    ended = with_ends({{*found}, {}, {end}}).outages.front();
    const auto when = time_text(ended.from, ended.until, context.policy().zone);
    stage_outage_end(context.change(), end, "outage: " + when);
    context.out.show(outage_page(ended));
    context.out.tell("outage " + when);
}

/// What began then, to the minute, as it is shown.
template <class Record>
std::vector<Record> begun(const std::vector<Record>& all, Instant at, const std::string& client) {
    std::vector<Record> found;
    for (const auto& each : all)
        if (each.client == client && std::chrono::floor<Minutes>(each.from) == std::chrono::floor<Minutes>(at))
            found.push_back(each);
    return found;
}

void must_be_recorded(Instant at, const std::string& client, const Availability& all, const Zone& zone) {
    if (!begun(all.outages, at, client).empty() || !begun(all.maintenance, at, client).empty()) return;
    throw Error(Fault::not_found,
                fmt::format("no record begins at {}{}", shown(zone, at), client.empty() ? "" : " for " + client),
                "`desk outage` lists what is recorded; --client says whose it is");
}

/// That a record was wrong is a record of its own: what was recorded stays in its file.
void remove(const Options& options, Context& context) {
    if (options.from.empty())
        throw Error(Fault::usage, "--from is missing: when it began", "`desk outage` lists what is recorded");
    if (!options.until.empty() || !options.length.empty() || !options.kind.empty() || !options.announced.empty())
        throw Error(Fault::usage, "remove takes --from, --client and --why only");
    const auto at = context.moment(options.from, "--from");
    const auto& zone = context.policy().zone;
    must_be_recorded(at, options.client, availability_of(context.store()), zone);
    // Asked before the lock is taken, which nobody should wait for.
    const auto why = reason_given({options.why, "what was wrong"}, {}, context);
    const auto all = known(context);
    must_be_recorded(at, options.client, all, zone);
    const auto outages = begun(all.outages, at, options.client);
    const auto planned = begun(all.maintenance, at, options.client);
    for (const auto& outage : outages) {
        const auto summary = "outage: removed, " + time_text(outage.from, outage.until, zone);
        stage_removal(context.change(), {outage.from, outage.client, false, context.agent(), why, context.now}, summary);
        context.out.show(outage_page(outage));
        context.out.tell(summary);
    }
    for (const auto& each : planned) {
        const auto summary = "maintenance: removed, " + time_text(each.from, each.until, zone);
        stage_removal(context.change(), {each.from, each.client, true, context.agent(), why, context.now}, summary);
        context.out.show(maintenance_page(each));
        context.out.tell(summary);
    }
}

/// All of a client's, or of everybody's, the latest first.
void list(const Options& options, Context& context) {
    if (!options.from.empty() || !options.until.empty() || !options.length.empty() || !options.kind.empty() ||
        !options.why.empty())
        throw Error(Fault::usage, "list takes --client only", "`desk uptime MONTH` shows what a month comes to");
    auto all = availability_of(context.store());
    const auto is_of_another = [&](const auto& each) { return !options.client.empty() && each.client != options.client; };
    std::erase_if(all.outages, is_of_another);
    std::erase_if(all.maintenance, is_of_another);
    const auto table = availability_table(all, context.policy().zone, context.now);
    context.out.show(table);
    if (table.rows.empty()) context.out.tell("no outage is recorded, and no maintenance is planned");
}

void record_outage(const Options& options, Context& context) {
    if (!options.client.empty()) context.client(options.client);
    if (options.verb.empty() || options.verb == "list") return list(options, context);
    if (!options.why.empty() && options.verb != "remove")
        throw Error(Fault::usage, "--why can only be used with: desk outage remove");
    if (options.verb == "add") return add(options, context);
    if (options.verb == "plan") return plan(options, context);
    if (options.verb == "end") return end(options, context);
    if (options.verb == "remove") return remove(options, context);
    throw Error(Fault::usage, fmt::format("\"{}\" is none of list, add, plan, end and remove", options.verb),
                "as in: desk outage add --from 10:00 --until 10:39");
}

}  // namespace

Run bind_outage(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("WHAT", options->verb,
                  "`list` what is recorded, as without a word, `add` an outage, `plan` maintenance, `end` the current outage, or "
                  "`remove` what was wrong",
                  Offers::outage_words);
    args.words("TEXT", options->text, "what was wrong; `-` reads standard input");
    args.option("--from", options->from, "TIME", "when it began; by default now");
    args.option("--until", options->until, "TIME", "when it ended; without it the outage goes on");
    args.length("--for", options->length, "how long it took, as in 25m or 1h30");
    args.option("--kind", options->kind, "KIND", "plan: what is maintained", Offers::maintenance_kinds);
    args.option("--announced", options->announced, "TIME", "plan: when the clients were told; by default now");
    args.option("-c,--client", options->client, "CLIENT", "of this client's platform only", Offers::known_clients);
    args.option("--why", options->why, "TEXT", "remove: what was wrong; without it the editor opens");
    args.example("desk outage add --from 10:00 --until 10:39 The database was full");
    args.example("desk outage plan --from '2026-12-05 22:00' --for 25m --kind os Patches");
    return [options](Context& context) {
        options->client = context.client_from(options->client);
        record_outage(*options, context);
    };
}

}  // namespace desk::cli
