#include "store/mail/compose.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "store/mail/read.hpp"
#include "tests/nasty_strings.hpp"
#include "tests/samples.hpp"

using namespace desk;

namespace {

OutgoingMail mail() {
    OutgoingMail mail;
    mail.from = {"Junction", "help@junction.example"};
    mail.to = {{"Jane Doe", "jane@acme.example"}};
    mail.subject = "[2611-K7QF4] Payroll";
    mail.date = samples::at("2026-11-20T09:14:03Z");
    mail.message_id = "2611-K7QF4.reply.20261120T091403217Z@junction.example";
    mail.references = {"1@acme.example", "2@acme.example"};
    mail.in_reply_to = "2@acme.example";
    mail.body = "It works.";
    return mail;
}

constexpr auto texts = std::to_array<std::string_view>({
    "plain",
    "Umläute, 日本語 and 🙂",
    "From here on\nFrom there",
    ".\n..\n. dot",
    "ends in a blank \nand a tab\t\n",
    "=C3=BC is no ü, =?UTF-8?Q?x?= neither",
    "--=_boundary\nafter",
    "a\n\n\nb",
});

}  // namespace

TEST_CASE("a mail is read as it was written, whatever is in it") {
    for (const auto text : texts) {
        CAPTURE(text);
        auto out = mail();
        out.body = std::string(text) + "|";
        const std::string subject(first_line(text));
        out.subject = subject;
        out.to.front().name = subject;
        const auto in = mail_from(composed(out));
        CHECK(in.body == out.body);
        CHECK(in.subject == trimmed(subject));
        CHECK(in.from.email == "help@junction.example");
        CHECK(in.message_id == out.message_id);
        CHECK(in.in_reply_to == std::vector{out.in_reply_to});
        CHECK(in.references == out.references);
    }
}

TEST_CASE("every nasty string comes back in a text and in a file") {
    for (const auto& nasty : nasty_strings(TEST_CASES)) {
        if (nasty.find('\r') != nasty.npos || invalid_utf8_at(nasty)) continue;  // line ends are the mail's own
        CAPTURE(nasty);
        auto out = mail();
        out.body = "|" + nasty + "|";
        out.files = {{"|" + nasty + "|", "text/plain", nasty}};
        const auto in = mail_from(composed(out));
        CHECK(in.body == out.body);
        REQUIRE(in.files.size() == 1);
        CHECK(in.files.front().bytes == nasty);
    }
}

TEST_CASE("no line is longer than 76 characters, and all is ASCII") {
    auto out = mail();
    for (int i = 0; i < 60; ++i) out.body += "ü and a long line ", out.subject += "ü";
    out.files.push_back({"x.bin", "application/pdf", std::string(1000, '\xFF')});
    const auto text = composed(out);
    for (const auto line : split(text, '\n')) CHECK(line.size() <= 76);
    CHECK(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST_CASE("files are read as they were, under their names") {
    for (std::size_t size = 0; size < 120; ++size) {
        auto out = mail();
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 7);
        out.files = {{"plän \"x\".pdf", "application/pdf", bytes}, {"a b.txt", "multipart/mixed", "x"}};
        const auto in = mail_from(composed(out));
        REQUIRE(in.files.size() == 2);
        CHECK(in.files[0].name == "plän \"x\".pdf");
        CHECK(in.files[0].type == "application/pdf");
        CHECK(in.files[0].bytes == bytes);
        CHECK(in.files[1].type == "application/octet-stream");
        CHECK(in.body == "It works.");
    }
}

TEST_CASE("nothing in a value adds a header") {
    auto out = mail();
    out.subject = "x\r\nBcc: evil@x.example";
    out.to.front().name = "x\nBcc: evil@x.example";
    out.further = {{"X-Phone", "1\nBcc: evil@x.example"}};
    out.files = {{"x\"\nBcc: evil@x.example", "text/x\nBcc: evil@x.example", "x"}};
    const auto text = composed(out);
    for (const auto line : split(text, '\n')) CHECK(!line.starts_with("Bcc"));
}

TEST_CASE("an automatic mail says that it is one") {
    auto out = mail();
    CHECK(composed(out).find("Auto-Submitted") == std::string::npos);
    out.is_automatic = true;
    CHECK(composed(out).find("\nAuto-Submitted: auto-generated\n") != std::string::npos);
}
