#include "core/base/line_diff.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "core/base/text.hpp"
#include "tests/dice.hpp"

using namespace desk;

namespace {

std::string told(std::string_view before, std::string_view after) {
    std::string text;
    for (const auto& [comes, line] : changed_lines(before, after))
        text += std::string(comes ? "+" : "-") + std::string(line) + ";";
    return text;
}

}  // namespace

TEST_CASE("only the lines that differ are named, in their order") {
    CHECK(told("", "") == "");
    CHECK(told("a\nb\n", "a\nb\n") == "");
    CHECK(told("", "a\nb\n") == "+a;+b;");
    CHECK(told("a\n", "") == "-a;");
    CHECK(told("a\nb\nc\n", "a\nx\nc\n") == "-b;+x;");
    CHECK(told("a\nb\nc\nd\n", "b\nc\ne\nd\nf\n") == "-a;+e;+f;");
    CHECK(told("a\n", "a\n\n") == "+;");
}

TEST_CASE("what is left of the one after the lines that go is what is left of the other without those that come") {
    samples::Dice dice(20261129);
    for (int round = 0; round < 200; ++round) {
        std::string before, after;
        for (int i = dice.number(9); i > 0; --i) before += std::string(1, static_cast<char>('a' + dice.number(4))) + "\n";
        for (int i = dice.number(9); i > 0; --i) after += std::string(1, static_cast<char>('a' + dice.number(4))) + "\n";
        const auto changed = changed_lines(before, after);
        const auto kept = [&](std::string_view text, bool comes) {
            std::string left;
            for (const auto line : split(text, '\n')) {
                const bool is_changed = std::ranges::any_of(
                    changed, [&](const ChangedLine& each) { return each.comes == comes && each.text.data() == line.data(); });
                if (!is_changed && !line.empty()) left += std::string(line) + "\n";
            }
            return left;
        };
        CAPTURE(before);
        CAPTURE(after);
        CHECK(kept(before, false) == kept(after, true));
    }
}
