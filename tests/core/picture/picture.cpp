#include "core/picture/picture.hpp"

#include <doctest/doctest.h>

#include "core/contract/agent.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

/// Opened on Friday 20 November at 09:00, with the last character of its reference.
Ticket numbered(char last, const std::vector<Event>& events = {}) {
    auto made = ticket(events);
    made.id = reference(std::string("2611-0000") + last);
    return made;
}

/// The tickets that a picture points to are kept with it.
struct Pictured {
    std::vector<Ticket> tickets;
    Picture picture;
};

Pictured pictured(const std::vector<Ticket>& all, const Viewer& viewer) {
    Pictured made;
    std::vector<PictureMaker::Glance> glances;
    const PictureMaker maker(viewer);
    for (const auto& ticket : all)
        if (auto glance = maker.glance(ticket)) {
            made.tickets.push_back(ticket);
            glances.push_back(*std::move(glance));
        }
    made.picture = maker.picture(made.tickets, std::move(glances));
    return made;
}

char last_of(const Ticket* ticket) { return ticket->id.code().back(); }

/// The last characters of the references.
template <class Lines>
std::string codes(const Lines& lines) {
    std::string text;
    for (const auto& line : lines) text += last_of(line.ticket);
    return text;
}

const Picture::Load* load_of(const Picture& picture, const std::string& agent) {
    for (const auto& load : picture.agents)
        if (load.agent == agent) return &load;
    return nullptr;
}

}  // namespace

TEST_CASE("what is late, what is near its limit, and which clock is meant") {
    auto desk = desk_with_targets();  // a response within two hours
    const auto answered = numbered('3', {event("2026-11-20T09:30Z", did::Reply{"phone", "hello", false})});
    const std::vector all{numbered('1'), numbered('2'), answered};

    SUBCASE("over") {
        const auto made = pictured(all, {desk, at("2026-11-20T11:30Z")});
        CHECK(codes(made.picture.late) == "12");
        CHECK(made.picture.late.front().clocks->measure == "response");
        CHECK(made.picture.late.front().clocks->left == -Minutes(30));
        CHECK(made.picture.near.empty());
        CHECK(made.picture.open == 3);
    }
    SUBCASE("four fifths used up, where the policy does not say") {
        desk.policy.escalation->near.reset();
        CHECK(pictured(all, {desk, at("2026-11-20T10:35Z")}).picture.near.empty());
        CHECK(codes(pictured(all, {desk, at("2026-11-20T10:36Z")}).picture.near) == "12");
        CHECK(codes(pictured(all, {desk, at("2026-11-20T11:00Z")}).picture.near) == "12");
        CHECK(pictured(all, {desk, at("2026-11-20T11:00Z")}).picture.late.empty());
    }
    SUBCASE("as many percent used up as the policy says") {
        desk.policy.escalation->near = 25;
        CHECK(pictured(all, {desk, at("2026-11-20T09:29Z")}).picture.near.empty());
        CHECK(codes(pictured(all, {desk, at("2026-11-20T09:30Z")}).picture.near) == "12");
    }
}

TEST_CASE("what waits, and what is to be chased today") {
    const auto waits = [](const char* since, const char* until) {
        std::optional<Instant> at;
        if (until) at = samples::at(until);
        return event(since, did::Wait{"client", "", at});
    };
    const auto desk = samples::desk();
    const std::vector all{
        numbered('1', {waits("2026-11-20T10:00Z", nullptr)}), numbered('2', {waits("2026-11-20T09:30Z", "2026-11-24T00:00Z")}),
        numbered('3', {waits("2026-11-20T09:40Z", "2026-11-23T23:59Z")}),
        numbered('4', {waits("2026-11-20T09:50Z", "2026-11-22T09:00Z")}),
        numbered('5', {waits("2026-11-20T09:50Z", "2026-11-22T09:00Z"), event("2026-11-21T09:00Z", did::Resume{})})};
    const auto made = pictured(all, {desk, at("2026-11-23T08:00Z")});
    CHECK(codes(made.picture.chase) == "43");
    CHECK(codes(made.picture.waiting) == "21");
    CHECK(made.picture.waiting.back().whom == "client");
    CHECK(made.picture.waiting.back().since == at("2026-11-20T10:00Z"));
    CHECK(made.picture.open == 5);
}

