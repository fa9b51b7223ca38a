#include "cli/output/output.hpp"

#include <sstream>

#include <doctest/doctest.h>

using namespace desk;
using namespace desk::cli;

namespace {

Table tickets() {
    Table table;
    table.name = "tickets";
    table.columns = {{"id"},
                     {"priority"},
                     {.key = "title", .shrinks = true},
                     {.key = "spent", .right = true},
                     {.key = "used", .audience = Audience::terminal}};
    table.rows = {
        {{"K7QF4", "2611-K7QF4", Look::accent},
         {"high", "high", Look::warning},
         {"Payroll export fails", "Payroll export fails"},
         {"0:25", 1500},
         {"█▌", Value()}},
        {{"9XW2M", "2611-9XW2M", Look::accent},
         {"low", "low"},
         {"給与の計算が途中で止まってしまい結果が出ません", "給与の計算が途中で止まってしまい結果が出ません"},
         {"12:00", 43200},
         {"", Value()}},
    };
    return table;
}

/// What the view looks like; what was told goes nowhere.
template <class View>
std::string shown(Form form, const Terminal& terminal, const View& view) {
    Output out(form, terminal, false);
    out.show(view);
    return out.text();
}

const Terminal piped{};

Terminal screen(int columns, bool colour = false) {
    return {.is_terminal = true, .is_fitted = true, .colour = colour, .columns = columns};
}

}  // namespace

TEST_CASE("a table is aligned by display columns on a terminal") {
    CHECK(shown(Form::people, screen(100), tickets()) ==
          "ID     PRIORITY  TITLE                                           SPENT\n"
          "K7QF4  high      Payroll export fails                             0:25  █▌\n"
          "9XW2M  low       給与の計算が途中で止まってしまい結果が出ません  12:00\n");
}

TEST_CASE("the columns that shrink give way first") {
    CHECK(shown(Form::people, screen(60), tickets()) ==
          "ID     PRIORITY  TITLE                             SPENT\n"
          "K7QF4  high      Payroll export fails               0:25  █▌\n"
          "9XW2M  low       給与の計算が途中で止まってしま…   12:00\n");
}

TEST_CASE("a screen that is too narrow cuts the lines") {
    CHECK(shown(Form::people, screen(28), tickets()) ==
          "ID     PRIORITY  TITLE     …\n"
          "K7QF4  high      Payroll…  …\n"
          "9XW2M  low       給与の…   …\n");
}

TEST_CASE("columns that can be spared are left out before what gives way becomes unreadable") {
    auto table = tickets();
    table.columns[1].expendable = true;
    CHECK(shown(Form::people, screen(36), table) ==
          "ID     TITLE               SPENT\n"
          "K7QF4  Payroll export fa…   0:25  █▌\n"
          "9XW2M  給与の計算が途中…   12:00\n");
    CHECK(shown(Form::people, piped, table) == shown(Form::people, piped, tickets()));
}

TEST_CASE("a pipe gets every column whole, without ornaments") {
    CHECK(shown(Form::people, piped, tickets()) ==
          "ID     PRIORITY  TITLE                                           SPENT\n"
          "K7QF4  high      Payroll export fails                             0:25\n"
          "9XW2M  low       給与の計算が途中で止まってしまい結果が出ません  12:00\n");
}

TEST_CASE("colour surrounds the text and nothing else") {
    Table table{.name = "t", .columns = {{"a"}, {"b"}}, .rows = {{{"x", "x", Look::bad}, {"", ""}}}};
    CHECK(shown(Form::people, screen(80, true), table) == "\x1b[2mA\x1b[0m\n\x1b[31mx\x1b[0m\n");
}

TEST_CASE("a column in which nothing stands takes room in a pipe, but not on a terminal") {
    const Table table{.name = "t", .columns = {{"a"}, {"b"}, {"c"}}, .rows = {{{"x", "x"}, {"", ""}, {"y", "y"}}}};
    CHECK(shown(Form::people, screen(80), table) == "A  C\nx  y\n");
    CHECK(shown(Form::people, piped, table) == "A  B  C\nx     y\n");
}

TEST_CASE("porcelain gives the values, tab-separated") {
    CHECK(shown(Form::porcelain, piped, tickets()) ==
          "2611-K7QF4\thigh\tPayroll export fails\t1500\n"
          "2611-9XW2M\tlow\t給与の計算が途中で止まってしまい結果が出ません\t43200\n");
}

