#include <string>

#include <doctest/doctest.h>

#include "store/yaml/ticket.hpp"

using namespace desk;

namespace {

const std::string small = R"(id: 2611-K7QF4
title: Payroll
status: new
opened: 2026-11-20T09:14:03.217Z
log:
- at: 2026-11-20T09:14:03.217Z
  by: sam
  do: open
)";

std::string replaced(std::string_view from, std::string_view to) {
    std::string text = small;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// `line:column: what`, or "read" for a good file.
std::string refusal(const std::string& bytes) {
    const auto reading = ticket_from(bytes, "");
    CHECK(reading.ticket.has_value() != reading.problem.has_value());
    CHECK_FALSE(reading.canonical);
    return reading.problem ? to_text(reading.problem->where) + ": " + reading.problem->what : "read";
}

/// Of the small ticket with this line in the place of its title.
std::string of_line(std::string_view line) { return refusal(replaced("title: Payroll\n", line)); }

/// With this line added to the header.
std::string of_extra(const std::string& line) { return of_line("title: Payroll\n" + line + "\n"); }

std::string nested(std::size_t depth) { return "x: " + std::string(depth, '[') + std::string(depth, ']'); }

std::string repeated(std::string_view text, std::size_t count) {
    std::string made;
    for (std::size_t i = 0; i < count; ++i) made += text;
    return made;
}

}  // namespace

TEST_CASE("bytes that are no text of ours are refused") {
    CHECK(refusal("") == ":1:1: the file is empty; `git restore` brings back what was committed of it");
    CHECK(refusal("\n\n") == ":1:1: the file holds nothing");
    CHECK(of_line("title: caf\xE9\n") == ":2:11: invalid UTF-8");
    CHECK(of_line("title: caf\xC3\xA9 \xFF\n") == ":2:13: invalid UTF-8");
    CHECK(of_line(std::string("title: a\0b\n", 11)) == ":2:9: a NUL byte: the file is damaged");
    CHECK(refusal(small + std::string(512, '\0')) == ":9:1: a NUL byte: the file is damaged");
    CHECK(of_line("title: a\x1b[2J\n").starts_with(":2:9: the character U+001B, which must be written as an escape"));
    CHECK(of_line("title: \"a\xC2\x85\"\n").starts_with(":2:10: the character U+0085,"));
    CHECK(of_line("# a\xE2\x80\xA8title: b\ntitle: c\n").starts_with(":2:4: the character U+2028,"));
    CHECK(refusal("\xEF\xBB\xBF" + small).starts_with(":1:1: a byte order mark"));
    CHECK(of_line("title: Payroll\r\n").starts_with(":2:15: a carriage return: the lines must end with LF alone"));
    CHECK(refusal(std::string("i\0d\0:\0", 6)).starts_with(":1:2: a NUL byte"));
    CHECK(refusal(std::string((8U << 20U) + 1, 'a')) == ":1:8388609: the file is over 8 MiB");
}

TEST_CASE("a file that was cut off is refused") {
    CHECK(refusal(small.substr(0, small.size() - 1)) == ":8:11: the file is cut off: its last line has no line end");
    CHECK(refusal(small + "   ") == ":9:4: the file is cut off: its last line has no line end");
    CHECK(refusal(small.substr(0, small.find("log:"))) == ":1:1: `log` is missing");
    CHECK(refusal(small.substr(0, small.find("- at"))) == ":1:1: `log` is missing");
    CHECK(refusal(small.substr(0, small.find("  do"))) == ":6:3: `do` is missing");
}

TEST_CASE("an unresolved merge is named") {
    const std::string both = "<<<<<<< HEAD\ntitle: Payroll\n=======\ntitle: Other\n>>>>>>> theirs\n";
    CHECK(of_line(both) == ":2:1: an unresolved merge conflict");
    CHECK(of_line("=======\ntitle: a\n") == ":2:1: an unresolved merge conflict");
    CHECK(of_line("title: a\n>>>>>>> theirs\n") == ":3:1: an unresolved merge conflict");
    CHECK(of_extra("x: |\n    <<<<<<< HEAD\n    =======") == "read");
}