TEST_CASE("nobody's, mine, and how much each agent has") {
    const auto desk = samples::desk();
    const auto given = [](const char* to) { return event("2026-11-20T09:10Z", did::Assign{to}); };
    const std::vector all{numbered('1'), numbered('2', {given("sam")}), numbered('3', {given("kim")}),
                          numbered('4', {given("sam"), event("2026-11-20T09:30Z", did::Wait{"vendor", "", {}})}),
                          numbered('5', {given("sam"), resolution(), closing()})};
    const Viewer by_sam{desk, at("2026-11-20T12:00Z"), "", "", "sam"};
    const auto made = pictured(all, by_sam);
    CHECK(codes(made.picture.unassigned) == "1");
    CHECK(codes(made.picture.mine) == "2");
    const auto* sam = load_of(made.picture, "sam");
    REQUIRE(sam);
    CHECK(sam->open == 2);
    CHECK(sam->waiting == 1);
    CHECK(made.picture.agents.front().agent == "sam");

    SUBCASE("of one agent alone") {
        const auto of_kim = pictured(all, {desk, at("2026-11-20T12:00Z"), "kim", "", "sam"});
        CHECK(codes(of_kim.picture.mine) == "3");
        CHECK(of_kim.picture.unassigned.empty());
        CHECK(of_kim.picture.agents.size() == 1);
        CHECK(of_kim.picture.open == 1);
    }
    SUBCASE("of one client alone") {
        auto others = all;
        others[0].client = "globex";
        const auto of_globex = pictured(others, {desk, at("2026-11-20T12:00Z"), "", "globex", "sam"});
        CHECK(of_globex.picture.open == 1);
        CHECK(of_globex.picture.agents.empty());
    }
    SUBCASE("without anybody who looks there is no mine") { CHECK(pictured(all, {desk, by_sam.now}).picture.mine.empty()); }
}

TEST_CASE("the hours of this week are those since Monday, whoever has the ticket") {
    const auto desk = samples::desk();
    const auto made =
        pictured({numbered('1', {worked("2026-11-22T22:00Z", Minutes(180)), worked("2026-11-23T09:00Z", Minutes(30)),
                                 worked("2026-11-24T09:00Z", Minutes(15), "kim")})},
                 {desk, at("2026-11-25T12:00Z")});
    REQUIRE(load_of(made.picture, "sam"));
    CHECK(load_of(made.picture, "sam")->worked == Minutes(60 + 30));  // of the first, the hour after midnight
    CHECK(load_of(made.picture, "kim")->worked == Minutes(15));
}

TEST_CASE("a client is named from the first percentage of the cap on that the policy warns of") {
    auto desk = samples::desk();
    desk.policy.hours->cap = Minutes(600);
    desk.policy.hours->warn_at = {80, 100};
    const Viewer viewer{desk, at("2026-11-25T12:00Z")};
    const auto hours = [&](Minutes time) {
        auto ticket = numbered('1', {worked("2026-11-24T09:00Z", time)});
        ticket.now.kind = std::get<did::Open>(samples::recorded(ticket).front().what).kind = "howto";
        return pictured({ticket}, viewer).picture.hours;
    };
    CHECK(hours(Minutes(479)).empty());
    REQUIRE(hours(Minutes(480)).size() == 1);
    CHECK(hours(Minutes(480)).front().used == Minutes(480));
    CHECK(hours(Minutes(601)).front().over == Minutes(1));
    desk.policy.hours->warn_at.clear();
    CHECK(hours(Minutes(600)).empty());
    CHECK(hours(Minutes(601)).size() == 1);
}

TEST_CASE("what came in since yesterday, on a Monday since Friday") {
    auto desk = samples::desk();
    Calendar office{"office", desk.policy.zone, {}, {}, {}};
    for (std::size_t day = 0; day < 5; ++day) office.week[day] = {{std::chrono::hours(9), std::chrono::hours(17)}};
    desk.policy.calendars.push_back(office);
    desk.policy.calendar = "office";
    const auto heard = numbered('2', {event("2026-11-23T09:00Z", did::Hear{"email", "again", "", false})});
    const auto thanked = numbered('3', {event("2026-11-23T09:00Z", did::Hear{"email", "thank you", "", true})});
    const std::vector all{numbered('1'), heard, thanked};
    const auto on = [&](const char* now) { return pictured(all, {desk, at(now)}); };

    const auto monday = on("2026-11-23T10:00Z");
    CHECK(monday.picture.since == at("2026-11-20T00:00Z"));
    CHECK(codes(monday.picture.came).size() == 3);
    CHECK(monday.picture.came.front().what == Picture::Came::What::opened);
    const auto tuesday = on("2026-11-24T10:00Z");
    CHECK(tuesday.picture.since == at("2026-11-23T00:00Z"));
    CHECK(codes(tuesday.picture.came) == "2");
    CHECK(tuesday.picture.came.front().what == Picture::Came::What::heard);
    CHECK(on("2026-11-25T10:00Z").picture.came.empty());
}

TEST_CASE("there is nothing to say where nothing is open, came in, or is near a cap") {
    const auto desk = samples::desk();
    CHECK(pictured({}, {desk, at("2026-11-25T12:00Z"), "", "", "sam"}).picture.is_empty());
    CHECK(pictured({numbered('1', {resolution(), closing()})}, {desk, at("2026-11-25T12:00Z")}).picture.is_empty());
    CHECK_FALSE(pictured({numbered('1')}, {desk, at("2026-11-25T12:00Z")}).picture.is_empty());
    Picture timed;
    timed.timer = {reference(), "", at("2026-11-25T12:00Z")};
    CHECK_FALSE(timed.is_empty());
}
