#include "store/desk/known_mails.hpp"

#include <doctest/doctest.h>

#include "tests/store/scratch.hpp"

using namespace desk;
using namespace desk::test;

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
        const auto known = known_mails(store, {{"new@acme.example", message}, {}});
        CHECK(known.messages.size() == 1);
        CHECK(known.messages.contains(message));
        CHECK(known.tickets.contains(id));
    }
    CHECK(known_mails(store, {{"new@acme.example"}, {}}).tickets.empty());
}
