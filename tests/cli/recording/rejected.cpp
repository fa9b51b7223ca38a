#include "cli/recording/rejected.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

Ticket report(const std::string& title, const Requester& requester, const std::string& description = {}) {
    auto made = samples::ticket();
    made.title = title;
    made.requester = requester;
    made.description = description;
    return made;
}

bool stands_in(const std::string& mail, std::string_view line) {
    return ("\n" + mail).find("\n" + std::string(line) + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a refused report is a mail of whoever asked") {
    const auto mail =
        rejected_mail(report("Printer jams", {"Jane Doe", "jane@acme.example", "555-0101"}, "It stops.\nAt page 2."));
    CHECK(stands_in(mail, "Date: Fri, 20 Nov 2026 09:00:00 +0000"));
    CHECK(stands_in(mail, "From: Jane Doe <jane@acme.example>"));
    CHECK(stands_in(mail, "Subject: Printer jams"));
    CHECK(stands_in(mail, "X-Client: acme"));
    CHECK(mail.ends_with("\n\nIt stops.\nAt page 2.\n"));
}

TEST_CASE("nothing in a report can add a header") {
    const auto mail = rejected_mail(report("One\r\nX-Evil: yes", {"A\nX-Evil: yes", "x@y\r\nX-Evil: yes", ""}));
    CHECK(mail.find("\nX-Evil") == std::string::npos);
    CHECK(stands_in(mail, "Subject: One  X-Evil: yes"));
    CHECK(stands_in(mail, "From: =?UTF-8?Q?A_X=2DEvil=3A_yes?= <unknown@invalid>"));
}

TEST_CASE("lines of a kept report are never longer than 76 characters, whatever was typed") {
    std::string umlauts;
    for (int i = 0; i < 100; ++i) umlauts += "\u00fc";
    const auto mail = rejected_mail(report(umlauts, {umlauts, "jane@acme.example", ""}, umlauts + std::string(200, 'a')));
    std::size_t longest = 0, from = 0;
    for (auto end = mail.find('\n'); end != std::string::npos; from = end + 1, end = mail.find('\n', from))
        longest = std::max(longest, end - from);
    CHECK(longest <= 76);
    CHECK(mail.find("=C3?=") == std::string::npos);  // no character is broken
}

TEST_CASE("a requester without a name, or without an address, is a mailbox all the same") {
    CHECK(stands_in(rejected_mail(report("x", {"", "jane@acme.example", ""})), "From: <jane@acme.example>"));
    CHECK(stands_in(rejected_mail(report("x", {"Doe, Jane", "", ""})), "From: =?UTF-8?Q?Doe=2C_Jane?= <unknown@invalid>"));
    CHECK(stands_in(rejected_mail(report("x", {})), "From: <unknown@invalid>"));
}
