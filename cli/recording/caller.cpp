#include "cli/recording/caller.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "cli/typed.hpp"
#include "cli/views/caller.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

Requester known_by(const std::string& typed) {
    if (!is_phone_number(typed)) return requester_from(typed);
    Requester requester;
    requester.phone = trimmed(typed);
    return requester;
}

Error several(const std::string& typed, const std::vector<Caller>& people) {
    constexpr std::size_t most = 10;
    std::vector<std::string> lines;
    for (const auto& person : std::span(people).first(std::min(most, people.size()))) lines.push_back(shown(person));
    if (people.size() > most) lines.push_back(fmt::format("and {} more", people.size() - most));
    return {Fault::not_found, fmt::format("\"{}\" may be several people", typed),
            joined(lines, "\n") + "\nan address or --client says which"};
}

}  // namespace

Callers callers_from(const std::string& typed, const std::string& client, Context& context) {
    const auto& desk = context.desk();
    auto wanted = known_by(typed);
    const auto found =
        context.store().all({Depth::header, {}, [&](const Ticket& ticket) { return may_be(ticket.requester, wanted); }});
    auto people = callers_meant(wanted, client, desk, found.tickets, desk.policy.zone.day(context.now));
    return {std::move(wanted), std::move(people)};
}

Caller caller_from(const std::string& typed, const std::string& client, Context& context) {
    auto [wanted, people] = callers_from(typed, client, context);
    if (people.size() > 1) throw several(typed, people);
    if (people.empty()) {
        context.out.warn(fmt::format("nobody is known by \"{}\"", typed),
                         client.empty() ? "--client says whose the ticket is" : "");
        return {std::move(wanted), client, {}};
    }
    context.out.tell("from " + shown(people.front()));
    return std::move(people.front());
}

}  // namespace desk::cli
