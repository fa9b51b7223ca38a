#pragma once

#include <string>

#include "cli/views/report.hpp"

/// What the sections of the report are made of.
namespace desk::cli {

Cell number(int count);

/// A name, or none.
Cell name(const std::string& text);

/// `93.3 %` for people; only the digits for programs. There is no share of nothing.
Cell share(int part, int whole, Look look = Look::normal);

/// Whether a goal was reached, if there is one.
Cell reached_cell(bool has_goal, bool reached);

Cell bar_cell(int part, int whole, Look look = Look::normal);

Column right(std::string key);

/// A column of bars, for terminals only.
Column ornament();

/// One for programs only.
Column for_programs(std::string key);

Section section(std::string title, Table table, std::string note = {});

}  // namespace desk::cli
