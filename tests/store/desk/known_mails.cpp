#include "store/desk/known_mails.hpp"

#include <doctest/doctest.h>

#include "core/verbs/recording.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

/// A ticket that was opened by this mail.
Ticket opened_by(const Store& store, const std::string& message) {
    Change change(store, {.git = false});
    NewTicket report;
    report.title = "A mail";
    report.message = message;
    auto ticket = open_ticket(report, change.mint(november), acting(store));
    change.stage(ticket, "open: A mail");
    change.commit();
    return ticket;
}

void break_file(const ScratchDesk& desk, const Reference& reference) {
    const auto path = path_of(reference);
    desk.write(path, desk.read(path) + "- at: never\n");
}

}  // namespace

TEST_CASE("the tickets that a mail may belong to are found, whether one is looked for or all are read") {
    const ScratchDesk desk;
    const auto store = desk.store();
    const auto first = opened_by(store, "1@a.example"), second = opened_by(store, "a: \"b\"\\ #@a.example");
    const auto other = opened_by(store, "3@a.example");
    const MailLeads leads{{"new@a.example", "1@a.example", "a: \"b\"\\ #@a.example"},
                          {other.id, Reference::canonical("2611-ZZZZZ").value()}};
    for (const auto& index : {MailIndex(store), MailIndex(store, leads)}) {
        const auto known = index.known(leads);
        CHECK(known.messages.size() == 2);
        CHECK(known.messages.at("1@a.example") == first.id);
        CHECK(known.messages.at("a: \"b\"\\ #@a.example") == second.id);
        CHECK(known.tickets.size() == 3);
        CHECK(known.tickets.at(other.id).title == "A mail");
    }
}

TEST_CASE("a Message-ID is found however somebody has written it, and not where it is the text of a ticket") {
    const ScratchDesk desk;
    const auto store = desk.store();
    const auto ticket = opened_by(store, "1@a.example");
    const auto path = path_of(ticket.id), canonical = desk.read(path);
    const MailLeads leads{{"0@a.example", "1@a.example"}, {}};
    const auto line = canonical.find("  message: ");
    REQUIRE(line != canonical.npos);
    for (const std::string written : {"  message: '1@a.example'\n", "  message:   \"1@a.example\"  # by hand\n",
                                      "  message:\n    1@a.example\n", "  message: >-\n    1@a.example\n"}) {
        desk.write(path, canonical.substr(0, line) + written);
        CAPTURE(desk.read(path));
        CHECK(MailIndex(store, leads).known(leads).messages.contains("1@a.example"));
    }
    desk.write(path, canonical.substr(0, line) + "  description: 'message: 1@a.example'\n");
    CHECK(MailIndex(store, leads).known(leads).messages.empty());
}

TEST_CASE("what was recorded since the tickets were read is known, too") {
    const ScratchDesk desk;
    const auto store = desk.store();
    MailIndex index(store);
    const auto ticket = opened_by(store, "1@a.example");
    const MailLeads leads{{"1@a.example"}, {}};
    CHECK(index.known(leads).messages.empty());
    index.add("1@a.example", ticket.id);
    CHECK(index.known(leads).tickets.contains(ticket.id));
}

TEST_CASE("a broken ticket is in the way of the mails that may belong to it, of each of them, and of no other") {
    const ScratchDesk desk;
    const auto store = desk.store();
    const auto broken = opened_by(store, "1@a.example");
    break_file(desk, broken.id);
    opened_by(store, "2@a.example");
    const MailLeads its{{"answer@a.example", "1@a.example"}, {}}, others{{"2@a.example"}, {}};
    const MailIndex all(store);
    for (int again = 0; again < 2; ++again) {
        CHECK(failure_of([&] { all.known(its); }).fault == Fault::malformed);
        CHECK(failure_of([&] { MailIndex(store, its).known(its); }).fault == Fault::malformed);
        CHECK(all.known(others).messages.size() == 1);
        CHECK(MailIndex(store, others).known(others).messages.size() == 1);
    }
}

TEST_CASE("a ticket is known by every mail that came and that went out") {
    const ScratchDesk desk;
    const auto store = desk.store();
    const auto id = created(store, "one").id;
    std::vector<Did> mails{did::Hear{"email", "Hello", "Jane", false, "hear@acme.example"},
                           did::Reply{"email", "Hello", false, id.text() + ".reply.1@desk.example"},
                           did::Sent{"acknowledgement", id.text() + ".sent.1@desk.example"},
                           did::Promise{"2026-12-01", {}, {}, id.text() + ".promise.1@desk.example"},
                           did::Rate{"good", {}, false, "rate@acme.example"}};
    did::Resolve resolution;
    resolution.text = "Done";
    resolution.message = id.text() + ".resolve.1@desk.example";
    mails.emplace_back(resolution);
    did::Close closing;
    closing.message = id.text() + ".close.1@desk.example";
    mails.emplace_back(closing);
    std::vector<std::string> ids;
    {
        Change change(store, {.git = false});
        auto ticket = change.load(id);
        for (const auto& mail : mails) {
            const auto event = dated(ticket, mail, acting(store));
            ids.emplace_back(message_of(event));
            append(ticket, event);
        }
        change.stage(ticket, "mails");
        change.commit();
    }
    for (const auto& message : ids) {
        CAPTURE(message);
        const MailLeads leads{{"new@acme.example", message}, {}};
        const auto known = MailIndex(store, leads).known(leads);
        CHECK(known.messages.size() == 1);
        CHECK(known.messages.contains(message));
        CHECK(known.tickets.contains(id));
    }
    CHECK(MailIndex(store).known({{"new@acme.example"}, {}}).tickets.empty());
}

}  // namespace desk
