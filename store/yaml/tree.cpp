#include "store/yaml/tree.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/ticket/fields.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_scalar.hpp"

namespace desk::yaml {

namespace {

using namespace canonical;
using Form = YamlValue::Form;

std::string_view name_of(Form form) { return form == Form::list ? "a list" : form == Form::map ? "a map" : "a text"; }

bool is_null(const Tree& tree) {
    const auto same = [&](std::string_view word) { return tree.text == word; };
    return tree.form == Form::plain && (same("") || same("~") || same("null") || same("Null") || same("NULL"));
}

[[noreturn]] void refuse(const Tree& tree, std::string_view name, std::string_view wanted) {
    throw Refusal{tree.at, fmt::format("`{}` must be {}", name, wanted)};
}

void expect(const Tree& tree, std::string_view name, Form form) {
    if (tree.form != form) refuse(tree, name, fmt::format("{}, not {}", name_of(form), name_of(tree.form)));
}

const std::string& text_of(const Tree& tree, std::string_view name) {
    if (tree.form == Form::list || tree.form == Form::map) expect(tree, name, Form::text);
    return tree.text;
}

YamlValue item_from(const Tree& tree);

YamlValue node_from(const Tree& tree) {
    YamlValue node;
    const bool letters = tree.form == Form::plain && is_letters(tree.text);
    node.form = tree.form == Form::plain && !letters ? Form::text : tree.form;
    node.text = tree.text;
    for (std::size_t i = 0; tree.form == Form::list && i < tree.children.size(); ++i)
        node.items.push_back(item_from(tree.children[i]));
    for (std::size_t i = 0; tree.form == Form::map && i < tree.children.size(); i += 2)
        node.entries.push_back({node_from(tree.children[i]), node_from(tree.children[i + 1])});
    return node;
}

/// In a list the canonical form says `null` where there is nothing.
YamlValue item_from(const Tree& tree) {
    YamlValue node = node_from(tree);
    if (node.form == Form::plain && node.text.empty()) node.text = "null";
    return node;
}

/// Calls `visit(key, value)` for each entry of a map.
template <class Visit>
void each_entry(const Tree& map, const Visit& visit) {
    for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) visit(map.children[i], map.children[i + 1]);
}

/// The word of an enumeration, a number or a time; `wanted` says what it must be.
template <class T>
T value_of(const Tree& tree, std::string_view name, std::optional<T> found, std::string_view wanted) {
    if (!found) refuse(tree, name, wanted);
    return std::move(*found);
}

/// Sets the members of a ticket, requester or event from the values of a map.
class Fields {
public:
    explicit Fields(const Tree& map) : map_(map) {}

    template <class T>
    void operator()(Key key, T&& member) const {
        const Tree* value = nullptr;
        each_entry(map_, [&](const Tree& name, const Tree& found) { value = name.text == key.name ? &found : value; });
        if (value != nullptr && !is_null(*value))
            take(*value, key.name, member);
        else if (key.required)
            throw Refusal{map_.at, fmt::format("`{}` is missing", key.name)};
    }

private:
    static void take(const Tree& tree, std::string_view name, std::string& text) { text = text_of(tree, name); }
    static void take(const Tree& tree, std::string_view name, int& number) {
        number = value_of(tree, name, number_from(text_of(tree, name)), "a whole number");
    }
    template <class Rep, class Unit>  // minutes, or seconds
    static void take(const Tree& tree, std::string_view name, std::chrono::duration<Rep, Unit>& time) {
        constexpr auto wanted = Unit::num == 1 ? "a whole number of seconds" : "a whole number of minutes";
        time = std::chrono::duration<Rep, Unit>(value_of(tree, name, number_from(text_of(tree, name)), wanted));
    }
    static void take(const Tree& tree, std::string_view name, bool& flag) {
        const auto& text = text_of(tree, name);
        flag = text == "true";
        if (!flag && text != "false") refuse(tree, name, "true or false");
    }
    static void take(const Tree& tree, std::string_view name, Instant& at) {
        at = value_of(tree, name, instant_from(text_of(tree, name)), "a time with its zone, as in 2026-11-20T09:14:03.217Z");
    }
    template <class T>
    static void take(const Tree& tree, std::string_view name, std::optional<T>& value) {
        take(tree, name, value.emplace());
    }
    static void take(const Tree& tree, std::string_view name, Reference& id) {
        id = value_of(tree, name, Reference::canonical(text_of(tree, name)), "a reference, as in 2611-K7QF4");
    }
    static void take(const Tree& tree, std::string_view name, Status& status) {
        status = value_of(tree, name, status_from(text_of(tree, name)), "one of new, open, waiting, resolved, closed");
    }
    static void take(const Tree& tree, std::string_view name, Scope<bool> scope) {
        const auto& text = text_of(tree, name);
        scope.out = text == "out";
        if (!scope.out && text != "in") refuse(tree, name, "in or out");
    }
    static void take(const Tree& tree, std::string_view name, Did& did) { did = did_from(text_of(tree, name)); }
    static void take(const Tree& tree, std::string_view name, Requester& requester);
    static void take(const Tree& tree, std::string_view name, Log& log);

