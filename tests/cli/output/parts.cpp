#include "cli/output/parts.hpp"

#include <doctest/doctest.h>

#include "cli/output/display.hpp"
#include "cli/output/lines.hpp"
#include "core/base/text.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

using Kind = PartColumn::Kind;

/// Rows of a title and a figure.
ScreenPart part(const std::string& label, int rows, const std::string& title = "Payroll export fails") {
    ScreenPart made{label, "All that is " + label};
    made.count = rows;
    made.columns = {{Kind::title}, {Kind::text, 1}, {Kind::figure}};
    for (int i = 0; i < rows; ++i) made.rows.push_back({{title}, {"acme"}, {std::to_string(i) + ":05"}});
    return made;
}

std::vector<std::string> shown(const std::vector<ScreenPart>& parts, const Screen& screen) {
    const auto text = to_text(laid_out(parts, screen), {screen.is_terminal, screen.is_terminal, false, screen.columns, 24, {}});
    std::vector<std::string> lines;
    for (const auto line : split(text, '\n')) lines.emplace_back(line);
    lines.pop_back();
    return lines;
}

}  // namespace

TEST_CASE("parts stand one below the other, their labels beside them") {
    CHECK(shown({part("Late", 2), part("Empty", 0), part("Unassigned", 1)}, {true, 60, 10}) ==
          std::vector<std::string>{"Late 2        Payroll export fails  acme  0:05",  //
                                   "              Payroll export fails  acme  1:05",  //
                                   "",                                                //
                                   "Unassigned 1  Payroll export fails  acme  0:05"});
}

TEST_CASE("where the screen is full each part keeps a row, and says how many more there are") {
    CHECK(shown({part("Late", 9), part("Near", 2)}, {true, 60, 4}) ==
          std::vector<std::string>{"Late 9   Payroll export fails  acme  0:05",  //
                                   "+7 more  Payroll export fails  acme  1:05",  //
                                   "Near 2   Payroll export fails  acme  0:05",  //
                                   "         Payroll export fails  acme  1:05"});
    auto heavy = part("Late", 9);
    heavy.weight = 3;
    CHECK(shown({heavy, part("Near", 9)}, {true, 60, 8}).size() == 8);
    CHECK(shown({part("Late", 9), part("Near", 9), part("Mine", 9)}, {true, 60, 2}).size() == 2);
}

TEST_CASE("no line is wider than the screen, and no figure is cut") {
    const std::string long_title = "印刷できません、紙が詰まっています and then it goes on for longer than any screen";
    for (int columns = 24; columns < 240; ++columns)
        for (const auto& line : shown({part("Late", 3, long_title), part("Unassigned", 12, "Short")}, {true, columns, 12})) {
            CHECK(width(line) <= columns);
            CHECK((line.empty() || line.ends_with(":05")));
        }
}

TEST_CASE("a wide screen has two halves") {
    auto right = part("Agents", 1);
    right.beside = true;
    const auto lines = shown({part("Late", 1), right}, {true, 160, 10});
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().starts_with("Late 1  Payroll"));
    CHECK(lines.front().substr(90).starts_with("Agents 1  Payroll"));
    CHECK(shown({part("Late", 1), right}, {true, 149, 10}).size() == 3);
}

TEST_CASE("without a screen there are headings, no bars, and twenty rows at the most") {
    auto bars = part("Load", 1);
    bars.columns.push_back({Kind::bar});
    bars.rows[0].push_back({"", Look::normal, 0.5, 0.25});
    bars.last = {{"nothing: kim"}};
    CHECK(shown({bars}, {}) == std::vector<std::string>{"All that is Load 1",  //
                                                        "  Payroll export fails  acme  0:05", "  nothing: kim"});
    const auto many = shown({part("Late", 30)}, {});
    CHECK(many.size() == 22);
    CHECK(many.back() == "  and 10 more");
}

TEST_CASE("the bad part of a bar stands at its left, and what is not nothing is seen") {
    ScreenPart load{"Load", "Load"};
    load.columns = {{Kind::text}, {Kind::bar}, {Kind::figure}};
    load.rows = {{{"sam"}, {"", Look::normal, 1, 0.5}, {"9"}}, {{"kim"}, {"", Look::normal, 0.001, 0}, {"1"}}};
    const auto coloured = to_text(laid_out({load}, {true, 44, 5}), {true, true, true, 44, 5, {}});
    CHECK(coloured.find("\x1b[31m████████████\x1b[0m████████████  9") != std::string::npos);
    const auto plain = shown({load}, {true, 44, 5});
    CHECK(plain[1].find("kim  ") != std::string::npos);
}
