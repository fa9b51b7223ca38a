#include "core/mail/outgoing.hpp"

#include <doctest/doctest.h>

#include "core/contract/channel.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;

namespace {

Policy policy() {
    auto policy = samples::policy();
    policy.channels = {{.name = "phone", .address = "555-0100"}, {.name = "email", .address = "help@junction.example"}};
    return policy;
}

Ticket ticket(std::string opened = "1@acme.example") {
    auto ticket = samples::empty_ticket();
    ticket.requester.email = "jane@acme.example";
    did::Open open;
    open.message = std::move(opened);
    append(ticket, event("2026-11-20T09:00Z", open, "desk"));
    return ticket;
}

Ticket with(Ticket ticket, std::string_view when, Did what) {
    append(ticket, event(when, std::move(what)));
    return ticket;
}

OutgoingMail about(const Ticket& ticket, const Policy& policy = ::policy(), const Client* client = nullptr) {
    return mail_about(ticket, {policy, client}, address_of(policy), at("2026-11-21T12:00Z"));
}

}  // namespace

TEST_CASE("whoever reported by phone gets mails at the address that the client's file has") {
    Client client;
    client.contacts = {{"Jane Doe", "jane@acme.example", "", "user", {}, {}, ""}};
    auto by_phone = samples::ticket();
    by_phone.requester = {"jane doe", "", "555-0100"};
    CHECK(about(by_phone, policy(), &client).to.front().email == "jane@acme.example");
    by_phone.requester.name = "Bo Ray";
    CHECK_THROWS_AS(about(by_phone, policy(), &client), Error);
}

TEST_CASE("an address of another client is told from the ticket's own and from nobody's") {
    auto desk = samples::desk();
    Client acme, mesa;
    acme.name = "acme", acme.domains = {"acme.example"};
    mesa.name = "mesa", mesa.domains = {"mesa.example"};
    desk.clients = {acme, mesa};
    auto of_acme = samples::ticket();
    of_acme.client = "acme";
    CHECK(other_client_at("jo@mesa.example", of_acme, desk)->name == "mesa");
    CHECK(!other_client_at("jo@acme.example", of_acme, desk));
    CHECK(!other_client_at("jo@home.example", of_acme, desk));
    of_acme.client.clear();
    CHECK(!other_client_at("jo@mesa.example", of_acme, desk));
}

TEST_CASE("a Message-ID says the ticket, the deed and when, and is the same whenever it is made") {
    const auto id = message_id(samples::reference(), "reply", at("2026-11-20T09:14:03.217Z"), address_of(policy()));
    CHECK(id == "2611-K7QF4.reply.20261120T091403217Z@junction.example");
    Mail mail;
    mail.message_id = id;
    CHECK(automatic(mail, address_of(policy())) == Automatic::own);
}

TEST_CASE("a mail answers what the client wrote last, in the thread of the ticket's mails") {
    auto spoken = with(ticket(), "2026-11-20T10:00Z", did::Hear{"email", "more", "", false, "2@acme.example"});
    spoken = with(spoken, "2026-11-20T11:00Z", did::Reply{"email", "yes", false, "ours@junction.example"});
    const auto mail = about(spoken);
    CHECK(mail.in_reply_to == "2@acme.example");
    CHECK(mail.references == std::vector<std::string>{"1@acme.example", "2@acme.example", "ours@junction.example"});
    CHECK(mail.subject == "[" + spoken.id.text() + "] " + spoken.title);
    CHECK(mail.to.front().email == "jane@acme.example");
}

TEST_CASE("what is no Message-ID of a mail is in no header") {
    const auto made_up = about(ticket("sha256-ab@unknown.invalid"));
    CHECK(made_up.references.empty());
    CHECK(made_up.in_reply_to.empty());
    const auto forged = about(ticket("a>\r\nBcc: <evil@x.example"));
    CHECK(forged.references.empty());
}

TEST_CASE("of a long thread the first mail and the last ones are named") {
    auto long_one = ticket();
    for (int i = 2; i <= 40; ++i)
        append(long_one, Event{at("2026-11-20T10:00Z") + std::chrono::minutes(i),
                               "desk",
                               did::Hear{"email", "more", "", false, std::to_string(i) + "@acme.example"},
                               {}});
    const auto mail = about(long_one);
    CHECK(mail.references.size() == 20);
    CHECK(mail.references.front() == "1@acme.example");
    CHECK(mail.references[1] == "22@acme.example");
    CHECK(mail.references.back() == "40@acme.example");
}

TEST_CASE("no mail without somebody to send it to, and somewhere for the answer") {
    const auto refused = [](const Ticket& ticket, const Policy& policy) {
        return samples::refusal([&] { about(ticket, policy); });
    };
    auto to_nobody = ticket(), to_two = ticket(), to_us = ticket();
    to_nobody.requester.email.clear();
    to_two.requester.email = "a,evil@x.example";
    to_us.requester.email = "help+x@junction.example";
    CHECK(refused(to_nobody, policy()) == to_nobody.id.text() + " has no address to send to");
    CHECK(refused(to_two, policy()).ends_with(" has no address to send to: a,evil@x.example cannot be mailed to"));
    CHECK(refused(to_us, policy()).ends_with(" has no address to send to: help+x@junction.example is the desk's own"));
    CHECK(refused(ticket(), samples::policy()) == "the policy has no mail address that a mail could come from");
}