    const Tree& map_;
};

std::string_view known_name(std::string_view name, const auto& keys) {
    std::string_view found;
    const auto compare = [&](Key key, auto&&) { found = key.name == name ? key.name : found; };
    keys(compare);
    return found;
}

UnknownKey extra_from(const Tree& key, const Tree& value, std::string_view after) {
    UnknownKey unknown_key;
    unknown_key.after = after;
    unknown_key.entry = {node_from(key), node_from(value)};
    std::string written = key.text;
    if (unknown_key.entry.key.form == Form::text && !is_plain(key.text)) quote(written = {}, key.text);
    if (written.size() > longest_key) throw Refusal{key.at, fmt::format("a key of more than {} bytes", longest_key)};
    return unknown_key;
}

/// The entries of a map that desk does not know. In an event `at` comes first, whatever stood before it.
std::vector<UnknownKey> extras_of(const Tree& map, const auto& keys, std::string_view first = {}) {
    std::vector<UnknownKey> unknown_keys;
    std::string_view after = first;
    each_entry(map, [&](const Tree& key, const Tree& value) {
        if (const auto known = known_name(key.text, keys); !known.empty())
            after = known;
        else
            unknown_keys.push_back(extra_from(key, value, after));
    });
    return unknown_keys;
}

void Fields::take(const Tree& tree, std::string_view name, Requester& requester) {
    expect(tree, name, Form::map);
    const auto keys = [&](const auto& visit) { requester_fields(requester, visit); };
    keys(Fields(tree));
    requester.unknown_keys = extras_of(tree, keys);
}

Event event_from(const Tree& tree) {
    expect(tree, "an event", Form::map);
    Event event;
    const auto keys = [&](const auto& visit) { event_fields(event, visit); };
    keys(Fields(tree));
    event.unknown_keys = extras_of(tree, keys, "at");
    return event;
}

void Fields::take(const Tree& tree, std::string_view name, Log& log) {
    expect(tree, name, Form::list);
    if (tree.children.empty()) throw Refusal{tree.at, "`log` has no event"};
    log.change([&](std::vector<Event>& events) {
        for (const auto& item : tree.children) events.push_back(event_from(item));
    });
}

UnknownKey comment_of(std::string text, std::string_view after) {
    UnknownKey unknown_key;
    unknown_key.after = after;
    unknown_key.comment = true;
    unknown_key.entry.value.text = std::move(text);
    return unknown_key;
}

/// Puts the whole-line comments into their places.
class Comments {
public:
    Comments(const Document& document, Ticket& ticket) : document_(document), ticket_(ticket) {}

