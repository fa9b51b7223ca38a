#include "cli/typed.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "core/base/address.hpp"
#include "core/base/error.hpp"
#include "core/base/lines.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/time/length.hpp"

namespace desk::cli {
namespace {

Error unknown_year(std::string_view typed, std::string_view option) {
    return {Fault::usage, fmt::format("{}{}\"{}\" is outside the years 2000 to 2099", option, option.empty() ? "" : ": ", typed),
            "check the year"};
}

}  // namespace

void must_have_known_year(Instant at, std::string_view typed, std::string_view option) {
    if (!has_known_year(at)) throw unknown_year(typed, option);
}

void must_have_known_year(Month month, std::string_view typed) {
    if (!has_known_year(month)) throw unknown_year(typed, {});
}

did::Answer answer_from(const std::string& typed) {
    const auto equals = typed.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(Fault::usage, fmt::format("--answer: \"{}\" is not an answer", typed), "as in --answer replicable=yes");
    return {typed.substr(0, equals), typed.substr(equals + 1)};
}

Minutes length_typed(std::string_view typed, std::string_view where) {
    if (const auto length = minutes_from(typed)) return *length;
    const bool several = trimmed(typed).find(' ') != std::string_view::npos;
    throw Error(Fault::usage, fmt::format("{}{}\"{}\" is not a length of time", where, where.empty() ? "" : ": ", typed),
                fmt::format("as in 25m, 1h30, 1:30 or 1.5h{}",
                            several ? "; put -- before a text that begins with a number or a unit" : ""));
}

Seconds waited_typed(std::string_view typed) {
    if (const auto time = length_from(typed)) return *time;
    throw Error(Fault::usage, fmt::format("--waited: \"{}\" is not a length of time", typed), "as in 40s or 1m 20s");
}

Instant moment_typed(std::string_view typed, std::string_view option, Looking looking, Context& context) {
    if (const auto at = moment_from(typed, context.policy().zone, context.now, looking)) {
        must_have_known_year(*at, typed, option);
        return *at;
    }
    throw Error(Fault::usage, fmt::format("{}: \"{}\" is not a time", option, typed),
                "as in 09:14, \"yesterday 17:00\", monday, -2h, or \"2026-11-20 09:14\" in the desk's zone");
}

Period span_typed(std::string_view typed, std::string_view option, Context& context) {
    if (const auto span = span_meant(typed, context.policy().zone, context.now)) {
        must_have_known_year(span->from, typed, option);
        return *span;
    }
    throw Error(Fault::usage, fmt::format("{}: \"{}\" is not a time", option, typed),
                "as in today, yesterday, monday, last-week, 2026-11, 2026-11-20, 7d (ago) or \"yesterday 17:00\"");
}

Day day_typed(std::string_view typed, std::string_view option, Looking looking, Context& context) {
    if (const auto day = day_meant(typed, context.policy().zone, context.now, looking)) {
        must_have_known_year(day->year() / day->month(), typed);
        return *day;
    }
    throw Error(Fault::usage, fmt::format("{}{}\"{}\" is not a date", option, option.empty() ? "" : ": ", typed),
                "as in 2026-12-01, friday, or today");
}

std::string text_typed(std::string_view bytes, std::string_view where) {
    // What is not UTF-8 could only be stored with its bytes replaced.
    if (const auto bad = invalid_utf8_at(bytes))
        throw Error(Fault::usage,
                    fmt::format("{}: line {} is not UTF-8", where, std::ranges::count(bytes.substr(0, *bad), '\n') + 1),
                    "convert it, as in: iconv --from-code latin1 --to-code utf-8");
    return plain_lines(bytes);
}

Requester requester_from(std::string_view given) {
    Requester requester;
    const auto text = trimmed(given);
    const auto open = text.rfind('<');
    const bool in_brackets = open != std::string_view::npos && text.ends_with('>');
    const auto inside = in_brackets ? text.substr(open + 1, text.size() - open - 2) : text;
    if (is_address(inside)) {
        if (in_brackets) requester.name = trimmed(text.substr(0, open));
        requester.email = inside;
    } else {
        requester.name = given;
    }
    return requester;
}

std::string trimmed_lines(std::string_view text) {
    while (true) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || !trimmed(text.substr(0, end)).empty()) break;
        text.remove_prefix(end + 1);
    }
    const auto last = text.find_last_not_of(" \t\r\n");
    return std::string(last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1));
}

std::pair<std::string, std::string> title_and_description(std::string_view text) {
    const auto end = text.find('\n');
    const auto rest = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return {std::string(trimmed(text.substr(0, end))), trimmed_lines(rest)};
}

}  // namespace desk::cli
