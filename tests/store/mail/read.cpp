#include "store/mail/read.hpp"

#include "core/base/sha256.hpp"
#include "store/mail/identity.hpp"
#include "tests/store/mail/cases.hpp"

using namespace desk;
using samples::mail_cases;
using samples::text_in;

namespace {

void check_mailbox(const Mailbox& mailbox, const nlohmann::json& expected) {
    CHECK(mailbox.name == text_in(expected, "name"));
    CHECK(mailbox.email == text_in(expected, "email"));
}

void check_file(const MailFile& file, const nlohmann::json& expected) {
    CHECK(file.name.value_or("") == text_in(expected, "name"));
    CHECK(file.name.has_value() == !expected["name"].is_null());
    CHECK(file.stored == text_in(expected, "stored"));
    CHECK(file.type == text_in(expected, "type"));
    CHECK(file.is_inline == expected["inline"].get<bool>());
    CHECK(file.sha256 == sha256(file.bytes));
    if (!expected.value("exact", true)) return;
    CHECK(file.bytes.size() == expected["size"].get<std::size_t>());
    CHECK(file.sha256 == text_in(expected, "sha256"));
}

}  // namespace

TEST_CASE("each of the made-up mails is read: who, what about, which, what it says") {
    for (const auto& made : mail_cases()) {
        const auto& [kind, bytes, expected] = made;
        CAPTURE(made.kind);
        const auto mail = mail_from(bytes);
        CHECK(mail.too_much.empty());
        check_mailbox(mail.from, expected["from"]);
        CHECK(mail.subject == text_in(expected, "subject"));
        CHECK(mail.message_id == text_in(expected, "message_id"));
        if (expected["body"].is_string()) CHECK(mail.body == text_in(expected, "body"));
        for (const auto& part : expected.value("body_contains", nlohmann::json::array()))
            CHECK_MESSAGE(mail.body.find(part.get<std::string>()) != std::string::npos, part);
        for (const auto& part : expected.value("body_lacks", nlohmann::json::array()))
            CHECK_MESSAGE(mail.body.find(part.get<std::string>()) == std::string::npos, part);
    }
}

TEST_CASE("what is attached to each of the made-up mails comes out byte by byte, under a safe name") {
    for (const auto& made : mail_cases()) {
        const auto& [kind, bytes, expected] = made;
        CAPTURE(made.kind);
        const auto mail = mail_from(bytes);
        const auto& files = expected["attachments"];
        REQUIRE(mail.files.size() == files.size());
        for (std::size_t i = 0; i < files.size(); ++i) check_file(mail.files[i], files[i]);
    }
}

TEST_CASE("a mail whose lines end with CR alone is read like any other, and one that has CR in its text keeps it") {
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
        std::string bytes;
        for (const std::string_view line : {"From: Ivy <ivy@mesa.example>", "Subject: Old", "", "First", "second"})
            bytes.append(line).append(end);
        const auto mail = mail_from(bytes);
        CHECK(mail.from.email == "ivy@mesa.example");
        CHECK(mail.subject == "Old");
        CHECK(mail.body == "First\nsecond");
        CHECK(mail.identity == "sha256-" + mail_digest(bytes) + "@unknown.invalid");
    }
    CHECK(mail_from("Subject: x\n\na\rb\n").body == "a\rb");
}

TEST_CASE("of a text that is too long for a ticket the beginning is recorded, and the whole is attached") {
    std::string text(256U << 10U, 'x');
    text.back() = '\xC3';  // no character is cut in two
    const auto mail = mail_from("Content-Type: text/plain; charset=utf-8; name=\n\n" + text + "\xA4 and more");
    CHECK(mail.body.size() == text.size() - 1);
    CHECK(mail.said == mail.body + "\n\n[the whole text is in message.txt]");
    REQUIRE(mail.files.size() == 1);
    CHECK(mail.files.front().stored == "message.txt");
    CHECK(mail.files.front().bytes == text + "\xA4 and more");
    CHECK(mail.files.front().sha256 == sha256(mail.files.front().bytes));
}
