#include "core/find/field_words.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/former_names.hpp"
#include "core/find/values.hpp"

namespace desk::filters {
namespace {

template <class Member>
Test word_test(std::string_view value, Member member) {
    if (value == "none") return [member](const TicketNow& asked) { return member(asked.ticket).empty(); };
    return [wanted = std::string(value), member](const TicketNow& asked) {
        const auto& word = member(asked.ticket);
        return word == wanted || same_folded(word, wanted);
    };
}

}  // namespace

Test status_test(std::string_view value, const Asking&) {
    static const std::vector<std::string> words{"new", "open", "waiting", "resolved", "closed"};
    must_be_known("status", value, words);
    return [wanted = *status_from(value)](const TicketNow& asked) { return asked.ticket.now.status == wanted; };
}

Test priority_test(std::string_view value, const Asking& asking) {
    const auto comparison = comparison_from(value);
    if (value == "none") return [](const TicketNow& asked) { return asked.ticket.now.priority.empty(); };
    const auto known = names_of(priorities_of(asking.desk));
    const auto named = present_word(asking.desk, comparison.value, present_priority);
    // Another policy's priority of the same rank is as high, but it is not the one that was named.
    if (!comparison.less && !comparison.greater)
        return word_test(used_or_known("priority", named, known, asking.used),
                         [](const Ticket& ticket) -> const std::string& { return ticket.now.priority; });
    const auto word = spelt(named, known);
    must_be_known("priority", word, known);
    // Rank 0 is the highest priority, so "greater" is a smaller rank.
    return [comparison, wanted = word, &desk = asking.desk](const TicketNow& asked) {
        return !asked.ticket.now.priority.empty() &&
               comparison.matches(rank_for(desk, asked.ticket, wanted) <=> rank_of(desk, asked.ticket));
    };
}

Test tier_test(std::string_view value, const Asking&) {
    const auto comparison = comparison_from(value);
    const auto wanted = number_from<int>(comparison.value);
    if (!wanted) refuse_filter("tier", value, "a tier is a number, as in tier:2 or tier:>1");
    return [comparison, wanted = *wanted](const TicketNow& asked) {
        return asked.ticket.now.tier != 0 && comparison.matches(asked.ticket.now.tier <=> wanted);
    };
}

Test client_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.client; };
    if (value == "none") return word_test(value, member);
    if (const auto* client = client_meant(asking.desk, value)) return word_test(client->name, member);
    return word_test(used_or_known("client", composed(value), client_names(asking.desk), asking.used), member);
}

Test product_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.product; };
    if (value == "none") return word_test(value, member);
    return word_test(used_or_known("product", value, names_of(products_of(asking.desk)), asking.used), member);
}

Test release_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.release; };
    if (value == "none") return word_test(value, member);
    return word_test(used_or_known("release", value, {}, asking.used), member);
}

Test channel_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.channel; };
    if (value == "none") return word_test(value, member);
    const auto named = present_word(asking.desk, value, present_channel);
    return word_test(used_or_known("channel", named, names_of(channels_of(asking.desk)), asking.used), member);
}

Test kind_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.now.kind; };
    if (value == "none") return word_test(value, member);
    const auto named = present_word(asking.desk, value, present_kind);
    return word_test(used_or_known("kind", named, names_of(kinds_of(asking.desk)), asking.used), member);
}

Test assignee_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.now.assignee; };
    if (value == "none") return word_test(value, member);
    if (value == "me") return word_test(asking.agent(), member);
    return word_test(used_or_known("assignee", value, agent_names(asking.desk.policy), asking.used), member);
}

Test scope_test(std::string_view value, const Asking&) {
    must_be_known("scope", value, {"in", "out"});
    return [out = value == "out"](const TicketNow& asked) { return asked.ticket.now.out_of_scope == out; };
}

}  // namespace desk::filters
