#include "cli/recording/reopening.hpp"

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk::cli {
namespace {

/// What can be done about it; by the day, also that it cannot be opened again.
std::string way_of(const Ticket& ticket, const Policy& policy, Instant now) {
    const auto until = reopen_until(ticket, policy);
    if (until && std::chrono::sys_days(policy.zone.day(now)) > std::chrono::sys_days(*until))
        return fmt::format("it could be reopened only through {}: desk new TITLE --follows {}", to_text(*until),
                           ticket.id.text());
    return fmt::format("`desk reopen {} --why REASON` opens it again{}", ticket.id.code(),
                       until ? ", through " + to_text(*until) : "");
}

}  // namespace

void tell_of_reopening(const Ticket& ticket, Context& context) {
    if (is_open(ticket.now.status)) return;
    context.out.tell(
        fmt::format("{}: stays {}, and no clock runs; only an answer is owed", called(ticket), to_text(ticket.now.status)),
        way_of(ticket, context.terms(ticket).policy, context.now));
}

}  // namespace desk::cli
