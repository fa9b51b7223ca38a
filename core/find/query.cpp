#include "core/find/query.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/find/fields.hpp"
#include "core/find/values.hpp"
#include "core/time/length.hpp"

namespace desk {
namespace {

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

const FilterField& field_named(std::string_view name, std::string_view word) {
    if (const auto* field = filter_field(name)) return *field;
    throw Error(Fault::usage, fmt::format("\"{}\": unknown filter \"{}:\"{}", word, name, did_you_mean(name, filter_fields())),
                fmt::format("to search for the text itself: text:{}", word));
}

/// Whether the word is a filter that ends in a length of time, so that the next one may go on with it.
bool ends_in_span(std::string_view word) {
    if (word.starts_with("not:")) word.remove_prefix(4);
    const auto colon = word.find(':'), sign = word.find_last_of("<>");
    if (colon == std::string_view::npos || sign == std::string_view::npos || sign < colon) return false;
    const auto* field = filter_field(word.substr(0, colon));
    if (!field || !field->spans) return false;
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
Test field_test(const FilterField& field, std::string_view values, const Asking& asking) {
    std::vector<Test> tests;
    for (const auto value : split(values, ',')) tests.push_back(field.test(value, asking));
    if (tests.size() == 1) return std::move(tests.front());
    return [tests = std::move(tests)](const TicketNow& asked) {
        return std::ranges::any_of(tests, [&](const Test& test) { return test(asked); });
    };
}

/// Whether a text with this in it looks the same in the bytes of a file, so that a search there is enough.
bool is_searchable(std::string_view needle) { return needle.find_first_of(" \t\r\n'\"\\") == std::string_view::npos; }

/// Refuses what is meant as a filter and would be searched for as a text: `status=open`, `tier>1`, `priority!=low`.
void must_be_text(std::string_view word, std::string_view positive, bool negated) {
    const auto sign = positive.find_first_of("=<>!");
    if (sign == std::string_view::npos || !filter_field(positive.substr(0, sign))) return;
    auto value = positive.substr(sign);
    const bool opposite = value.starts_with("!=");
    value.remove_prefix(opposite || value.starts_with("==") ? 2 : value.starts_with('=') ? 1 : 0);
    throw Error(Fault::usage,
                fmt::format("\"{}\" is not a filter, did you mean \"{}{}:{}\"?", word, negated != opposite ? "not:" : "",
                            positive.substr(0, sign), value),
                fmt::format("to search for the text itself: text:{}", positive));
}

Test opposite(Test test) {
    return [test = std::move(test)](const TicketNow& asked) { return !test(asked); };
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
bool Query::finds_closed() const { return std::ranges::any_of(terms_, &Term::closed); }

Query::Term Query::term_from(std::string_view word, const Asking& asking) {
    const bool negated = word.starts_with("not:");
    const auto positive = negated ? word.substr(4) : word;
    const auto colon = positive.find(':');
    const auto name = positive.substr(0, colon);
    if (colon == std::string_view::npos) must_be_text(word, positive, negated);
    Term term;
    if (colon == std::string_view::npos || name == "text") {
        const Needle needle(colon == std::string_view::npos ? positive : positive.substr(colon + 1));
        if (needle.text().empty()) throw Error(Fault::usage, fmt::format("\"{}\" searches for nothing", word));
        term.log = true;
        if (!negated && is_searchable(needle.text())) term.needle = needle;
        term.matches = [needle](const TicketNow& asked) { return stands_in(asked.ticket, needle); };
    } else {
        const auto& field = field_named(name, positive);
        term.log = field.log;
        term.clocks = field.clocks;
        term.closed = field.closed;
        term.matches = field_test(field, positive.substr(colon + 1), asking);
    }
    if (negated) term.matches = opposite(std::move(term.matches));
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
        for (const auto& field : all_filter_fields()) all.push_back(field.name);
        all.insert(all.end(), {"text", "not"});
        return all;
    }();
    return names;
}

}  // namespace desk
