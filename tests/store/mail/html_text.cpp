#include "store/mail/html_text.hpp"

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("a page is read as a person reads it") {
    CHECK(text_from_html("<p>One</p><p>two<br>three</p>") == "One\n\ntwo\nthree");
    CHECK(text_from_html("<table><tr><td>A1</td><td>B1</td></tr><tr><td>A2</td></tr></table>") == "A1 B1\n\nA2");
    CHECK(text_from_html("<ul><li>one</li><li>two</li></ul>") == "one\n\ntwo");
    CHECK(text_from_html("a\n  b <b>c</b>") == "a b c");
    CHECK(text_from_html("&auml; &#228; &#xE4; &#128; &lt;p&gt; &unknown; & &amp") == "ä ä ä € <p> &unknown; & &");
    CHECK(text_from_html("<pre>a\n b</pre>") == "a\n b");
}

TEST_CASE("a link is followed by its address, where that is news") {
    CHECK(text_from_html("See <a href='https://kb.example/1?a=1&amp;b=2'>this</a>.") ==
          "See this (https://kb.example/1?a=1&b=2).");
    CHECK(text_from_html("<a href=\"https://kb.example\">https://kb.example</a>") == "https://kb.example");
    CHECK(text_from_html("<a href=\"javascript:alert(1)\">x</a>") == "x");
}

TEST_CASE("styles, scripts, the head and comments are not read") {
    CHECK(text_from_html(
              "<head><title>t</title><style>p{}</style></head><body>x<script>if (a<b) '</p>'</script>y<!-- <p>z -->") == "xy");
    CHECK(text_from_html("<head><title>t</title><p>the head was never closed") == "the head was never closed");
    CHECK(text_from_html("<STYLE>p{}</STYLE>x") == "x");
}

TEST_CASE("what is no markup stays") {
    CHECK(text_from_html("1 < 2 and <3") == "1 < 2 and <3");
    CHECK(text_from_html("a <b") == "a <b");
    CHECK(text_from_html("") == "");
    CHECK(text_from_html("<a x=\"1>still there</a>") == "still there");
}
