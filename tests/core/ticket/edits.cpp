#include "core/ticket/edits.hpp"

#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Event edited(std::string_view when, std::string field, std::string from, std::string to) {
    return event(when, did::Edit{std::move(field), std::move(from), std::move(to)});
}

}  // namespace

TEST_CASE("what was edited later is taken back, and nothing else of the header") {
    auto made = ticket(
        {edited("2026-11-21T09:00Z", "client", "acme", "blue"), edited("2026-11-22T09:00Z", "client", "blue", "cira"),
         edited("2026-11-22T10:00Z", "requester.name", "", "Jane Doe"), edited("2026-11-22T10:00Z", "colour", "red", "green")});
    made.client = "cira";
    made.requester.name = "Jane Doe";
    const auto then = [&](std::string_view when) {
        auto copy = made;
        take_back_edits(copy, at(when));
        return copy.client + ", " + copy.requester.name + ", " + copy.title;
    };
    CHECK(then("2026-11-20T09:00Z") == "acme, , " + made.title);
    CHECK(then("2026-11-21T09:00Z") == "acme, , " + made.title);
    CHECK(then("2026-11-21T09:01Z") == "blue, , " + made.title);
    CHECK(then("2026-11-23T09:00Z") == "cira, Jane Doe, " + made.title);
}

TEST_CASE("a text over time begins as the first edit found it and ends as the header says") {
    auto made =
        ticket({edited("2026-11-21T09:00Z", "client", "acme", "blue"), edited("2026-11-22T09:00Z", "client", "blue", "cira")});
    made.client = "dora";  // somebody wrote it into the file
    TextOverTime client(made, "client", made.client);
    std::vector<std::string> texts{client.text()};
    for (const auto& each : made.log) {
        client.take(each);
        texts.push_back(client.text());
    }
    CHECK(texts == Lines{"acme", "acme", "blue", "dora"});
    CHECK(was_ever_of(made, "acme"));
    CHECK(was_ever_of(made, "dora"));
    CHECK_FALSE(was_ever_of(made, "eve"));
}
