#include "core/mail/decide.hpp"

#include "core/contract/agent.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/intake_rules.hpp"
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

TEST_CASE("a client whose file is broken may have written what nobody else has") {
    auto [desk, known, now] = sample();
    Client broken;
    broken.name = "broken";
    broken.broken = Problem{{"clients/broken.toml"}, "no value"};
    desk.clients.push_back(broken);
    CHECK_THROWS_AS(decide(mail_from("From: <a@nobody.example>\n\nx"), desk, known, now), Error);
    CHECK_NOTHROW(decide(mail_from("From: <a@mesa.example>\n\nx"), desk, known, now));
}
