#include "core/query.hpp"

#include <algorithm>
#include <charconv>
#include <compare>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"

namespace desk {
namespace {

using Test = std::function<bool(const Ticket&)>;

/// What the sign before a value lets pass: `>1`, `<=2026-11`; none is equality.
struct Comparison {
    bool less = false, equal = false, greater = false;
    std::string_view value;

    bool holds(std::strong_ordering order) const { return order < 0 ? less : order > 0 ? greater : equal; }
};

Comparison comparison_from(std::string_view text) {
    if (text.starts_with("<=")) return {true, true, false, text.substr(2)};
    if (text.starts_with(">=")) return {false, true, true, text.substr(2)};
    if (text.starts_with("<")) return {true, false, false, text.substr(1)};
    if (text.starts_with(">")) return {false, false, true, text.substr(1)};
    return {false, true, false, text};
}

[[noreturn]] void refuse(std::string_view field, std::string_view value, const std::string& hint) {
    throw Error(Fault::usage, fmt::format("\"{}:{}\" is no filter", field, value), hint);
}

void must_know(std::string_view field, std::string_view value, const std::vector<std::string>& known) {
    if (std::ranges::find(known, value) != known.end()) return;
    throw Error(Fault::usage, fmt::format("there is no {} \"{}\"{}", field, value, did_you_mean(value, known)),
                known.empty() ? std::string() : fmt::format("it is one of: {}", joined(known, ", ")));
}

// One builder for each field. Each takes one value of the list behind the colon.

Test status_test(std::string_view value, const Asking&) {
    static const std::vector<std::string> words{"new", "open", "waiting", "resolved", "closed"};
    must_know("status", value, words);
    return [wanted = *status_from(value)](const Ticket& ticket) { return ticket.now.status == wanted; };
}

Test priority_test(std::string_view value, const Asking& asking) {
    const auto comparison = comparison_from(value);
    if (value == "none") return [](const Ticket& ticket) { return ticket.now.priority.empty(); };
    must_know("priority", comparison.value, priority_names(asking.policy));
    const auto wanted = rank_of(asking.policy, comparison.value);
    // Rank 0 is the highest priority, so "greater" is a smaller rank.
    return [comparison, wanted, &policy = asking.policy](const Ticket& ticket) {
        return !ticket.now.priority.empty() && comparison.holds(wanted <=> rank_of(policy, ticket.now.priority));
    };
}

Test tier_test(std::string_view value, const Asking&) {
    const auto comparison = comparison_from(value);
    int wanted = 0;
    const auto* end = comparison.value.data() + comparison.value.size();
    if (auto [at, error] = std::from_chars(comparison.value.data(), end, wanted); error != std::errc() || at != end)
        refuse("tier", value, "a tier is a number, as in tier:2 or tier:>1");
    return [comparison, wanted](const Ticket& ticket) {
        return ticket.now.tier != 0 && comparison.holds(ticket.now.tier <=> wanted);
    };
}

/// `7d`, `12h`, `2w`: how long ago.
std::optional<Milliseconds> age_from(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    std::int32_t count = 0;
    const auto* end = text.data() + text.size() - 1;
    if (auto [at, error] = std::from_chars(text.data(), end, count); error != std::errc() || at != end || count < 0)
        return std::nullopt;
    switch (text.back()) {
        case 'h': return std::chrono::hours(count);
        case 'd': return std::chrono::days(count);
        case 'w': return std::chrono::weeks(count);
        default: return std::nullopt;
    }
}

/// The first instant of a day or a month, and the first behind it.
std::optional<std::pair<Instant, Instant>> period_from(std::string_view text, const Zone& zone) {
    if (const auto month = month_from(text)) return std::pair(zone.start(*month), zone.start(*month + std::chrono::months(1)));
    if (const auto day = day_from(text))
        return std::pair(zone.start(*day), zone.start(Day{std::chrono::sys_days(*day) + std::chrono::days(1)}));
    return std::nullopt;
}

Test opened_test(std::string_view value, const Asking& asking) {
    const auto comparison = comparison_from(value);
    if (const auto age = age_from(comparison.value)) {
        if (!comparison.less && !comparison.greater) refuse("opened", value, fmt::format("as in opened:<{}", value));
        const auto then = asking.now - *age;
        return [comparison, then](const Ticket& ticket) { return comparison.holds(then <=> ticket.opened); };
    }
    const auto period = period_from(comparison.value, asking.policy.zone);
    if (!period) refuse("opened", value, "as in opened:2026-11, opened:>=2026-11-05 or opened:<7d (less than 7 days ago)");
    return [comparison, period = *period](const Ticket& ticket) {
        const auto order = ticket.opened < period.first     ? std::strong_ordering::less
                           : ticket.opened >= period.second ? std::strong_ordering::greater
                                                            : std::strong_ordering::equal;
        return comparison.holds(order);
    };
}

template <class Member>
Test word_test(std::string_view value, Member member) {
    auto wanted = value == "none" ? std::string() : std::string(value);
    return [wanted, member](const Ticket& ticket) { return member(ticket) == wanted; };
}

Test client_test(std::string_view value, const Asking&) {
    return word_test(value, [](const Ticket& ticket) -> const std::string& { return ticket.client; });
}

Test channel_test(std::string_view value, const Asking&) {
    return word_test(value, [](const Ticket& ticket) -> const std::string& { return ticket.channel; });
}

Test kind_test(std::string_view value, const Asking& asking) {
    if (value != "none") must_know("kind", value, kind_names(asking.policy));
    return word_test(value, [](const Ticket& ticket) -> const std::string& { return ticket.now.kind; });
}

Test assignee_test(std::string_view value, const Asking& asking) {
    return word_test(value == "me" ? asking.agent() : std::string(value),
                     [](const Ticket& ticket) -> const std::string& { return ticket.now.assignee; });
}

Test scope_test(std::string_view value, const Asking&) {
    must_know("scope", value, {"in", "out"});
    return [out = value == "out"](const Ticket& ticket) { return ticket.now.out_of_scope == out; };
}

bool stands_in(const Event& event, std::string_view needle) {
    bool found = false;
    std::visit(
        [&]<class T>(const T& what) {
            T::fields(what, [&]<class Member>(Key, const Member& member) {
                if constexpr (std::is_same_v<Member, std::string>) found = found || contains_folded(member, needle);
            });
        },
        event.what);
    return found;
}

bool stands_in(const Ticket& ticket, std::string_view needle) {
    const auto holds = [&](const std::string& text) { return contains_folded(text, needle); };
    return holds(ticket.title) || holds(ticket.description) || holds(ticket.requester.name) || holds(ticket.requester.email) ||
           holds(ticket.requester.phone) || holds(ticket.client) || holds(ticket.id.text()) ||
           std::ranges::any_of(ticket.log, [&](const Event& event) { return stands_in(event, needle); });
}

struct Field {
    std::string name;
    Test (*test)(std::string_view value, const Asking& asking);
};

const std::vector<Field>& fields() {
    static const std::vector<Field> all{{"status", status_test},     {"priority", priority_test}, {"client", client_test},
                                        {"assignee", assignee_test}, {"tier", tier_test},         {"kind", kind_test},
                                        {"channel", channel_test},   {"scope", scope_test},       {"opened", opened_test}};
    return all;
}

const Field& field_named(std::string_view name, std::string_view word) {
    for (const auto& field : fields())
        if (field.name == name) return field;
    throw Error(Fault::usage,
                fmt::format("\"{}\": there is no filter \"{}:\"{}", word, name, did_you_mean(name, filter_fields())),
                fmt::format("to search for the text itself: text:{}", word));
}

/// Whether one of the values behind the colon is the ticket's.
Test field_test(const Field& field, std::string_view values, const Asking& asking) {
    std::vector<Test> tests;
    for (const auto value : split(values, ',')) tests.push_back(field.test(value, asking));
    if (tests.size() == 1) return std::move(tests.front());
    return [tests = std::move(tests)](const Ticket& ticket) {
        return std::ranges::any_of(tests, [&](const Test& test) { return test(ticket); });
    };
}

/// Whether a text with this in it looks the same in the bytes of a file, so that a search there is enough.
bool is_searchable(std::string_view needle) { return needle.find_first_of(" \t\r\n'\"\\") == std::string_view::npos; }

Test opposite(Test test) {
    return [test = std::move(test)](const Ticket& ticket) { return !test(ticket); };
}

}  // namespace

bool Query::matches(const Ticket& ticket) const {
    return std::ranges::all_of(terms_, [&](const Term& term) { return term.matches(ticket); });
}

bool Query::may_match(std::string_view bytes) const {
    return std::ranges::all_of(terms_, [&](const Term& term) {
        // A backslash may be an escape that hides the text.
        return term.needle.empty() || contains_folded(bytes, term.needle) || bytes.find('\\') != std::string_view::npos;
    });
}

bool Query::narrows() const {
    return std::ranges::any_of(terms_, [](const Term& term) { return !term.needle.empty(); });
}

bool Query::needs_log() const { return std::ranges::any_of(terms_, &Term::log); }
bool Query::names_status() const { return std::ranges::any_of(terms_, &Term::status); }

Query::Term Query::term_from(std::string_view word, const Asking& asking) {
    const bool negated = word.starts_with("not:");
    const auto positive = negated ? word.substr(4) : word;
    const auto colon = positive.find(':');
    const auto name = positive.substr(0, colon);
    Term term;
    if (colon == std::string_view::npos || name == "text") {
        const std::string needle(colon == std::string_view::npos ? positive : positive.substr(colon + 1));
        if (needle.empty()) throw Error(Fault::usage, fmt::format("\"{}\" searches for nothing", word));
        term.log = true;
        if (!negated && is_searchable(needle)) term.needle = needle;
        term.matches = [needle](const Ticket& ticket) { return stands_in(ticket, needle); };
    } else {
        term.status = name == "status";
        term.matches = field_test(field_named(name, positive), positive.substr(colon + 1), asking);
    }
    if (negated) term.matches = opposite(std::move(term.matches));
    return term;
}

Query query_from(std::span<const std::string> words, const Asking& asking) {
    Query query;
    for (const auto& word : words) query.terms_.push_back(Query::term_from(word, asking));
    return query;
}

const std::vector<std::string>& filter_fields() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& field : fields()) all.push_back(field.name);
        all.emplace_back("text");
        all.emplace_back("not");
        return all;
    }();
    return names;
}

}  // namespace desk
