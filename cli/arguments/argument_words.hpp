#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/args.hpp"

/// The words of a command line, held against the arguments of a command.
namespace desk::cli {

/// Null: there is none of this name.
const Argument* option_named(const std::vector<Argument>& arguments, std::string_view name);

/// The words as one, with the first `count` of those after it.
std::string with_next(std::string word, std::span<const std::string> next, std::size_t count);

/// Each length of time as one word, also where it was typed as several: `--for 1h 30m`.
std::vector<std::string> with_whole_lengths(const std::vector<Argument>& arguments, std::span<const std::string> words);

/// The first option for a text that more than one word comes after: `--who 'Jane Doe'`, of `--who Jane Doe`. Where the words
/// themselves are a text, that is as it should be.
std::string text_without_quotes(const std::vector<Argument>& arguments, std::span<const std::string> words);

}  // namespace desk::cli