TEST_CASE("what YAML allows and a ticket does not have is refused") {
    CHECK(of_line("title: a\ntitle: b\n") == ":3:1: the key `title` is here a second time");
    CHECK(of_line("title: a\n'title': b\n") == ":3:1: the key `title` is here a second time");
    CHECK(of_extra("x: {a: 1, \"a\": 2}") == ":3:11: the key `a` is here a second time");
    CHECK(refusal(small + "  by: jo\n") == ":9:3: the key `by` is here a second time");
    CHECK(of_line("title: &a Payroll\n") == ":2:8: an anchor, which desk does not accept");
    CHECK(of_extra("x: &a [1]") == ":3:4: an anchor, which desk does not accept");
    CHECK(of_extra("x: &a\n  y: 1") == ":3:4: an anchor, which desk does not accept");
    CHECK(of_extra("x: &a 1\ny: *a") == ":3:4: an anchor, which desk does not accept");
    CHECK(of_extra("x: *a").starts_with(":3:4: "));
    CHECK(of_line("title: !!str 5\n") == ":2:8: a tag, which desk does not accept");
    CHECK(of_line("title: ! 5\n") == ":2:8: a tag, which desk does not accept");
    CHECK(of_extra("x: !!python/object/apply:os.system [id]") == ":3:4: a tag, which desk does not accept");
    CHECK(of_extra("x: !local {a: 1}") == ":3:4: a tag, which desk does not accept");
    CHECK(of_extra("x: !!null") == ":3:4: a tag, which desk does not accept");
    CHECK(of_extra("? x\n: 1") == ":3:1: a complex key, which desk does not accept");
    CHECK(of_extra("[a]: 1") == ":3:1: a complex key, which desk does not accept");
    CHECK(of_extra("x: {[a]: 1}") == ":3:5: a complex key, which desk does not accept");
    CHECK(of_extra(": 1") == ":3:1: an empty key");
    CHECK(of_extra("<<: {a: 1}") == ":3:1: a merge key, which desk does not accept");
    CHECK(of_extra(std::string(1001, 'k') + ": 1") == ":3:1: a key of more than 1000 bytes");
    CHECK(of_extra("\"" + repeated("\\n", 501) + "\": 1") == ":3:1: a key of more than 1000 bytes");
}

TEST_CASE("a file holds one document") {
    CHECK(refusal("---\n" + small) == "read");
    CHECK(refusal("# of payroll\n---\n" + small) == "read");
    CHECK(refusal(small + "---\n" + small) == ":9:1: a second document begins; a file holds one ticket");
    CHECK(refusal("---\n---\n" + small) == ":2:1: a second document begins; a file holds one ticket");
    CHECK(refusal(small + "...\n") == ":9:1: the document ends before the file does");
    CHECK(refusal(small + "...\nx: 1\n") == ":9:1: the document ends before the file does");
    CHECK(refusal("%YAML 1.2\n---\n" + small) == ":1:1: a directive, which desk does not accept");
    CHECK(refusal("%TAG ! tag:x,2000:\n---\n" + small) == ":1:1: a directive, which desk does not accept");
}

TEST_CASE("quotes must be closed, and escapes must mean the same to everyone") {
    CHECK(refusal(small + "x: \"a\ny: b\n") == ":9:4: this quote is never closed");
    CHECK(refusal(small + "x: 'a\ny: b\n") == ":9:4: this quote is never closed");
    CHECK(of_line("title: \"Payroll\nx: \"b\"\n") != "read");
    CHECK(of_line("title: \"a\\Nb\"\n") == ":2:10: an escape that YAML readers differ on");
    CHECK(of_line("title: \"a\\_b\"\n") == ":2:10: an escape that YAML readers differ on");
    CHECK(of_line("title: \"a\\Lb\"\n") == ":2:10: an escape that YAML readers differ on");
    CHECK(of_line("title: \"a\\qb\"\n") != "read");
    CHECK(of_line("title: \"\\uD83D\\uDE00\"\n") != "read");
    CHECK(of_line("title: \"a\\/b\\e\\x41\\u00e9\\U0001F600\"\n") == "read");
}

TEST_CASE("a key has a colon, even the last one") {
    CHECK(refusal(small + "x\n") == ":9:1: a colon is missing after this");
    CHECK(refusal(small + "  te\n") == ":9:3: a colon is missing after this");
    CHECK(refusal(small + "x\ny: 1\n") != "read");
    CHECK(refusal(small + "x :\n") == "read");
    CHECK(refusal(small + "x:\ny\n") == ":10:1: a colon is missing after this");
    CHECK(refusal(small + "x:\n[y]\n") == ":10:1: this must be indented more than what it belongs to");
}

