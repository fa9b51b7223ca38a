#include "store/mail/compose.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"
#include "core/time/zone.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_line = 76;  // RFC 2045
constexpr std::size_t longest_word = 52;  // of what stands in an encoded word, so that its line is no longer (RFC 2047)
constexpr std::string_view special_signs = "()[]<>@,;:\\\".";

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x7f; }

/// Without what nobody sees, which some programs take for a fault, and others obey.
std::string shown(std::string_view text) {
    std::string line;
    while (!text.empty()) {
        char32_t code = 0;
        const auto size = std::max<std::size_t>(decode_utf8(text, code), 1);
        const bool is_mark = code >= 0x80 && is_hidden(code) && code != 0x200D && (code < 0xFE00 || code > 0xFE0F);
        if (code < 0x20 || code == 0x7F)
            line += ' ';
        else if (!is_mark)
            line += text.substr(0, size);
        text.remove_prefix(size);
    }
    return line;
}

bool is_letter(unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; }

/// `=?UTF-8?Q?...?=`, several where the text is long; never broken inside a character.
std::string encoded_words(std::string_view text) {
    std::string words, word;
    const auto end_word = [&] {
        if (!word.empty()) words += fmt::format("{}=?UTF-8?Q?{}?=", words.empty() ? "" : "\n ", word);
        word.clear();
    };
    for (const char c : text) {
        if (word.size() + 12 > longest_word && begins_character(c)) end_word();
        const auto byte = static_cast<unsigned char>(c);
        word += is_letter(byte) ? std::string(1, c) : c == ' ' ? "_" : fmt::format("={:02X}", byte);
    }
    end_word();
    return words;
}

/// As it is where that is allowed, else in encoded words.
std::string header_value(std::string_view given) {
    const auto text = shown(given);
    const bool may_stand =
        std::ranges::all_of(text, is_plain) && text.size() <= longest_line && text.find("=?") == std::string::npos;
    return may_stand ? text : encoded_words(text);
}

std::string written(const Mailbox& mailbox) {
    const auto name = shown(mailbox.name);
    if (name.empty()) return fmt::format("<{}>", mailbox.email);
    const bool is_phrase = header_value(name) == name && name.find_first_of(special_signs) == std::string::npos;
    return fmt::format("{} <{}>", is_phrase ? name : encoded_words(name), mailbox.email);
}

std::string written(const std::vector<Mailbox>& mailboxes) {
    std::vector<std::string> all;
    all.reserve(mailboxes.size());
    for (const auto& mailbox : mailboxes) all.push_back(written(mailbox));
    return joined(all, ",\n ");
}

std::string written(const std::vector<std::string>& message_ids) {
    std::vector<std::string> all;
    all.reserve(message_ids.size());
    for (const auto& id : message_ids) all.push_back(fmt::format("<{}>", id));
    return joined(all, "\n ");
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

/// A line as quoted-printable, broken where it is too long. `From` at its beginning would be changed on the way.
std::string quoted_printable(std::string_view line) {
    std::string text;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        const bool is_last_blank = byte == ' ' && i + 1 == line.size();
        const bool stands = is_plain(byte) && byte != '=' && !is_last_blank && !(i == 0 && line.starts_with("From "));
        const auto sign = stands ? std::string(1, line[i]) : fmt::format("={:02X}", byte);
        if (columns + sign.size() >= longest_line) {
            text += "=\n";
            columns = 0;
        }
        text += sign;
        columns += sign.size();
    }
    return text;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t a_line = longest_line / 4 * 3;
    std::string text;
    text.reserve(bytes.size() / 3 * 4 + bytes.size() / a_line + 8);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        if (at > 0 && at % a_line == 0) text += '\n';
        const auto three = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8U | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= three.size() ? digits[bits >> (18 - 6 * i) & 63U] : '=';
    }
    return text + "\n";
}

/// A name that has other signs than a quoted string may have stands in an extended parameter (RFC 2231).
std::string file_parameter(std::string_view name) {
    const auto is_quotable = [](unsigned char c) { return is_plain(c) && c != '"' && c != '\\'; };
    if (std::ranges::all_of(name, is_quotable)) return fmt::format("filename=\"{}\"", name);
    std::string encoded;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        encoded += is_letter(byte) || c == '.' || c == '-' || c == '_' ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return "filename*=utf-8''" + encoded;
}

/// The headers and the content of a text: as it is where that is safe, else quoted-printable.
std::string text_part(std::string_view body) {
    const auto lines = split(body, '\n');
    const auto is_safe = [](std::string_view line) {
        return line.size() <= longest_line && std::ranges::all_of(line, is_plain) && !line.ends_with(' ') &&
               !line.starts_with("From ");
    };
    const bool stands = std::ranges::all_of(lines, is_safe);
    std::string part = fmt::format("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {}\n\n",
                                   stands ? "7bit" : "quoted-printable");
    for (const auto line : lines) part += (stands ? std::string(line) : quoted_printable(line)) + "\n";
    return part;
}

std::string file_part(const OutgoingMail::File& file) {
    const auto is_safe = [](unsigned char c) { return is_letter(c) || c == '/' || c == '-' || c == '+' || c == '.'; };
    const bool is_type = std::ranges::count(file.type, '/') == 1 && std::ranges::all_of(file.type, is_safe) &&
                         !file.type.starts_with("multipart/") && !file.type.starts_with("message/");
    return fmt::format("Content-Type: {}\nContent-Disposition: attachment;\n {}\nContent-Transfer-Encoding: base64\n\n{}",
                       is_type ? file.type : "application/octet-stream", file_parameter(file.name), base64(file.bytes));
}

std::string content(const OutgoingMail& mail) {
    auto text = text_part(mail.body);
    if (mail.files.empty()) return text;
    const auto boundary = "=_" + sha256(mail.message_id + mail.body).substr(0, 32);
    auto parts = fmt::format("Content-Type: multipart/mixed;\n boundary=\"{0}\"\n\n--{0}\n{1}", boundary, text);
    for (const auto& file : mail.files) parts += fmt::format("--{}\n{}", boundary, file_part(file));
    return parts + fmt::format("--{}--\n", boundary);
}

}  // namespace

std::string composed(const OutgoingMail& mail) {
    std::string text;
    const auto header = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) text += fmt::format("{}: {}\n", name, value);
    };
    header("Date", mail_date(mail.date));
    header("From", written(mail.from));
    header("To", written(mail.to));
    header("Cc", written(mail.cc));
    header("Subject", header_value(mail.subject));
    if (!mail.message_id.empty()) header("Message-ID", fmt::format("<{}>", mail.message_id));
    if (!mail.in_reply_to.empty()) header("In-Reply-To", fmt::format("<{}>", mail.in_reply_to));
    header("References", written(mail.references));
    if (mail.is_automatic) text += "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n";
    for (const auto& [name, value] : mail.further) header(name, header_value(value));
    return text + "MIME-Version: 1.0\n" + content(mail);
}

}  // namespace desk
