#include <doctest/doctest.h>

#include "core/find/query.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

Query query(const std::string& word, const Desk& desk, Instant now) {
    return query_from({&word, 1}, {desk, now, [] { return "sam"; }});
}

}  // namespace

TEST_CASE("a ticket is due when the first of its running clocks is") {
    const auto desk = samples::desk_with_targets();
    const auto now = at("2026-11-20T09:30Z");
    const auto found = [&](const std::string& word, const Ticket& made) {
        return query(word, desk, now).matches({made, desk, now});
    };
    auto made = ticket();  // medium: due at 11:00
    for (const auto* word :
         {"due:<2h", "due:<=90m", "due:<=1h30", "due:today", "due:<monday", "due:>1h", "due:2026-11-20", "due:2026-11",
          "due:<=2026-11-20", "due:<2026-11-21", "not:due:none", "late:no", "breached:no", "due:none,2026-11-20"})
        CHECK_MESSAGE(found(word, made), word);
    for (const auto* word :
         {"due:<90m", "due:<1h", "due:>2h", "due:2026-11-21", "due:>2026-11-20", "due:none", "late:yes", "breached:yes"})
        CHECK_MESSAGE(!found(word, made), word);
    made.id = samples::reference("2611-00001");
    made.log = {};
    did::Open open;
    open.kind = "howto";
    append(made, {made.opened, "sam", open, {}});
    CHECK(found("due:none", made));
    CHECK(!found("due:<999w", made));
    CHECK(found("late:no", made));
}

TEST_CASE("what was missed stays breached, and only what runs is late") {
    const auto desk = samples::desk_with_targets();
    const auto now = at("2026-11-20T11:30Z");
    const auto found = [&](const std::string& word, const Ticket& made) {
        return query(word, desk, now).matches({made, desk, now});
    };
    auto late = ticket();
    CHECK(found("late:yes", late));
    CHECK(found("breached:yes", late));
    CHECK(found("due:<1h", late));
    auto answered = ticket({event("2026-11-20T11:15Z", did::Reply{"phone", "hello", false})});
    answered.id = samples::reference("2611-00001");
    CHECK(found("late:no", answered));
    CHECK(found("breached:yes", answered));
    CHECK(found("due:none", answered));
}

TEST_CASE("filters that ask the clocks need the log, and refuse what they cannot read") {
    const auto desk = samples::desk();
    const auto now = at("2026-11-20T09:30Z");
    const auto refused = [&](const std::string& word) { return samples::refusal([&] { query(word, desk, now); }, Fault::usage); };
    for (const auto* word : {"due:none", "due:<4h", "late:yes", "not:breached:no"}) {
        CHECK(query(word, desk, now).needs_log());
        CHECK(query(word, desk, now).asks_clocks());
    }
    CHECK(!query("1722", desk, now).asks_clocks());
    for (const auto* word : {"due:", "due:soon", "due:<4x", "due:20266"})
        CHECK(refused(word) == "\"" + std::string(word) + "\" is not a valid filter");
    CHECK(refused("due:4h") == "\"due:4h\" is not a valid filter");
    CHECK(refused("late:maybe") == "unknown answer \"maybe\"");
}
