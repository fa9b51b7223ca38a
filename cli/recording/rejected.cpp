#include "cli/recording/rejected.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "store/yaml/canonical_scalar.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t longest_line = 76;        // RFC 2045
constexpr std::size_t longest_word = 52;        // of what stands in an encoded word, so that its line is no longer (RFC 2047)
constexpr auto no_address = "unknown@invalid";  // RFC 2606: never anybody's
constexpr std::string_view plain_signs = "()[]<>@,;:\\\".";

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x7f; }

/// `=?UTF-8?Q?...?=`, several where the text is long; never broken inside a character.
std::string encoded_words(std::string_view text) {
    std::string words, word;
    const auto end_word = [&] {
        if (!word.empty()) words += fmt::format("{}=?UTF-8?Q?{}?=", words.empty() ? "" : "\r\n ", word);
        word.clear();
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (word.size() + 12 > longest_word && begins_character(c)) end_word();
        const bool is_letter = byte < 0x80 && std::isalnum(byte) != 0;
        word += is_letter ? std::string(1, c) : c == ' ' ? "_" : fmt::format("={:02X}", byte);
    }
    end_word();
    return words;
}

/// A header's text: as it is where that is allowed, else in encoded words.
std::string header_text(std::string_view text) {
    const bool may_stand =
        std::ranges::all_of(text, is_plain) && text.size() <= longest_line && text.find("=?") == std::string::npos;
    return may_stand ? std::string(text) : encoded_words(text);
}

bool is_plain_address(std::string_view text) { return is_address(text) && std::ranges::all_of(text, is_plain); }

std::string mailbox(const Requester& requester) {
    const auto address = is_plain_address(requester.email) ? requester.email : no_address;
    const auto& name = requester.name.empty() ? (address == requester.email ? "" : requester.email) : requester.name;
    if (name.empty()) return fmt::format("<{}>", address);
    const bool is_phrase = header_text(name) == name && name.find_first_of(plain_signs) == std::string::npos;
    return fmt::format("{} <{}>", is_phrase ? name : encoded_words(name), address);
}

/// `Fri, 20 Nov 2026 09:14:03 +0000`
std::string mail_date(Instant at) {
    constexpr std::string_view weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto local = Zone::utc().local(at);
    const auto weekday = std::chrono::weekday(std::chrono::sys_days(local.day)).iso_encoding();
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", weekdays[weekday - 1],
                       static_cast<unsigned>(local.day.day()), months[static_cast<unsigned>(local.day.month()) - 1],
                       static_cast<int>(local.day.year()), local.hour, local.minute, local.second);
}

/// A line of the body as quoted-printable (RFC 2045), broken where it is too long.
std::string quoted_printable(std::string_view line) {
    std::string text;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        const bool is_last_blank = byte == ' ' && i + 1 == line.size();
        const auto sign =
            is_plain(byte) && byte != '=' && !is_last_blank ? std::string(1, line[i]) : fmt::format("={:02X}", byte);
        if (columns + sign.size() >= longest_line) {
            text += "=\r\n";
            columns = 0;
        }
        text += sign;
        columns += sign.size();
    }
    return text;
}

}  // namespace

std::string rejected_mail(const Ticket& report) {
    std::string mail;
    const auto header = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) mail += fmt::format("{}: {}\r\n", name, value);
    };
    header("Date", mail_date(report.opened));
    header("From", mailbox(report.requester));
    header("Subject", header_text(report.title));
    header("X-Client", header_text(report.client));
    header("X-Channel", header_text(report.channel));
    header("X-Phone", header_text(report.requester.phone));
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "quoted-printable");
    mail += "\r\n";
    for (const auto line : split(report.description, '\n')) mail += quoted_printable(line) + "\r\n";
    return mail;
}

}  // namespace desk::cli
