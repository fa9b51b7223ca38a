#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/caller.hpp"
#include "cli/recording/dialogue.hpp"
#include "cli/recording/opening.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/reopening.hpp"
#include "cli/recording/report_draft.hpp"
#include "cli/typed.hpp"
#include "cli/views/caller.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/process.hpp"
#include "core/month/time_entries.hpp"
#include "core/time/length.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string who, waited;
};

/// The place of a number that was typed among so many choices; absent: it is none of them.
std::optional<std::size_t> chosen(const std::string& typed, std::size_t count) {
    const auto number = number_from<int>(typed);
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > std::min(count, most_choices)) return {};
    return static_cast<std::size_t>(*number - 1);
}

/// Whoever is on the line, if need be by asking.
Caller caller_asked(const std::string& typed, Dialogue& dialogue, Context& context) {
    auto [wanted, people] = callers_from(typed, {}, context);
    if (people.size() == 1) return std::move(people.front());
    if (people.empty()) {
        dialogue.show(fmt::format("nobody is known by \"{}\"", typed));
    } else {
        dialogue.show(choice_lines(people));
        for (;;) {
            const auto answer = dialogue.text("which of them? Return for somebody else:");
            if (const auto place = chosen(answer, people.size())) return people[*place];
            if (answer.empty()) break;
        }
    }
    Caller caller{std::move(wanted), {}, {}};
    if (const auto* client = client_meant(context.desk(), caller.requester.name)) {
        caller.client = client->name;
        caller.requester.name.clear();
    }
    return caller;
}

/// With a name and a client, as far as they are known now.
Caller caller_completed(Caller caller, Dialogue& dialogue, Context& context) {
    if (caller.requester.name.empty()) caller.requester.name = dialogue.text("name:");
    if (caller.client.empty() && !context.desk().clients.empty()) caller.client = context.client_from(dialogue.text("client:"));
    return caller;
}

/// The report as far as it is known, as a ticket that nobody stores.
Ticket trial(const NewTicket& report, const Acting& acting) {
    auto known = report;
    if (known.title.empty()) known.title = "a call";
    return open_ticket(known, mint(acting.policy.zone.month(acting.now), 0), acting);
}

std::optional<HoursSum> hours_of_month(const std::string& client, Context& context) {
    const auto& desk = context.desk();
    const auto month = desk.policy.zone.month(context.now);
    if (client.empty() || !hours_included(desk, client, month)) return {};
    const auto needed = months_needed(desk, month, client);
    const auto counts = [&](const Ticket& ticket) {
        return ticket.client == client && has_work_in(ticket, needed, desk.policy.zone);
    };
    const auto found = context.store().all({Depth::whole, MonthFilter(needed, desk.policy.zone), counts});
    const auto hours = month_hours(found.tickets, month, desk, client).clients;
    return hours.empty() ? std::nullopt : std::optional<HoursSum>(hours.front());
}

/// Those that are not closed, of the caller and then of the same client.
void find_tickets(CallerFacts& facts, Context& context) {
    const auto& client = facts.caller.client;
    auto wanted = facts.caller.requester;
    if (!wanted.email.empty() || !wanted.name.empty()) wanted.phone.clear();  // colleagues may share a number
    const auto is_own = [&](const Ticket& ticket) { return ticket.client == client && may_be(ticket.requester, wanted); };
    const auto concerns = [&](const Ticket& ticket) {
        return ticket.now.status != Status::closed && (client.empty() ? is_own(ticket) : ticket.client == client);
    };
    facts.tickets = context.store().all({Depth::unless_closed, {}, concerns}).tickets;
    std::ranges::sort(facts.tickets, std::ranges::greater(), &Ticket::opened);
    const auto others = std::stable_partition(facts.tickets.begin(), facts.tickets.end(), is_own);
    facts.own = static_cast<std::size_t>(others - facts.tickets.begin());
}

CallerFacts facts_of(const Caller& caller, const NewTicket& report, Context& context) {
    const auto acting = context.acting(caller.client, context.now);
    CallerFacts facts{
        caller, terms_of(context.desk(), caller.client, context.now), hours_of_month(caller.client, context), {}, {}};
    for (auto& each : objections(trial(report, acting), context.desk()))
        if (contains(std::vector<std::string>{"contact", "contract", "channel"}, each.what))
            facts.objections.push_back(std::move(each));
    find_tickets(facts, context);
    return facts;
}

/// Asks what the policy asks of such a report, one item after the other: an answer may bring further ones.
void ask_items(NewTicket& report, Dialogue& dialogue, Context& context) {
    std::set<std::string> asked;
    for (;;) {
        const auto acting = context.acting(report.client, context.now);
        const auto missing = gaps(trial(report, acting), acting.policy);
        const auto next = std::ranges::find_if(missing, [&](const auto* item) { return !asked.contains(item->name); });
        if (next == missing.end()) return;
        const auto item = **next;
        asked.insert(item.name);
        const auto answer = dialogue.one_of(item.ask.empty() ? item.name : item.ask, item.answers);
        if (!answer.empty()) put_item(report, item.name, answer, context);
    }
}

