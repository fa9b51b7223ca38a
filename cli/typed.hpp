#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/ticket/ticket.hpp"
#include "core/time/moment.hpp"

/// Parses texts that a person typed.
namespace desk::cli {

class Context;

/// `Fault::usage` for a time or a month of a year outside 2000 to 2099; what was typed, and where, is named.
void must_have_known_year(Instant at, std::string_view typed, std::string_view option = {});
void must_have_known_year(Month month, std::string_view typed);

/// `Fault::usage` for what is not a length of time in whole minutes; `where` is the option, if there is one.
Minutes length_typed(std::string_view typed, std::string_view where = {});

/// How long a caller waited: the one length of time that is typed to the second.
Seconds waited_typed(std::string_view typed);

/// A moment that was typed: `Fault::usage` when it cannot be read. `looking`: which of its days a weekday means.
Instant moment_typed(std::string_view typed, std::string_view option, Looking looking, Context& context);

/// A day, week, month or year, how long ago, or a moment that was typed: where it begins, and the first instant after it.
Period span_typed(std::string_view typed, std::string_view option, Context& context);

/// The same of a day, without a time.
Day day_typed(std::string_view typed, std::string_view option, Looking looking, Context& context);

/// A text from a pipe or an editor as it is stored (`plain_lines`). `Fault::usage` if it is not UTF-8.
std::string text_typed(std::string_view bytes, std::string_view where);

/// `Jane Doe <jane@acme.example>`, `jane@acme.example`, or just a name.
Requester requester_from(std::string_view given);

/// `replicable=yes`, as `--answer` takes it; `Fault::usage` otherwise.
did::Answer answer_from(const std::string& typed);

/// The first line, and after it the description without blank lines around it, as in a commit message.
std::pair<std::string, std::string> title_and_description(std::string_view text);

/// A text without blank lines before it and white space after it.
std::string trimmed_lines(std::string_view text);

}  // namespace desk::cli
