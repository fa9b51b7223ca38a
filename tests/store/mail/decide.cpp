#include "core/mail/decide.hpp"

#include "core/contract/agent.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/reopen_rules.hpp"
#include "store/mail/read.hpp"
#include "tests/store/mail/cases.hpp"

using namespace desk;
using nlohmann::json;
using samples::mail_cases;
using samples::text_in;

namespace {

Instant instant(const std::string& text) { return *instant_from(text); }

/// As `tests/mail/desk/desk.toml` says it.
Policy policy_from(const json& data) {
    Policy policy;
    policy.channels.push_back({.name = "email", .address = text_in(data, "desk")});
    for (const auto& [address, name] : data["agents"].items()) policy.agents.push_back({name.get<std::string>(), "", address});
    policy.reopen->within = data["reopen_days"].get<int>();
    policy.intake->on_missing = Strictness::refuse;
    policy.intake->unless_client_known = true;
    for (const auto* name : {"name", "client", "phone", "description"}) {
        Policy::Intake::Item item;
        item.name = name;
        policy.intake->items.push_back(item);
    }
    return policy;
}

Client client_from(const std::string& name, const json& data) {
    Client client;
    client.name = name;
    client.full = text_in(data, "name");
    for (const auto& domain : data["domains"]) client.domains.push_back(domain.get<std::string>());
    for (const auto& address : data["contacts"])
        client.contacts.push_back({"", address.get<std::string>(), "", "user", {}, {}, ""});
    Client::Contract contract;
    contract.from = *day_from("2026-01-01");
    client.contracts.push_back(contract);
    return client;
}

/// Opened by the first of its mails; the others are answers.
Ticket ticket_from(const std::string& reference, const json& data) {
    Ticket ticket;
    ticket.id = *Reference::canonical(reference);
    ticket.client = text_in(data, "client");
    ticket.requester.email = text_in(data, "requester");
    auto at = instant("2026-09-01T08:00Z");
    for (const auto& message : data["messages"]) {
        did::Open open;
        open.message = message.get<std::string>();
        Event event{at, "pat", open, {}};
        if (!ticket.log.empty()) event.what = did::Reply{"email", "We look into it.", false, open.message};
        append(ticket, event);
        at += std::chrono::minutes(1);
    }
    if (data["closed"].is_string()) append(ticket, {instant(text_in(data, "closed")), "pat", did::Close{}, {}});
    return ticket;
}

struct Sample {
    Desk desk;
    KnownMails known;
    Instant now{};
};

Sample sample() {
    const auto data = json::parse(samples::file_of(TEST_MAILS "/desk.json"));
    Sample sample;
    sample.desk.policy = policy_from(data);
    sample.now = instant(text_in(data, "now"));
    for (const auto& [name, client] : data["clients"].items()) sample.desk.clients.push_back(client_from(name, client));
    for (const auto& [reference, ticket] : data["tickets"].items()) {
        const auto made = ticket_from(reference, ticket);
        for (const auto& event : made.log)
            if (!message_of(event).empty()) sample.known.messages.emplace(message_of(event), made.id);
        sample.known.tickets.emplace(made.id, made);
    }
    return sample;
}

void check_found(const MailDecision& decision, const json& expected) {
    CHECK(decision.ticket.has_value() == !expected.is_null());
    if (!decision.ticket || expected.is_null()) return;
    CHECK(decision.ticket->ticket.text() == text_in(expected, "ticket"));
    CHECK(decision.ticket->by == text_in(expected, "by"));
}

std::string text_of(const std::optional<Reference>& reference) { return reference ? reference->text() : std::string(); }

}  // namespace

