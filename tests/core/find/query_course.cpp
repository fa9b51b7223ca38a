#include <doctest/doctest.h>

#include "core/contract/escalation_rules.hpp"
#include "core/find/query.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

const Instant now = at("2026-11-27T09:00Z");  // a Friday

const Desk& desk_of_samples() {
    static const auto made = samples::desk();
    return made;
}

Query query(const std::string& word) {
    const auto used = [] { return UsedWords{{"wait", {"landlord"}}, {"agent", {"zoe"}}}; };
    return query_from({&word, 1}, {desk_of_samples(), now, [] { return "sam"; }, used});
}

bool finds(const std::string& word, const Ticket& made) { return query(word).matches({made, desk_of_samples(), now}); }

std::string refusal(const std::string& word) {
    return samples::refusal([&] { query(word); }, Fault::usage);
}

Ticket resolved_on(std::string_view when) {
    return ticket({event(when, did::Resolve{"Template corrected", "fixed", "old template", ""})});
}

}  // namespace

TEST_CASE("what was resolved and closed is found by when, as long as it stands") {
    auto made = resolved_on("2026-11-24T10:00Z");
    CHECK(finds("resolved:this-week", made));
    CHECK(finds("resolved:2026-11-24", made));
    CHECK(finds("resolved:<3d", made));
    CHECK(!finds("resolved:yesterday", made));
    CHECK(finds("closed:none", made));
    append(made, event("2026-11-26T10:00Z", did::Close{}));
    CHECK(finds("closed:yesterday", made));
    CHECK(finds("resolved:this-week", made));
    CHECK(!finds("closed:none", made));
    append(made, event("2026-11-26T11:00Z", did::Reopen{"again", "", ""}));
    CHECK(finds("closed:none", made));
    CHECK(finds("resolved:none", made));
    CHECK(finds("cause:none", made));
    for (const auto* word : {"closed:today", "resolved:today", "updated:today", "cause:x", "status:open"})
        CHECK(query(word).finds_closed());
    for (const auto* word : {"by:sam", "waits:client", "until:today", "near:yes", "requester:jane"})
        CHECK(!query(word).finds_closed());
}

TEST_CASE("a ticket is updated by whatever was recorded last, but not by a clock that runs ahead") {
    auto made = ticket({event("2026-11-26T10:00Z", did::Note{"hello"})});
    CHECK(finds("updated:yesterday", made));
    append(made, event("2026-11-28T10:00Z", did::Note{"from a clock that runs ahead"}));
    CHECK(finds("updated:yesterday", made));
    append(made, event("2026-11-27T08:00Z", did::Note{"hello"}));
    CHECK(finds("updated:today", made));
    CHECK(refusal("updated:none") == "\"updated:none\" is not a valid filter");
}

TEST_CASE("the cause is that of the resolution, and a part of it is enough") {
    const auto made = resolved_on("2026-11-24T10:00Z");
    CHECK(finds("cause:Template", made));
    CHECK(!finds("cause:network", made));
    CHECK(finds("cause:network,old", made));
}

TEST_CASE("whom a ticket waits for, and until when") {
    auto made = ticket({event("2026-11-24T10:00Z", did::Wait{"client", "a screenshot", at("2026-11-28T09:00Z")})});
    CHECK(finds("waits:client", made));
    CHECK(finds("waits:CLIENT", made));
    CHECK(!finds("waits:landlord", made));
    CHECK(finds("until:tomorrow", made));
    CHECK(finds("until:<2d", made));
    CHECK(!finds("until:<1d", made));
    CHECK(finds("until:saturday", made));
    append(made, event("2026-11-25T10:00Z", did::Hear{"", "here it is", "", false}));
    CHECK(finds("waits:none", made));
    CHECK(finds("until:none", made));
    CHECK(refusal("waits:clinet") == "unknown wait \"clinet\", did you mean \"client\"?");
}

TEST_CASE("who has ever recorded something, or done the work") {
    auto made = ticket({event("2026-11-24T10:00Z", did::Note{"x"}, "kim")});
    CHECK(finds("by:sam", made));
    CHECK(finds("by:me", made));
    CHECK(finds("by:kim", made));
    CHECK(!finds("by:desk", made));
    CHECK(!finds("by:zoe", made));
    auto work = samples::worked(Minutes(25));
    work.who = "zoe";
    append(made, event("2026-11-25T10:00Z", work));
    CHECK(finds("by:zoe", made));
    CHECK(refusal("by:kimm") == "unknown agent \"kimm\", did you mean \"kim\"?");
}

TEST_CASE("a requester is found by a part of name, address or number") {
    auto made = ticket();
    made.requester = {"Jane Doe", "jane@acme.example", "+44 20 7946 0123"};
    for (const auto* word : {"requester:jane", "requester:doe", "requester:@acme", "requester:7946", "not:requester:none"})
        CHECK_MESSAGE(finds(word, made), word);
    CHECK(!finds("requester:bob", made));
    made.requester = {};
    CHECK(finds("requester:none", made));
}

TEST_CASE("near its limit is what has used up as much of its time as the policy says, and is not late") {
    auto desk = samples::desk_with_targets();  // 2 hours for a response
    const auto made = ticket();                // opened at 09:00
    const auto is_near = [&](std::string_view when) { return TicketNow(made, desk, at(when)).is_near(); };
    CHECK(!is_near("2026-11-20T10:35Z"));
    CHECK(is_near("2026-11-20T10:36Z"));
    CHECK(is_near("2026-11-20T11:00Z"));
    CHECK(!is_near("2026-11-20T11:01Z"));
    desk.policy.escalation->near = 50;
    CHECK(is_near("2026-11-20T10:00Z"));
    const std::string word = "near:yes";
    const auto when = at("2026-11-20T10:00Z");
    CHECK(query_from({&word, 1}, {desk, when, [] { return "sam"; }}).matches({made, desk, when}));
}
