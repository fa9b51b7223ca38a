#include "core/merge/merge.hpp"

#include <doctest/doctest.h>

#include "core/verbs/recording.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;

namespace {

const auto base = samples::ticket();

Ticket with(Ticket ticket, const std::vector<Event>& events) {
    for (const auto& each : events) append(ticket, each);
    return ticket;
}

Event note(std::string_view when, std::string text, std::string by = "sam") {
    return event(when, did::Note{std::move(text)}, std::move(by));
}

Ticket titled(Ticket ticket, std::string_view when, const std::string& title, std::string by = "sam") {
    append(ticket, event(when, did::Edit{"title", ticket.title, title}, std::move(by)));
    ticket.title = title;
    return ticket;
}

Ticket by_hand(Ticket ticket, const std::string& title) {
    ticket.title = title;
    return ticket;
}

UnknownKey key(std::string name, std::string value, std::string after = "title") {
    UnknownKey made;
    made.after = std::move(after);
    made.entry.key.text = std::move(name);
    made.entry.value.text = std::move(value);
    return made;
}

UnknownKey comment(std::string text, std::string after = "title") {
    UnknownKey made;
    made.after = std::move(after);
    made.comment = true;
    made.entry.value.text = std::move(text);
    return made;
}

Ticket with_extras(std::vector<UnknownKey> unknown_keys) {
    auto made = base;
    made.unknown_keys = std::move(unknown_keys);
    return made;
}

std::vector<UnknownKey> merged_extras(const std::vector<UnknownKey>& was, const std::vector<UnknownKey>& ours,
                                      const std::vector<UnknownKey>& theirs) {
    const auto from = with_extras(was);
    return merged(&from, with_extras(ours), with_extras(theirs)).unknown_keys;
}

/// Merged either way round, which must not matter.
Ticket both(const Ticket& x, const Ticket& y, const Ticket* from = &base) {
    auto made = merged(from, x, y);
    CHECK(made == merged(from, y, x));
    return made;
}

/// `at by do: text` of the notes and edits, in order.
std::vector<std::string> lines(const Ticket& ticket) {
    std::vector<std::string> made;
    for (const auto& each : ticket.log) {
        const auto head = to_text(each.at).substr(11, 12) + " " + each.by;
        if (const auto* note = as<did::Note>(each)) made.push_back(head + ": " + note->text);
        if (const auto* edit = as<did::Edit>(each))
            made.push_back(head + ": " + edit->field + " " + edit->from + " -> " + edit->to);
    }
    return made;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a merged log has the events of both sides, and the header follows from it") {
    const auto m = both(with(base, {note("2026-11-20T10:00Z", "hello")}),
                        with(base, {samples::resolution(), event("2026-11-20T09:30Z", did::Assign{"kim"})}));
    CHECK(m.log.size() == 4);
    CHECK(m.now.status == Status::resolved);
    CHECK(m.now.assignee == "kim");
    CHECK(m.now == fold(m.log));
}

TEST_CASE("a closing that two clones recorded one after the other is one, and the later record holds") {
    const auto closed = [](std::string_view recorded) {
        return event("2026-11-22T10:00Z", did::Close{"no answer", "unanswered", at(recorded)}, "desk");
    };
    const auto early = with(base, {closed("2026-11-22T10:05Z")}), late = with(base, {closed("2026-11-22T11:05Z")});
    CHECK(merged(&base, early, late).log == late.log);
    CHECK(merged(&base, late, early).log == late.log);
}

TEST_CASE("an event that one side removed comes back") {
    const auto from = with(base, {note("2026-11-20T10:00Z", "hello")});
    CHECK(both(base, from, &from) == from);
}

TEST_CASE("an event that one side altered stays altered") {
    const auto from = with(base, {note("2026-11-20T10:00Z", "hello")});
    auto altered = from;
    samples::recorded(altered).back().unknown_keys = {key("x-mail", "17", "text")};
    CHECK(both(altered, with(from, {samples::resolution()}), &from).log[1] == altered.log[1]);
}

TEST_CASE("an event that both sides altered takes what each added, and of its own fields the greater") {
    const auto from = with(base, {note("2026-11-20T10:00Z", "hello")});
    auto x = from, y = from;
    samples::recorded(x).back().unknown_keys = {key("x-mail", "17", "text")};
    samples::recorded(x).back().what = did::Note{"hallo"};
    samples::recorded(y).back().unknown_keys = {key("x-call", "3", "text")};
    const auto m = both(x, y, &from);
    CHECK(lines(m) == Lines{"10:00:00.000 sam: hallo"});
    CHECK(m.log.back().unknown_keys == std::vector{key("x-call", "3", "text"), key("x-mail", "17", "text")});
}

TEST_CASE("of events with the same time, agent and verb the least stays, and the others move on, in whatever order they come") {
    const auto x = with(base, {note("2026-11-20T10:00Z", "b"), note("2026-11-20T10:00Z", "d")});
    const auto y = with(base, {note("2026-11-20T10:00Z", "c")}), z = with(base, {note("2026-11-20T10:00Z", "a")});
    const Lines all{"10:00:00.000 sam: a", "10:00:00.001 sam: b", "10:00:00.002 sam: c", "10:00:00.003 sam: d"};
    CHECK(lines(both(both(x, y), z)) == all);
    CHECK(lines(both(x, both(y, z))) == all);
    CHECK(lines(both(both(x, z), both(y, x), &x)) == all);
}

TEST_CASE("an event that an earlier merge moved on is still known as the base's") {
    const auto x = with(base, {note("2026-11-20T10:00Z", "z")});
    const auto m = both(x, with(base, {note("2026-11-20T10:00Z", "a")}));
    auto altered = x;
    samples::recorded(altered).back().what = did::Note{"zz"};
    CHECK(lines(both(m, altered, &x)) == Lines{"10:00:00.000 sam: a", "10:00:00.001 sam: zz"});
}

// With anything quadratic in it this takes hours, and the time that a test has is over.
TEST_CASE("thousands of events that clash are merged at once") {
    constexpr int many = 5'000;
    const auto side = [](const std::string& text) {
        auto ticket = base;
        for (int i = 0; i < many; ++i)
            ticket.log.push_back({base.log.back().at + Milliseconds(i + 1), "sam", did::Note{text + std::to_string(i)}, {}});
        return ticket;
    };
    const auto ours = side("ours "), theirs = side("theirs ");
    const auto m = both(ours, theirs);
    CHECK(m.log.size() == base.log.size() + 2 * many);
    CHECK(both(theirs, ours).log == m.log);
    CHECK(both(m, ours, &ours).log == m.log);
}

TEST_CASE("where both edited the title the later edit counts, and both stay in the log") {
    const auto m = both(titled(base, "2026-11-20T10:05Z", "later"), titled(base, "2026-11-20T10:00Z", "earlier", "kim"));
    CHECK(m.title == "later");
    CHECK(lines(m) == Lines{"10:00:00.000 kim: title Payroll export fails -> earlier",
                            "10:05:00.000 sam: title Payroll export fails -> later"});
}

TEST_CASE("an edit that came in by an earlier merge does not undo a later one") {
    const auto x = titled(base, "2026-11-20T10:05Z", "later");
    const auto m = both(x, titled(base, "2026-11-20T10:00Z", "earlier", "kim"));
    const auto late = with(x, {note("2026-11-20T11:00Z", "more")});
    CHECK(both(m, late, &x).title == "later");
}

TEST_CASE("a title that was changed by hand becomes an edit right behind the side's last event") {
    const auto x = by_hand(with(base, {note("2026-11-20T10:00Z", "hello")}), "by hand");
    const auto m = both(x, with(base, {note("2026-11-20T11:00Z", "more")}));
    CHECK(m.title == "by hand");
    CHECK(lines(m) ==
          Lines{"10:00:00.000 sam: hello", "10:00:00.001 desk: title Payroll export fails -> by hand", "11:00:00.000 sam: more"});
    CHECK(both(m, x) == m);
    CHECK(both(x, titled(base, "2026-11-20T10:30Z", "later")).title == "later");
}

TEST_CASE("a text that was changed by hand before both forked stays") {
    const auto from = by_hand(titled(base, "2026-11-20T10:00Z", "edited"), "by hand");
    const auto m = both(with(from, {note("2026-11-20T11:00Z", "x")}), with(from, {note("2026-11-20T11:00Z", "y", "kim")}), &from);
    CHECK(m.title == "by hand");
    CHECK(m.log.size() == 4);
}

TEST_CASE("a side that lacks an edit of the base's, as in a cherry-pick, did not change the title by hand") {
    const auto from = titled(base, "2026-11-20T10:00Z", "edited");
    const auto picked = with(from, {note("2026-11-20T10:30Z", "picked")});
    const auto m = both(with(base, {note("2026-11-20T11:00Z", "ours")}), picked, &from);
    CHECK(m.title == "edited");
    CHECK(lines(m) ==
          Lines{"10:00:00.000 sam: title Payroll export fails -> edited", "10:30:00.000 sam: picked", "11:00:00.000 sam: ours"});
}

TEST_CASE("two that were both added have the text that one of them edited") {
    CHECK(both(base, titled(base, "2026-11-20T10:00Z", "A shorter title"), nullptr).title == "A shorter title");
    CHECK(both(base, titled(base, "2026-11-20T10:00Z", "The title"), nullptr).log.size() == 2);
}

TEST_CASE("two that were both added, and opened differently, take what the first `open` says") {
    auto earlier = base;
    samples::recorded(earlier).front().at = earlier.opened = at("2026-11-20T08:00Z");
    std::get<did::Open>(samples::recorded(earlier).front().what).channel = earlier.channel = "phone";
    const auto m = both(base, earlier, nullptr);
    CHECK(m.opened == earlier.opened);
    CHECK(m.channel == "phone");
    CHECK(m.log.size() == 2);
}

TEST_CASE("unknown keys are merged one by one") {
    const auto a = key("x-a", "1"), b = key("x-b", "1");
    CHECK(merged_extras({a}, {a, b}, {a, key("x-c", "1", "id")}) == std::vector{key("x-c", "1", "id"), a, b});
    CHECK(merged_extras({a, b}, {a}, {b}).empty());
    CHECK(merged_extras({a, b}, {b}, {key("x-a", "2"), b}) == std::vector{key("x-a", "2"), b});
    CHECK(merged_extras({a}, {key("x-a", "2")}, {key("x-a", "3")}) == std::vector{key("x-a", "3")});
    CHECK(merged_extras({b, a}, {b, a, key("x-1", "1")}, {b, key("x-a", "2")}) ==
          std::vector{b, key("x-a", "2"), key("x-1", "1")});
}

TEST_CASE("of a comment that both changed the lines of both stay, and those that meet become one") {
    const auto a = key("x-a", "1"), b = key("x-b", "1"), c = key("x-c", "1", "status");
    CHECK(merged_extras({}, {comment("# 2\n# 1"), b}, {c}) == std::vector{comment("# 2\n# 1"), b, c});
    CHECK(merged_extras({a, comment("# of b"), b}, {comment("# of b"), b}, {a, comment("# of b"), b, c}) ==
          std::vector{comment("# of b"), b, c});
    CHECK(merged_extras({}, {comment("# x\n# c")}, {comment("# a\n# c")}) == std::vector{comment("# a\n# c\n# x")});
    CHECK(merged_extras({comment("# old\n# c")}, {comment("# c")}, {comment("# old\n# c\n# new")}) ==
          std::vector{comment("# c\n# new")});
    CHECK(merged_extras({comment("# 1"), a, comment("# 2"), b}, {comment("# 1"), a, comment("# 2")}, {comment("# 1\n# 2"), b}) ==
          std::vector{comment("# 1\n# 2")});
}

TEST_CASE("an unknown key moves to the nearest key that the merged header has") {
    const auto from = with(base, {event("2026-11-20T09:30Z", did::Assign{"kim"})});
    auto x = from;
    x.unknown_keys = {key("x-a", "1", "assignee")};
    const auto y = with(from, {event("2026-11-20T10:00Z", did::Assign{"nobody"})});
    CHECK(both(x, y, &from).unknown_keys == std::vector{key("x-a", "1", "tier")});
}