TEST_CASE("each of the made-up mails becomes what it should") {
    const auto [desk, known, now] = sample();
    for (const auto& made : mail_cases()) {
        const auto& [kind, bytes, expected] = made;
        CAPTURE(made.kind);
        const auto decision = decide(mail_from(bytes), desk, known, now);
        CHECK(word_of(automatic_words, decision.automatic) == text_in(expected, "automatic"));
        CHECK(decision.may_answer == expected["may_answer"].get<bool>());
        CHECK(decision.received.by == text_in(expected, "received_by"));
        CHECK(decision.received.at == instant(text_in(expected, "received")));
        CHECK(decision.requester.name == text_in(expected["requester"], "name"));
        CHECK(decision.requester.email == text_in(expected["requester"], "email"));
        if (expected.contains("debatable")) continue;
        CHECK(word_of(mail_verdicts, decision.verdict) == text_in(expected, "verdict"));
        CHECK(decision.event == text_in(expected, "event"));
        CHECK(decision.client == text_in(expected, "client"));
        CHECK(decision.client_by == text_in(expected, "client_by"));
        check_found(decision, expected["reference"]);
        CHECK(text_of(decision.mentions) == text_in(expected, "mentions"));
        CHECK(text_of(decision.follows) == text_in(expected, "follows"));
        if (expected.contains("title")) CHECK(decision.report.title == text_in(expected, "title"));
        if (expected.contains("said")) CHECK(decision.said == text_in(expected, "said"));
    }
}

namespace {

/// What becomes of a mail with these headers.
MailDecision decided(const std::string& headers, const Sample& by, bool forced = false) {
    return decide(mail_from(headers + "\n\nIt is back.\n"), by.desk, by.known, by.now, forced);
}

constexpr auto of_keisha = "From: <keisha@harbor.example>\nMessage-ID: <new@harbor.example>\n";

}  // namespace

TEST_CASE("a ticket is quiet where no answer may go to the mail that opens it, whoever forwards it") {
    const auto by = sample();
    const auto is_quiet = [&](const std::string& headers) {
        const auto decision = decided(headers, by, true);
        CHECK(decision.event == "open");
        return decision.report.quiet;
    };
    const std::string of_client = of_keisha;
    CHECK_FALSE(is_quiet(of_client + "Subject: x"));
    for (const auto* header : {"List-Id: <l>", "Auto-Submitted: auto-generated", "Precedence: bulk", "Return-Path: <>",
                               "X-Auto-Response-Suppress: All"}) {
        CAPTURE(header);
        CHECK(is_quiet(of_client + header));
    }
    const auto forwarded = [](const std::string& inner) {
        return "From: <pat@junction.example>\nContent-Type: message/rfc822\n\nFrom: <keisha@harbor.example>\n" + inner;
    };
    CHECK_FALSE(is_quiet(forwarded("Subject: x")));
    CHECK(is_quiet(forwarded("Precedence: bulk")));
}

TEST_CASE("what the client writes about a closed ticket opens it again where the policy says so") {
    auto by = sample();
    const std::string about = "Subject: Re: [2611-B3CDE]";
    CHECK_FALSE(decided(of_keisha + about, by).reopening);
    by.desk.policy.mail->reopens = true;
    const auto decision = decided(of_keisha + about, by);
    CHECK(decision.event == "hear");
    CHECK(decision.reopening == did::Reopen{"It is back.", "other", "email"});
    const auto is_reopened = [&](const std::string& headers) { return decided(headers, by).reopening.has_value(); };
    CHECK_FALSE(is_reopened(of_keisha + about + "\nAuto-Submitted: auto-replied"));
    CHECK_FALSE(is_reopened("From: <pat@junction.example>\n" + about));
    CHECK_FALSE(is_reopened(std::string(of_keisha) + "Subject: [2611-K7QF4]"));
    // A stranger who knows the Message-ID is heard.
    const auto stranger = decided("From: <k@home.example>\nIn-Reply-To: <first.3.harbor@harbor.example>", by);
    CHECK(stranger.event == "hear");
    CHECK_FALSE(stranger.reopening);
    CHECK(is_reopened(std::string(of_keisha) + "Subject: x\nIn-Reply-To: <first.3.harbor@harbor.example>"));
}

TEST_CASE("a score is a rating of a finished ticket, also when that can no longer be reopened") {
    auto by = sample();
    by.desk.policy.feedback->scale = {"good", "poor"};
    by.desk.policy.mail->reopens = true;
    const auto decision = decided(std::string(of_keisha) + "Subject: [2611-B3CDE] score: Good", by);
    CHECK(decision.event == "rate");
    CHECK(decision.rating == did::Rate{"good", "It is back.", false, "new@harbor.example"});
    CHECK_FALSE(decision.reopening);
    const std::string of_ivy = "From: <ivy@mesa.example>\n", rates = "Subject: [2609-HJ4KM] score: poor";
    CHECK(decided(of_ivy + rates, by).event == "rate");
    CHECK(decided(of_ivy + "Subject: [2609-HJ4KM] score: fair", by).event == "open");
    for (const auto& headers :
         {of_keisha + rates, "From: <pat@junction.example>\n" + rates, of_ivy + rates + "\nPrecedence: bulk",
          of_keisha + std::string("Subject: [2611-B3CDE] score: fair"),
          of_keisha + std::string("Subject: [2611-K7QF4] score: good")}) {
        CAPTURE(headers);
        const auto other = decided(headers, by);
        CHECK(other.event != "rate");
        CHECK_FALSE(other.rating);
        CHECK_FALSE(other.reopening);
    }
}