    /// Answers whether one has no place in the canonical form.
    bool place() {
        const auto keys = [&](const auto& visit) { header_fields(ticket_, visit); };
        std::vector<UnknownKey> unknown_keys;
        std::string_view after;
        auto unknown = ticket_.unknown_keys.begin();
        each_entry(document_.root, [&](const Tree& key, const Tree& value) {
            if (auto text = taken_before(key.at); !text.empty()) unknown_keys.push_back(comment_of(std::move(text), after));
            const auto known = known_name(key.text, keys);
            if (known.empty())
                unknown_keys.push_back(std::move(*unknown++));
            else
                after = known;
            if (known == "log") place_in_log(value);
            lose_before(value.end);
        });
        if (auto text = taken_before(document_.bytes.size()); !text.empty())
            unknown_keys.push_back(comment_of(std::move(text), after));
        ticket_.unknown_keys = std::move(unknown_keys);
        return lost_;
    }

private:
    void place_in_log(const Tree& log) {
        ticket_.log.change([&](std::vector<Event>& events) { place_among(events, log); });
    }

    void place_among(std::vector<Event>& events, const Tree& log) {
        for (std::size_t i = 0; i < log.children.size(); ++i) {
            const auto begin = log.children[i].at;
            while (left_before(begin) && !dash_follows()) lose_before(next().at + 1);
            auto& unknown_keys = events[i].unknown_keys;
            if (auto text = taken_before(begin); !text.empty())
                unknown_keys.insert(unknown_keys.begin(), comment_of(std::move(text), {}));
            lose_before(log.children[i].end);
        }
    }

    const Comment& next() const { return document_.comments[next_]; }
    bool left_before(std::size_t end) const { return next_ < document_.comments.size() && next().at < end; }

    /// Whether the dash of an event is the next that is no comment.
    bool dash_follows() const {
        const auto bytes = document_.bytes;
        auto at = next().at;
        while (at < bytes.size() && bytes[at] == '#') at = bytes.find_first_not_of(" \t\n", bytes.find('\n', at));
        return at < bytes.size() && bytes[at] == '-';
    }

    /// The comments before `end` as one.
    std::string taken_before(std::size_t end) {
        std::string text;
        for (; left_before(end); ++next_) {
            if (next().at != 0 && document_.bytes[next().at - 1] != '\n')
                lost_ = true;
            else
                text.append(text.empty() ? "" : "\n").append(next().text);
        }
        return text;
    }

    void lose_before(std::size_t end) {
        for (; left_before(end); ++next_) lost_ = true;
    }

    const Document& document_;
    Ticket& ticket_;
    std::size_t next_ = 0;
    bool lost_ = false;
};

const Tree& log_of(const Tree& root) {
    const Tree* log = &root;
    each_entry(root, [&](const Tree& key, const Tree& value) { log = key.text == "log" ? &value : log; });
    return *log;
}

/// A person may have put an event anywhere.
void sort_log(std::vector<Event>& log, const Tree& tree) {
    std::vector<std::size_t> order(log.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return before(log[a], log[b]); });
    const auto same = [&](auto a, auto b) { return !before(log[a], log[b]); };
    if (const auto twin = std::adjacent_find(order.begin(), order.end(), same); twin != order.end())
        throw Refusal{tree.children[*(twin + 1)].at, "an event with the `at`, `by` and `do` of another"};
    std::vector<Event> sorted;
    sorted.reserve(log.size());
    for (const auto i : order) sorted.push_back(std::move(log[i]));
    log = std::move(sorted);
}

}  // namespace

Ticket ticket_from(const Document& document, bool& loses_comment) {
    if (document.root.form != Form::map) throw Refusal{document.root.at, "this is not a ticket: a ticket is a map of keys"};
    Ticket ticket;
    const auto keys = [&](const auto& visit) { header_fields(ticket, visit); };
    keys(Fields(document.root));
    ticket.unknown_keys = extras_of(document.root, keys);
    loses_comment = Comments(document, ticket).place();
    ticket.log.change([&](std::vector<Event>& events) { sort_log(events, log_of(document.root)); });
    return ticket;
}

}  // namespace desk::yaml