/// What sort of ticket it is, as far as the policy has words for it.
void ask_words(NewTicket& report, Dialogue& dialogue, Context& context) {
    const auto terms = terms_of(context.desk(), report.client, context.now);
    const auto& policy = terms.policy;
    const auto& products = terms.contract && !terms.contract->products.empty() ? terms.contract->products : policy.products;
    if (!products.empty()) report.product = dialogue.one_of("product", products);
    if (const auto kinds = kind_names(policy); !kinds.empty()) report.kind = dialogue.one_of("kind", kinds);
    if (const auto priorities = priority_names(policy); !priorities.empty() && policy.assess.empty())
        report.priority = dialogue.one_of("priority", priorities);
}

std::string ask_time(Dialogue& dialogue) {
    for (;;) {
        auto typed = dialogue.text("time (10m, 1h30):");
        if (typed.empty() || minutes_from(typed)) return typed;
        dialogue.show(fmt::format("\"{}\" is not a length of time", typed), Look::warning);
    }
}

/// Solved? How long did it take? What was it? The ticket is as it would be then.
Finishing ask_the_end(const Ticket& ticket, const std::string& who, const Policy& policy, Dialogue& dialogue) {
    Finishing finishing;
    const auto* gate = gate_of(ticket, policy.processes, "resolve");
    if (gate) dialogue.show(fmt::format("resolving it needs the step \"{}\" first", gate->name), Look::warning);
    const bool solved = !gate && dialogue.yes("solved?");
    if (!gate_of(ticket, policy.processes, "work")) finishing.work = ask_time(dialogue);
    if (!solved) return finishing;
    auto& resolution = finishing.resolution.emplace();
    resolution.text = dialogue.needed("what was it?");
    resolution.during = "call";
    finishing.confirm = who;
    finishing.close = gate_of(ticket, policy.processes, "close") == nullptr;
    return finishing;
}

void hear_on(const Ticket& ticket, const Caller& caller, Dialogue& dialogue, Context& context) {
    const auto& policy = context.terms(ticket).policy;
    const auto text = dialogue.needed("what do they say?");
    Finishing finishing;
    if (is_open(ticket.now.status)) finishing = ask_the_end(ticket, caller.requester.name, policy, dialogue);
    std::vector<Verb> verbs{[&](const Ticket& now) {
        return hear(now, {phone_channel(policy), text, caller.requester.name, finishing.resolution.has_value()},
                    context.acting(now));
    }};
    std::ranges::move(verbs_of(finishing, context), std::back_inserter(verbs));
    Ticket before;
    verbs.front() = [&, first = verbs.front()](const Ticket& now) { return first(before = now); };
    record(context, std::vector{ticket.id}, verbs);
    mind_the_finish(finishing, {&before, 1}, context);
    if (!is_open(ticket.now.status)) tell_of_reopening(before, context);
}

/// A new ticket of the caller's, under a title that was typed already, or not yet.
void open_for(const std::string& title, Opening opening, Dialogue& dialogue, Context& context) {
    auto& report = opening.report;
    report.title = title.empty() ? dialogue.needed("what is it about?") : title;
    ask_words(report, dialogue, context);
    ask_items(report, dialogue, context);
    const auto terms = completed(opening, context);
    const Acting acting{terms.policy, context.agent(), context.now};
    opening.finishing = ask_the_end(trial(report, acting), report.requester.name, terms.policy, dialogue);
    open_new(std::move(opening), context);
}

void take_call(const Options& options, Context& context) {
    if (!context.can_ask())
        throw Error(Fault::usage, "`desk call` asks, and here is nobody to answer", "for scripts: desk new --from WHO TITLE");
    Opening opening;
    if (!options.waited.empty()) opening.report.waited = waited_typed(options.waited);
    Dialogue dialogue(context);
    const auto caller = caller_completed(caller_asked(options.who, dialogue, context), dialogue, context);
    opening.report.requester = caller.requester;
    opening.report.client = caller.client;
    opening.by_phone = true;
    completed(opening, context);
    const auto facts = facts_of(caller, opening.report, context);
    dialogue.show(caller_lines(facts, context.desk(), context.now));
    const auto open = [&](const std::string& title) {
        // Whoever may not report is not asked anything, unless the report is kept all the same.
        if (!facts.terms.policy.intake->keep_refused) must_be_acceptable(facts.objections);
        open_for(title, std::move(opening), dialogue, context);
    };
    if (facts.tickets.empty()) return open({});
    const auto count = std::min(most_choices, facts.tickets.size());
    for (;;) {
        const auto typed =
            dialogue.text(fmt::format("{}, or Return for a new one:", count == 1 ? "1" : fmt::format("1-{}", count)));
        if (const auto place = chosen(typed, count)) return hear_on(facts.tickets[*place], caller, dialogue, context);
        if (!number_from<int>(typed)) return open(typed);
        dialogue.show(fmt::format("there is no {} among them", typed), Look::warning);
    }
}

}  // namespace

Run bind_call(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("WHO", options->who, "the caller: a number, an address, a name, or the client");
    args.length("--waited", options->waited, "how long the caller waited for an answer: 40s, 1m 20s");
    args.example("desk call 555-0117");
    return [options](Context& context) { take_call(*options, context); };
}

}  // namespace desk::cli
