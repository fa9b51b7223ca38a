#include "core/find/field_course.hpp"

#include <algorithm>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/unknown_words.hpp"
#include "core/find/values.hpp"
#include "core/ticket/applied.hpp"

namespace desk::filters {
namespace {

std::vector<std::string> every_wait(const Desk& desk) {
    std::vector<std::string> words;
    for (const auto* policy : policies_of(desk))
        for (auto& word : known_waits(*policy))
            if (!contains(words, word)) words.push_back(std::move(word));
    return words;
}

bool has_acted(const Ticket& ticket, std::string_view agent) {
    return std::ranges::any_of(ticket.log.recorded(), [&](const Event& event) {
        const auto* work = as<did::Work>(event);
        return same_folded(event.by, agent) || (work && same_folded(work->who, agent));
    });
}

template <class Answer>
Test yes_or_no(std::string_view value, Answer answer) {
    must_be_known("answer", value, {"yes", "no"});
    return [yes = value == "yes", answer](const TicketNow& asked) { return answer(asked) == yes; };
}

}  // namespace

Test waits_test(std::string_view value, const Asking& asking) {
    if (value == "none") return [](const TicketNow& asked) { return !current_wait(asked.ticket); };
    return [whom = used_or_known("wait", value, every_wait(asking.desk), asking.used)](const TicketNow& asked) {
        const auto* wait = current_wait(asked.ticket);
        return wait && same_folded(wait->whom, whom);
    };
}

Test cause_test(std::string_view value, const Asking&) {
    const auto cause_of = [](const Ticket& ticket) {
        const auto* resolved = resolution(ticket);
        return resolved ? std::string_view(as<did::Resolve>(*resolved)->cause) : std::string_view();
    };
    if (value == "none") return [cause_of](const TicketNow& asked) { return cause_of(asked.ticket).empty(); };
    return [cause_of, needle = Needle(value)](const TicketNow& asked) { return needle.stands_in(cause_of(asked.ticket)); };
}

Test requester_test(std::string_view value, const Asking&) {
    if (value == "none") return [](const TicketNow& asked) { return asked.ticket.requester == Requester(); };
    return [needle = Needle(value)](const TicketNow& asked) {
        const auto& [name, email, phone, unknown] = asked.ticket.requester;
        return needle.stands_in(name) || needle.stands_in(email) || needle.stands_in(phone);
    };
}

Test by_test(std::string_view value, const Asking& asking) {
    auto known = agent_names(asking.desk.policy);
    known.emplace_back(rules_name);
    const auto agent = value == "me" ? asking.agent() : used_or_known("agent", value, known, asking.used);
    return [agent](const TicketNow& asked) { return has_acted(asked.ticket, agent); };
}

Test late_test(std::string_view value, const Asking&) {
    return yes_or_no(value, [](const TicketNow& asked) { return asked.clocks().late; });
}

Test near_test(std::string_view value, const Asking&) {
    return yes_or_no(value, [](const TicketNow& asked) { return asked.is_near(); });
}

Test breached_test(std::string_view value, const Asking&) {
    return yes_or_no(value, [](const TicketNow& asked) { return asked.clocks().breached; });
}

}  // namespace desk::filters
