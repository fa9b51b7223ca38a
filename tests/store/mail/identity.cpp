#include "store/mail/identity.hpp"

#include <string>

#include <doctest/doctest.h>

#include "store/mail/read.hpp"

using namespace desk;

namespace {

const std::string mail = "From: jane@acme.example\nSubject: x\n folded\n\nIt stops.\n";

}  // namespace

TEST_CASE("a mail that is sent again is the same, whatever those who passed it on have added") {
    for (const auto* added : {"From jane@acme.example Fri Nov 20 09:00:00 2026\n", "Received: by mx\n\twith SMTP; Fri\n",
                              "Return-Path: <jane@acme.example>\nDelivered-To: help@junction.example\n",
                              "From x\nRECEIVED : by mx\nX-Original-To: help@junction.example\n"})
        CHECK(mail_digest(added + mail) == mail_digest(mail));
    CHECK(mail_from("Received: by mx\n" + mail).identity == mail_from(mail).identity);
}

TEST_CASE("what its writer has written makes it another") {
    for (const auto* other : {"From: jane@acme.example\nSubject: y\n folded\n\nIt stops.\n",
                              "From: jane@acme.example\nSubject: x\n folded\n\nIt stops!\n",
                              "From: jane@acme.example\nSubject: x\n\nfolded\n\nIt stops.\n",
                              "Date: Fri\nFrom: jane@acme.example\nSubject: x\n folded\n\nIt stops.\n",
                              "From: jane@acme.example\nSubject: x\n folded\n\nReceived: It stops.\n", ""})
        CHECK(mail_digest(other) != mail_digest(mail));
}