TEST_CASE("what a ticket needs must be there, and be what it says") {
    for (const std::string key : {"id", "title", "status", "opened"}) {
        const auto at = small.find(key + ":");
        CHECK(refusal(std::string(small).erase(at, small.find('\n', at) + 1 - at)) == ":1:1: `" + key + "` is missing");
    }
    CHECK(of_line("title:\n") == ":1:1: `title` is missing");
    CHECK(of_line("title: ~\n") == ":1:1: `title` is missing");
    CHECK(of_line("title: [a]\n") == ":2:8: `title` must be a text, not a list");
    CHECK(of_line("title:\n  a: b\n") == ":3:3: `title` must be a text, not a map");
    CHECK(of_extra("requester: Jane") == ":3:12: `requester` must be a map, not a text");
    CHECK(of_extra("tier: two") == ":3:7: `tier` must be a whole number");
    CHECK(of_extra("tier: 02") == ":3:7: `tier` must be a whole number");
    CHECK(refusal(replaced("status: new", "status: done")) ==
          ":3:9: `status` must be one of new, open, waiting, resolved, closed");
    CHECK(refusal(replaced("2611-K7QF4", "2611-K7QFU")) == ":1:5: `id` must be a reference, as in 2611-K7QF4");
    CHECK(refusal(replaced("03.217Z\nlog", "03.217\nlog")).starts_with(":4:9: `opened` must be a time with its zone"));
    CHECK(refusal(replaced("2026-11-20T09:14:03.217Z\nlog", "2026-02-30T09:14:03.217Z\nlog")).starts_with(":4:9: `opened` must"));
    CHECK(refusal(replaced("log:\n", "log: []\nx:\n")) == ":5:6: `log` has no event");
    CHECK(refusal(replaced("log:\n", "log: {}\nx:\n")) == ":5:6: `log` must be a list, not a map");
    CHECK(refusal(replaced("log:\n", "log:\n- open\n")) == ":6:3: `an event` must be a map, not a text");
    const std::string work = small + "- at: 2026-11-20T09:15:00.000Z\n  by: sam\n  do: work\n";
    CHECK(refusal(work) == ":9:3: `minutes` is missing");
    CHECK(refusal(work + "  minutes: many\n") == ":12:12: `minutes` must be a whole number of minutes");
    CHECK(refusal(work + "  minutes: -5\n") == ":12:12: `minutes` must be a whole number of minutes");
    CHECK(refusal(work + "  minutes: 5\n  counted: maybe\n") == ":13:12: `counted` must be true or false");
    CHECK(refusal(small + small.substr(small.find("- at"))) == ":9:3: an event with the `at`, `by` and `do` of another");
    CHECK(refusal("just a text\n") == ":1:1: this is not a ticket: a ticket is a map of keys");
    CHECK(refusal("- a\n- b\n") == ":1:1: this is not a ticket: a ticket is a map of keys");
}

TEST_CASE("depth has a limit, and it is the same for both readers") {
    CHECK(refusal(replaced("title: Payroll\n", "title: Payroll\n" + nested(31) + "\n")) == "read");
    CHECK(of_extra(nested(32)) == ":3:35: lists and maps are over 32 deep");
    std::string blocks = small + "x:\n" + repeated("- ", 30) + "[]\n";
    CHECK(ticket_from(blocks, "").canonical);
    blocks.insert(blocks.find("[]"), "- ");
    CHECK(refusal(blocks) == ":10:63: lists and maps are over 32 deep");
}

// With anything quadratic in it this takes hours, and the time that a test has is over.
TEST_CASE("bombs of a million parts are refused") {
    constexpr std::size_t many = 1'000'000;
    for (const std::string part :
         {"[", "[a,", "[a,\n", "[[a],", "{\"a\":[],", "{a: ", "{", "- ", "? ", "a: ", "\"", "|\n", "&a ", "!", "[]", "a:\n "}) {
        CAPTURE(part);
        CHECK(refusal(repeated(part, many) + "\n") != "read");
        CHECK(refusal(small + "x: " + repeated(part, many) + "\n") != "read");
    }
}

TEST_CASE("a long text in a file of another form is no bomb") {
    const auto text = repeated("[0m {a, [b, ", 20'000);
    CHECK(refusal(replaced("title: Payroll\n", "title: 'Payroll'\ndescription: |\n  " + text + "\nx: '" + text + "'\n")) ==
          "read");
    CHECK(of_extra("x: [" + repeated("a, ", 20'000) + "a]") == "read");
    CHECK(of_extra("x: [" + repeated("a, ", 30'000) + "a]") == "read");
    CHECK(of_extra("x: " + repeated("[", 70'000)).ends_with("a value of over 64 KiB in brackets; write it in block form"));
}

TEST_CASE("a ticket written by hand may have as many events as one in canonical form") {
    auto text = small;
    for (int second = 0; second < 20'000; ++second)
        text +=
            "- at: " + to_text(instant_from("2026-11-21T09:14:03.217Z").value() + Seconds(second)) + "\n  by: s\n  do: confirm\n";
    CHECK(refusal(text) == "read");
}