TEST_CASE("porcelain keeps a row a line and a field a field") {
    Table table{.name = "t", .columns = {{"a"}, {"b"}, {"c"}, {"d"}}};
    table.rows = {{{"", "a\tb\nc\\d\x1b"}, {"", Value()}, {"", Value::Array{1, "two", true}}, {"", Value::Object{{"k", 1}}}}};
    CHECK(shown(Form::porcelain, piped, table) == "a\\tb\\nc\\\\d\\x1b\t\t1,two,true\tk=1\n");

    const Page page{.name = "p", .json = {}, .lines = {}, .porcelain = {{"at", "x\ty"}, {"z"}}};
    CHECK(shown(Form::porcelain, piped, page) == "at\tx\\ty\nz\n");
}

TEST_CASE("JSON is one object with a schema, in ASCII") {
    Table table{.name = "tickets",
                .columns = {{"id"}, {.key = "bar", .audience = Audience::terminal}},
                .rows = {{{"x", "Z\u00fc\u009b\x7f\xff"}, {}}}};
    table.beside = {{"problems", Value::Array{}}};
    CHECK(shown(Form::json, piped, table) == R"({
  "schema": 2,
  "tickets": [
    {
      "id": "Z\u00fc\u009b\u007f\ufffd"
    }
  ],
  "problems": []
}
)");
}

TEST_CASE("a column may be for programs that read JSON only") {
    const Table table{.name = "t", .columns = {{"a"}, {.key = "b", .audience = Audience::json}}, .rows = {{{"x", 1}, {"y", 2}}}};
    CHECK(shown(Form::people, screen(80), table) == "A\nx\n");
    CHECK(shown(Form::porcelain, piped, table) == "1\n");
    CHECK(shown(Form::json, piped, table).find("\"b\": 2") != std::string::npos);
}

TEST_CASE("several views are members of one JSON object, each name once") {
    Output out(Form::json, piped, false);
    CHECK(out.text() == "{\n  \"schema\": 2\n}\n");
    out.show(Page{.name = "ticket", .json = Value::Object{{"b", 1}, {"a", Value()}}});
    out.answer("id", {"K7QF4", "2611-K7QF4"});
    CHECK(out.text() ==
          "{\n  \"schema\": 2,\n  \"ticket\": {\n    \"b\": 1,\n    \"a\": null\n  },\n  \"id\": \"2611-K7QF4\"\n}\n");
    CHECK_THROWS_AS(out.show(Page{.name = "ticket"}), Error);
    CHECK_THROWS_AS(out.answer("schema", {"2", 2}), Error);
}

TEST_CASE("an empty table shows people nothing") {
    Table table = tickets();
    table.rows.clear();
    table.above = {{{{"Tickets"}}}};
    CHECK(shown(Form::people, screen(80), table).empty());
    CHECK(shown(Form::porcelain, piped, table).empty());
    CHECK(shown(Form::json, piped, table) == "{\n  \"schema\": 2,\n  \"tickets\": []\n}\n");
}

TEST_CASE("lines stand around a table, and an empty line between views") {
    Output out(Form::people, piped, false);
    Table table{.name = "t", .columns = {{"not_counted"}}, .rows = {{{"1:00", 3600}}}};
    table.above = {{{{"November"}}}, {}};
    table.below = {{{{"that is all"}}, 2}};
    out.show(table);
    out.show(Page{.name = "p", .lines = {{{{"page"}}}}});
    CHECK(out.text() == "November\n\nNOT COUNTED\n1:00\n  that is all\n\npage\n");
}

TEST_CASE("a page's lines are indented and, on a terminal, broken to fit") {
    Page page{.name = "p"};
    page.lines = {{{{"one two ", Look::strong}, {"three four\nfive"}}, 2, true}, {{{"x  "}, {" "}}}};
    CHECK(shown(Form::people, screen(12), page) == "  one two\n  three four\n  five\nx\n");
    CHECK(shown(Form::people, screen(12, true), page) == "  \x1b[1mone two\x1b[0m\n  three four\n  five\nx\n");
    CHECK(shown(Form::people, piped, page) == "  one two three four\n  five\nx\n");
    page.lines = {{{{std::string(300, 'x')}}, 0, true}};
    CHECK(shown(Form::people, screen(200), page).find('\n') == 100);
}