TEST_CASE("whoever follows the link of a mail says that it works, and a link reopens nothing") {
    auto by = sample();
    by.desk.policy.mail->reopens = true;
    const std::string works = "Subject: [2611-B3CDE] confirm: it works";
    const auto decision = decided(of_keisha + works, by);
    CHECK(decision.event == "confirm");
    CHECK(decision.confirms);
    CHECK_FALSE(decision.reopening);
    for (const auto& headers : {"From: <pat@junction.example>\n" + works, of_keisha + works + "\nPrecedence: bulk",
                                of_keisha + std::string("Subject: Re: [2611-B3CDE] confirm: it works"),
                                of_keisha + std::string("Subject: [2611-K7QF4] confirm: it works")})
        CHECK_FALSE(decided(headers, by).confirms);
    for (const auto* subject : {"[2611-B3CDE] score: ", "[2611-B3CDE] score: meh"}) {
        const auto other = decided(of_keisha + std::string("Subject: ") + subject, by);
        CHECK_FALSE(other.reopening);
    }
}

TEST_CASE("an answer finds its ticket by a mail that was sent, automatic or not, also in References alone") {
    auto by = sample();
    auto& ticket = by.known.tickets.at(*Reference::canonical("2611-K7QF4"));
    did::Resolve resolution;
    resolution.text = "Done.";
    resolution.message = "2611-K7QF4.resolve.1@junction.example";
    append(ticket, {by.now, "desk", did::Sent{"acknowledgement", "2611-K7QF4.sent.1@junction.example"}, {}});
    append(ticket, {by.now, "pat", resolution, {}});
    for (const auto& event : ticket.log)
        if (!message_of(event).empty()) by.known.messages.emplace(message_of(event), ticket.id);
    for (const auto* headers :
         {"In-Reply-To: <2611-K7QF4.sent.1@junction.example>", "In-Reply-To: <2611-K7QF4.resolve.1@junction.example>",
          "References: <2611-K7QF4.resolve.1@junction.example> <x@y.example>"}) {
        CAPTURE(headers);
        const auto decision = decided(std::string(of_keisha) + headers, by);
        CHECK(decision.event == "hear");
        REQUIRE(decision.ticket);
        CHECK(decision.ticket->ticket == ticket.id);
    }
}

TEST_CASE("an answer to a mail of a clone that was not heard of yet finds its ticket, for those who may quote its reference") {
    const auto by = sample();
    const std::string answers = "Subject: x\nIn-Reply-To: <2611-K7QF4.reply.20261120T091500000Z@junction.example>";
    const auto of_client = decided(of_keisha + answers, by);
    REQUIRE(of_client.ticket);
    CHECK(of_client.ticket->ticket.text() == "2611-K7QF4");
    CHECK(of_client.ticket->by == "in-reply-to");
    CHECK_FALSE(decided("From: <k@home.example>\n" + answers, by).ticket);
    CHECK_FALSE(decided("From: <ivy@mesa.example>\n" + answers, by).ticket);
    const std::string elsewhere = "Subject: x\nIn-Reply-To: <2611-K7QF4.reply.20261120T091500000Z@other.example>";
    CHECK_FALSE(decided(of_keisha + elsewhere, by).ticket);
}

TEST_CASE("a client whose file is broken may have written what nobody else has") {
    auto [desk, known, now] = sample();
    Client broken;
    broken.name = "broken";
    broken.broken = Problem{{"clients/broken.toml"}, "no value"};
    desk.clients.push_back(broken);
    CHECK_THROWS_AS(decide(mail_from("From: <a@nobody.example>\n\nx"), desk, known, now), Error);
    CHECK_NOTHROW(decide(mail_from("From: <a@mesa.example>\n\nx"), desk, known, now));
}
