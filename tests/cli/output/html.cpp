#include "cli/output/html.hpp"

#include <doctest/doctest.h>

#include "cli/output/markdown.hpp"
#include "cli/output/svg.hpp"
#include "tests/nasty_strings.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

Table table_of(const std::string& text) {
    Table table{"things", {{"not_counted"}, {"count", true}, {"bar"}, {"empty"}}, {}, {}, {}, {}};
    table.columns[2].audience = Audience::terminal;
    table.rows = {{{text, text}, {"5", 5, Look::bad}, {"###", Value()}, {}}};
    return table;
}

}  // namespace

TEST_CASE("nothing in a text is markup, whatever it holds") {
    CHECK(html_text("<script>alert('x')</script> & \"y\"") ==
          "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
    CHECK(html_text("\x1b[31m\u202E") == "\\x1b[31m&lt;U+202E&gt;");
    for (const auto& text : nasty_strings(TEST_CASES))
        CHECK_MESSAGE(html_text(text).find_first_of("<>\"'") == std::string::npos, text);
}

TEST_CASE("a table has a caption, headings of columns and rows, and what people see") {
    const auto html = html_table("The <things>", table_of("a & b"));
    CHECK(
        html ==
        "<table>\n<caption>The &lt;things&gt;</caption>\n<thead><tr><th scope=\"col\">not counted</th>"
        "<th scope=\"col\" class=\"right\">count</th></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\">a &amp; b</th><td class=\"right bad figure\" data-of=\"count\">5</td></tr>\n</tbody>\n</table>\n");
    CHECK(html_table("Nothing", {}).empty());
}

TEST_CASE("a chart says what it shows, and fits into any width") {
    const auto bars = bar_chart("Targets <met>", "1 of 2", {{"high & low", "1 of 2", {{0.5, "met"}, {0.75, "missed"}}}});
    CHECK(bars.starts_with(
        "<svg role=\"img\" width=\"100%\" height=\"40\" aria-label=\"Targets &lt;met&gt;\"><title>Targets &lt;met&gt;</title>"
        "<desc>1 of 2</desc>"));
    CHECK(bars.find("high &amp; low") != std::string::npos);
    CHECK(bars.find("<rect class=\"met\" x=\"0.00%\" y=\"20\" width=\"50.00%\" height=\"12\"/>") != std::string::npos);
    CHECK(bars.find("<rect class=\"missed\" x=\"50.00%\" y=\"20\" width=\"50.00%\" height=\"12\"/>") !=
          std::string::npos);  // never over the edge
    const auto columns = column_chart("Days", "2", {"1", ""}, {{"opened", "one", {2, 0}}, {"resolved", "two", {1}}});
    CHECK(columns.find("height=\"110\"/>") != std::string::npos);
    CHECK(columns.find("height=\"55\"/>") != std::string::npos);
    CHECK(columns.find("most: 2") != std::string::npos);
}

TEST_CASE("nothing in a text is a mark of Markdown, and none breaks a table") {
    CHECK(markdown_text("a|b\n[x](y) <b> *c* `d` _e_ #f") == "a\\|b\\\\n\\[x\\]\\(y\\) &lt;b\\> \\*c\\* \\`d\\` \\_e\\_ \\#f");
    CHECK(markdown_section("Things", table_of("a|b"), "so it is") ==
          "\n## Things\n\n| not counted | count |\n| --- | ---: |\n| a\\|b | 5 |\n\nso it is\n");
    CHECK(markdown_section("Nothing", {}, "").empty());
}

TEST_CASE("no bare address becomes a link in Markdown, nobody is mentioned, and times stay as they are") {
    CHECK(markdown_text("see https://a.example, www.a.example") == "see https\\://a.example, www\\.a.example");
    CHECK(markdown_text("mailto:jane@acme.example") == "mailto:jane@<!-- -->acme.example");
    CHECK(markdown_text("ask @kim at 09:30.") == "ask @<!-- -->kim at 09:30.");
}