TEST_CASE("a text in two looks that is broken keeps them") {
    const Page page{.name = "p", .lines = {{{{"aaa bbb", Look::good}, {" ccc ddd", Look::bad}}, 0, true}}};
    CHECK(shown(Form::people, screen(11, true), page) == "\x1b[32maaa bbb\x1b[0m\x1b[31m ccc\x1b[0m\n\x1b[31mddd\x1b[0m\n");
}

TEST_CASE("no escape sequence of a ticket gets through") {
    const std::string hostile = "\x1b]0;owned\x07 \u009b31m \u202e \r";
    Table table{.name = "t", .columns = {{hostile}, {"b"}}, .rows = {{{hostile, hostile}, {hostile, hostile}}}};
    table.above = {{{{hostile}}, 0, true}};
    const Page page{.name = "p", .json = hostile, .lines = {{{{hostile}}}}, .porcelain = {{hostile}}};
    for (const auto form : {Form::people, Form::porcelain, Form::json}) {
        for (const auto& terminal : {piped, screen(40)}) {
            const auto text = shown(form, terminal, table) + shown(form, terminal, page);
            CHECK(text.find_first_of("\x1b\x07\r") == text.npos);
            CHECK(text.find("\u009b") == text.npos);
            CHECK(text.find("\u202e") == text.npos);
        }
    }
}

TEST_CASE("an answer is a bare word") {
    Output out(Form::people, piped, false);
    out.answer("id", {"2611-K7QF4", "2611-K7QF4", Look::good});
    CHECK(out.text() == "2611-K7QF4\n");
}

TEST_CASE("people are told on the other stream, and not when they want quiet") {
    Output loud(Form::json, piped, false);
    loud.tell("80 % of the hours are used\x1b[0m");
    CHECK(loud.notices() == "desk: 80 % of the hours are used\\x1b[0m\n");

    Output quiet(Form::people, piped, true);
    quiet.tell("never mind");
    quiet.warn(Problem{{"tickets/2026/11/x.yaml", 3, 7}, "duplicate key \"id\""});
    CHECK(quiet.notices() == "desk: warning: tickets/2026/11/x.yaml:3:7: duplicate key \"id\"\n");
    CHECK(quiet.text().empty());
}

TEST_CASE("a problem as JSON has its place, as far as it is known") {
    Output out(Form::json, piped, false);
    out.answer("problem", {"", to_json(Problem{{"desk.toml", 3, 0}, "what"})});
    CHECK(out.text().find(R"("file": "desk.toml",
    "line": 3,
    "column": null,
    "what": "what")") != std::string::npos);
}

TEST_CASE("a column that wraps is broken between words where the terminal is narrow") {
    Table table{"priorities", {{"name"}, {.key = "means", .wraps = true}, {.key = "respond", .wraps = true}}, {}, {}, {}, {}};
    table.rows = {{{"high"}, {"a user cannot complete a transaction"}, {"4 business hours"}}, {{"low"}, {}, {"none"}}};
    CHECK(shown(Form::people, {.is_terminal = true, .is_fitted = true, .columns = 40}, table) ==
          "NAME  MEANS             RESPOND\n"
          "high  a user cannot     4 business hours\n"
          "      complete a\n"
          "      transaction\n"
          "low                     none\n");
    CHECK(shown(Form::people, {.is_terminal = true, .is_fitted = true, .columns = 24}, table) ==
          "NAME  MEANS     RESPOND\n"
          "high  a user    4\n"
          "      cannot    business\n"
          "      complete  hours\n"
          "      a\n"
          "      transact\n"
          "      ion\n"
          "low             none\n");
    CHECK(shown(Form::people, {}, table) ==
          "NAME  MEANS                                 RESPOND\n"
          "high  a user cannot complete a transaction  4 business hours\n"
          "low                                         none\n");
}

TEST_CASE("a hint stands below what is told") {
    Output out(Form::people, {}, false);
    out.warn("missing: phone", "At which number?\nAnd when?");
    CHECK(out.notices() == "desk: warning: missing: phone\n      At which number?\n      And when?\n");
}

TEST_CASE("what was done, what may be wrong and what went wrong are told apart") {
    Output out(Form::people, {}, false);
    out.tell("done");
    out.warn("hm");
    out.fail("no", "do this");
    CHECK(out.notices() == "desk: done\ndesk: warning: hm\ndesk: error: no\n      do this\n");
}
