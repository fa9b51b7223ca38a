#include "core/find/query.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/former_names.hpp"
#include "core/find/used_words.hpp"
#include "core/find/values.hpp"
#include "core/time/length.hpp"

namespace desk {
namespace {

using Test = std::function<bool(const TicketNow&)>;

// One builder for each field. Each takes one value of the list behind the colon.

Test status_test(std::string_view value, const Asking&) {
    static const std::vector<std::string> words{"new", "open", "waiting", "resolved", "closed"};
    must_be_known("status", value, words);
    return [wanted = *status_from(value)](const TicketNow& asked) { return asked.ticket.now.status == wanted; };
}

template <class Member>
Test word_test(std::string_view value, Member member) {
    if (value == "none") return [member](const TicketNow& asked) { return member(asked.ticket).empty(); };
    return [wanted = std::string(value), member](const TicketNow& asked) {
        const auto& word = member(asked.ticket);
        return word == wanted || same_folded(word, wanted);
    };
}

Test priority_test(std::string_view value, const Asking& asking) {
    const auto comparison = comparison_from(value);
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.now.priority; };
    if (value == "none") return word_test(value, member);
    const auto known = names_of(priorities_of(asking.desk));
    const auto named = present_word(asking.desk, comparison.value, present_priority);
    // Another policy's priority of the same rank is as high, but it is not the one that was named.
    if (!comparison.less && !comparison.greater) return word_test(used_or_known("priority", named, known, asking.used), member);
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

Test opened_test(std::string_view value, const Asking& asking) {
    const auto comparison = comparison_from(value);
    if (const auto age = span_from(comparison.value)) {
        if (!comparison.less && !comparison.greater) refuse_filter("opened", value, fmt::format("as in opened:<{}", value));
        const auto then = asking.now - *age;
        return [comparison, then](const TicketNow& asked) { return comparison.matches(then <=> asked.ticket.opened); };
    }
    const auto stretch = stretch_from(comparison.value, asking.zone(), asking.now, Looking::back);
    if (!stretch)
        refuse_filter("opened", value, "as in opened:2026-11, opened:>=2026-11-05 or opened:<7d (less than 7 days ago)");
    return [comparison, stretch = *stretch](const TicketNow& asked) {
        return comparison.matches(order_of(asked.ticket.opened, stretch));
    };
}

Test client_test(std::string_view value, const Asking& asking) {
    const auto member = [](const Ticket& ticket) -> const std::string& { return ticket.client; };
    if (value == "none") return word_test(value, member);
    if (const auto* client = client_meant(asking.desk, value)) return word_test(client->name, member);
    return word_test(used_or_known("client", composed(value), client_names(asking.desk), asking.used), member);
}

Test product_test(std::string_view value, const Asking& asking) {
    return word_test(value == "none" ? "none" : used_or_known("product", value, names_of(products_of(asking.desk)), asking.used),
                     [](const Ticket& ticket) -> const std::string& { return ticket.product; });
}

Test release_test(std::string_view value, const Asking& asking) {
    return word_test(value == "none" ? "none" : used_or_known("release", value, {}, asking.used),
                     [](const Ticket& ticket) -> const std::string& { return ticket.release; });
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

/// Of a running clock; what is late already is due before any time to come.
Test due_test(std::string_view value, const Asking& asking) {
    if (value == "none") return [](const TicketNow& asked) { return !asked.clocks().due; };
    const auto comparison = comparison_from(value);
    if (const auto span = span_from(comparison.value)) {
        if (!comparison.less && !comparison.greater) refuse_filter("due", value, fmt::format("as in due:<{}", value));
        return [comparison, then = asking.now + *span](const TicketNow& asked) {
            const auto& due = asked.clocks().due;
            return due && comparison.matches(*due <=> then);
        };
    }
    const auto stretch = stretch_from(comparison.value, asking.zone(), asking.now, Looking::ahead);
    if (!stretch) refuse_filter("due", value, "as in due:<4h (within 4 hours), due:2026-11-24, due:<=2026-11-30 or due:none");
    return [comparison, stretch = *stretch](const TicketNow& asked) {
        const auto& due = asked.clocks().due;
        return due && comparison.matches(order_of(*due, stretch));
    };
}

template <bool ClockSummary::*member>
Test clocks_test(std::string_view value, const Asking&) {
    must_be_known("answer", value, {"yes", "no"});
    return [yes = value == "yes"](const TicketNow& asked) { return asked.clocks().*member == yes; };
}

bool stands_in(const Event& event, const Needle& needle) {
    bool found = false;
    std::visit(
        [&]<class T>(const T& what) {
            T::fields(what, [&]<class Member>(Key, const Member& member) {
                if constexpr (std::is_same_v<Member, std::string>) found = found || needle.stands_in(member);
            });
        },
        event.what);
    return found;
}

bool stands_in(const Ticket& ticket, const Needle& needle) {
    const auto contains = [&](const std::string& text) { return needle.stands_in(text); };
    return contains(ticket.title) || contains(ticket.description) || contains(ticket.requester.name) ||
           contains(ticket.requester.email) || contains(ticket.requester.phone) || contains(ticket.client) ||
           contains(ticket.id.text()) ||
           std::ranges::any_of(ticket.log.recorded(), [&](const Event& event) { return stands_in(event, needle); });
}

struct Field {
    std::string name;
    Test (*test)(std::string_view value, const Asking& asking);
    bool clocks = false;
    bool spans = false;  ///< takes a length of time after the sign of a comparison
};

const std::vector<Field>& fields() {
    static const std::vector<Field> all{{"status", status_test},
                                        {"priority", priority_test},
                                        {"client", client_test},
                                        {"assignee", assignee_test},
                                        {"tier", tier_test},
                                        {"kind", kind_test},
                                        {"product", product_test},
                                        {"release", release_test},
                                        {"channel", channel_test},
                                        {"scope", scope_test},
                                        {"opened", opened_test, false, true},
                                        {"due", due_test, true, true},
                                        {"late", clocks_test<&ClockSummary::late>, true},
                                        {"breached", clocks_test<&ClockSummary::breached>, true}};
    return all;
}

const Field& field_named(std::string_view name, std::string_view word) {
    for (const auto& field : fields())
        if (field.name == name) return field;
    throw Error(Fault::usage,
                fmt::format("\"{}\": there is no filter \"{}:\"{}", word, name, did_you_mean(name, filter_fields())),
                fmt::format("to search for the text itself: text:{}", word));
}

/// Whether the word is a filter that ends in a length of time, so that the next one may go on with it.
bool ends_in_span(std::string_view word) {
    if (word.starts_with("not:")) word.remove_prefix(4);
    const auto colon = word.find(':'), sign = word.find_last_of("<>");
    if (colon == std::string_view::npos || sign == std::string_view::npos || sign < colon) return false;
    const auto field = std::ranges::find(fields(), word.substr(0, colon), &Field::name);
    if (field == fields().end() || !field->spans) return false;
    const auto value = comparison_from(word.substr(sign)).value;
    return span_from(value) || minutes_from(value);
}

/// `due:<1h 30m` is one filter, not a filter and a text.
std::vector<std::string> with_whole_lengths(std::span<const std::string> words) {
    std::vector<std::string> whole;
    while (!words.empty()) {
        whole.push_back(words.front());
        words = words.subspan(1);
        const auto more = ends_in_span(whole.back()) ? words_of_span(words) : 0;
        for (const auto& word : words.first(more)) whole.back() += " " + word;
        words = words.subspan(more);
    }
    return whole;
}

/// Whether one of the values behind the colon is the ticket's.
Test field_test(const Field& field, std::string_view values, const Asking& asking) {
    std::vector<Test> tests;
    for (const auto value : split(values, ',')) tests.push_back(field.test(value, asking));
    if (tests.size() == 1) return std::move(tests.front());
    return [tests = std::move(tests)](const TicketNow& asked) {
        return std::ranges::any_of(tests, [&](const Test& test) { return test(asked); });
    };
}

}  // namespace

bool Query::matches(const TicketNow& asked) const {
    return std::ranges::all_of(terms_, [&](const Term& term) { return term.matches(asked); });
}

bool Query::may_match(std::string_view bytes) const {
    return std::ranges::all_of(terms_, [&](const Term& term) {
        // A backslash may be an escape that hides the text.
        return !term.needle || term.needle->may_stand_in(bytes) || bytes.find('\\') != std::string_view::npos;
    });
}

bool Query::narrows() const {
    return std::ranges::any_of(terms_, [](const Term& term) { return term.needle.has_value(); });
}

bool Query::needs_log() const { return std::ranges::any_of(terms_, &Term::log); }
bool Query::asks_clocks() const { return std::ranges::any_of(terms_, &Term::clocks); }
bool Query::names_status() const { return std::ranges::any_of(terms_, &Term::status); }

Query::Term Query::term_from(std::string_view word, const Asking& asking) {
    const bool negated = word.starts_with("not:");
    const auto positive = negated ? word.substr(4) : word;
    const auto colon = positive.find(':');
    const auto name = positive.substr(0, colon);
    Term term;
    if (colon == std::string_view::npos || name == "text") {
        const Needle needle(colon == std::string_view::npos ? positive : positive.substr(colon + 1));
        if (needle.text().empty()) throw Error(Fault::usage, fmt::format("\"{}\" searches for nothing", word));
        term.log = true;
        // A text without these looks the same in the bytes of a file, so that a search there is enough.
        const bool is_searchable = needle.text().find_first_of(" \t\r\n'\"\\") == std::string::npos;
        if (!negated && is_searchable) term.needle = needle;
        term.matches = [needle](const TicketNow& asked) { return stands_in(asked.ticket, needle); };
    } else {
        term.status = name == "status";
        const auto& field = field_named(name, positive);
        term.log = term.clocks = field.clocks;
        term.matches = field_test(field, positive.substr(colon + 1), asking);
    }
    if (negated) term.matches = [test = std::move(term.matches)](const TicketNow& asked) { return !test(asked); };
    return term;
}

Query query_from(std::span<const std::string> words, const Asking& asking) {
    Query query;
    for (const auto& word : with_whole_lengths(words)) query.terms_.push_back(Query::term_from(word, asking));
    return query;
}

const std::vector<std::string>& filter_fields() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& field : fields()) all.push_back(field.name);
        all.insert(all.end(), {"text", "not"});
        return all;
    }();
    return names;
}

}  // namespace desk
