#include "store/mail/structure.hpp"

#include <doctest/doctest.h>

#include "store/mail/read.hpp"

using namespace desk;

namespace {

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("the first of two headers counts, a folded one is one, and a line that is none is passed over") {
    const auto head = head_from("Subject: a\n b\nno header\nX-Odd : 1\nsubject: c\n\ntext");
    CHECK(head.value("subject") == "a\n b");
    CHECK(head.value("x-odd") == "1");
    CHECK(!head.value("no"));
    CHECK(head.rest == "text");
}

TEST_CASE("a multipart without its boundary is a text, for somebody has written it") {
    for (const std::string type : {"multipart/mixed", "multipart/mixed; boundary=b"}) {
        const auto mail = mail_from("Content-Type: " + type + "\n\nIt stops.\n");
        CHECK(mail.body == "It stops.");
        CHECK(mail.files.empty());
    }
}

TEST_CASE("parts beyond the limits are not read, whatever their number") {
    CHECK(structure_of("Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\nx\n", 200)).too_much.empty());
    CHECK(structure_of("Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\nx\n", 201)).too_much ==
          "it has more than 200 parts");
    CHECK(!structure_of("Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\nx\n", 200'000)).too_much.empty());
    std::string nested;
    for (int i = 0; i < 5000; ++i)
        nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    CHECK(structure_of(nested).too_much == "its parts are nested more than 20 deep");
}

TEST_CASE("what was not read is known all the same: who wrote it, and its Message-ID") {
    const auto mail = mail_from("From: <a@b.example>\nMessage-ID: <1@b.example>\n\n" + std::string((25U << 20U) + 1, 'x'));
    CHECK(mail.too_much == "it is larger than 25 MB");
    CHECK(mail.from.email == "a@b.example");
    CHECK(mail.identity == "1@b.example");
}

TEST_CASE("a mail without a Message-ID is known by its bytes") {
    const auto one = mail_from("From: <a@b.example>\n\nx"), other = mail_from("From: <a@b.example>\n\ny");
    CHECK(one.message_id.empty());
    CHECK(one.identity.starts_with("sha256-"));
    CHECK(one.identity != other.identity);
    CHECK(one.identity == mail_from("From: <a@b.example>\n\nx").identity);
}

TEST_CASE("a very long text is recorded as far as it may, and attached whole") {
    const auto text = repeated("All work and no play.\n", 20'000);
    const auto mail = mail_from("From: <a@b.example>\n\n" + text);
    CHECK(mail.said.size() < 300'000);
    CHECK(mail.said.ends_with("[the whole text is in message.txt]"));
    REQUIRE(mail.files.size() == 1);
    CHECK(mail.files.front().bytes + "\n" == text);
}
