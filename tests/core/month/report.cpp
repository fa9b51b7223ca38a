#include "core/month/report.hpp"

#include <fmt/format.h>

#include "core/contract/feedback_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/report_rules.hpp"
#include "core/duty/rating.hpp"
#include "core/month/weeks.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;
using namespace std::chrono;

namespace {

Instant november_from() { return zone("Europe/London").start(2026y / November); }
using Scores = std::vector<ScoreCount>;

Period november() { return {november_from(), zone("Europe/London").start(2026y / December)}; }

/// A desk with targets, on the hours of an office.
Desk timed_desk() { return samples::desk(timed()); }

PeriodReport report(const std::vector<Ticket>& tickets, const Desk& desk = timed_desk(), const Period& period = november()) {
    return report_of(tickets, period, "", desk);
}

did::Rate score(std::string word, bool read = false, std::string text = "") { return {std::move(word), std::move(text), read}; }

Ticket opened_on(std::string_view when, const std::vector<Event>& events = {}) {
    auto made = ticket();
    made.id = mint(2026y / November, static_cast<std::uint32_t>(at(when).time_since_epoch().count() / 1000));
    made.opened = at(when);
    samples::recorded(made).front().at = made.opened;
    for (const auto& each : events) append(made, each);
    return made;
}

}  // namespace

TEST_CASE("a ticket as of an instant has the log up to it, and the header that follows") {
    const auto whole = ticket({resolution(), closing()});
    const auto then = as_of(whole, at("2026-11-20T10:15Z"));
    CHECK(then.log.size() == 2);
    CHECK(then.now.status == Status::resolved);
    CHECK(as_of(whole, at("2026-11-20T10:00Z")).now.status == Status::fresh);
    CHECK(as_of(whole, at("2027-01-01T00:00Z")) == whole);
    CHECK(as_of(whole, at("2026-01-01T00:00Z")).log.size() == 1);  // it was opened, whenever that was recorded
}

TEST_CASE("what is told of a month that runs ends with what was recorded by now, even where that is dated a little later") {
    const auto whole = november();
    const auto now = at("2026-11-20T10:00Z");
    const auto until = [&](const std::vector<Event>& events) {
        return to_text(so_far(whole, std::vector{opened_on("2026-11-10T09:00Z", events)}, now).until);
    };
    CHECK(until({}) == "2026-11-20T10:00:00.001Z");
    CHECK(until({resolved_by("2026-11-20T10:00:00.007Z")}) == "2026-11-20T10:00:00.008Z");
    CHECK(until({resolved_by("2026-11-20T10:00:00.007Z"), closed_at("2026-11-20T11:00:00.001Z")}) == "2026-11-20T10:00:00.008Z");
    CHECK(so_far(whole, {}, at("2026-12-24T10:00Z")) == whole);
    CHECK(so_far(whole, {}, at("2026-10-24T10:00Z")).until == whole.from);
    CHECK(as_of(std::vector{opened_on("2026-11-10T09:00Z"), opened_on("2026-11-11T09:00Z")}, at("2026-11-11T09:00Z")).size() ==
          1);
}

TEST_CASE("how long callers waited is told of what was opened in the period, by channel: the median and the longest") {
    const auto waited = [](std::string_view when, std::optional<Seconds> time, const std::string& channel = "phone") {
        auto made = opened_on(when);
        made.channel = channel;
        std::get<did::Open>(samples::recorded(made).front().what).waited = time;
        return made;
    };
    const std::vector tickets{waited("2026-11-02T09:00Z", Seconds(40)),  waited("2026-11-03T09:00Z", Seconds(0)),
                              waited("2026-11-04T09:00Z", Seconds(900)), waited("2026-11-05T09:00Z", {}),
                              waited("2026-10-05T09:00Z", Seconds(7)),   waited("2026-11-06T09:00Z", Seconds(20), "chat")};
    CHECK(report(tickets).waited ==
          std::vector<CallWait>{{"chat", 1, Seconds(20), Seconds(20)}, {"phone", 3, Seconds(40), Seconds(900)}});
    CHECK(report({waited("2026-11-05T09:00Z", {})}).waited.empty());
}

TEST_CASE(
    "of two escalations, or changes of the kind, that a merge brought together the one that changed nothing is not counted") {
    const auto raised = [](std::string_view when, std::string by) {
        auto made = event(when, did::Escalate{1, 2, "", "", "near 80 % resolve"});
        made.by = std::move(by);
        return made;
    };
    const std::vector tickets{
        opened_on("2026-11-10T09:00Z", {raised("2026-11-10T10:00Z", "desk"), raised("2026-11-10T10:01Z", "desk"),
                                        event("2026-11-10T11:00Z", did::Escalate{2, 3, "", "", ""}),
                                        event("2026-11-10T12:00Z", did::Kind{"fault", "change", ""}),
                                        event("2026-11-10T12:01Z", did::Kind{"fault", "change", ""})})};
    const auto made = report(tickets);
    CHECK(made.escalated_by_rule == 1);
    CHECK(made.escalated_by_hand == 1);
    CHECK(made.tiers == std::map<int, int>{{2, 1}, {3, 1}});
    REQUIRE(made.kind_changes.size() == 1);
    CHECK(made.kind_changes[0].second == 1);
}

TEST_CASE("volume counts what happened in the period, and what is open at its beginning and end") {
    const std::vector tickets{opened_on("2026-10-20T09:00Z", {resolved_by("2026-11-02T09:00Z"), reopened("2026-11-03T09:00Z"),
                                                              resolved_by("2026-11-04T09:00Z"), closed_at("2026-11-05T09:00Z")}),
                              opened_on("2026-11-10T09:00Z"), opened_on("2026-10-01T09:00Z", {resolved_by("2026-10-02T09:00Z")}),
                              opened_on("2026-11-11T09:00Z", {event("2026-11-12T09:00Z", did::Scope{"out", "hardware"})})};
    const auto made = report(tickets);
    CHECK(made.volume.all == Volume{1, 2, 1, 2, 0, 0, 0, 2, 1, 1});
    CHECK(made.volume.all.balance() == 2);
    CHECK(made.volume.channels.at("email") == made.volume.all);
    CHECK(made.volume.clients.at("acme").opened == 2);
    CHECK(made.reopened_for == Counts{{"recurred", 1}});
    CHECK(made.causes == Counts{{"hardware", 1}});
    CHECK(made.days.size() == 30);
    CHECK(made.days.at(9).second.opened == 1);
    CHECK(made.days.at(1).second.resolved == 1);
    CHECK(made.days.at(3).second.resolved == 1);  // its second resolution
}

TEST_CASE("a target belongs to the month in which it was met, or was due and missed") {
    // High: a response within 3 business hours, a resolution within 24.
    const auto of = [](std::vector<Event> events, const Period& period) {
        auto made = ticket_of("high", events);
        std::string text;
        const auto counted = report_of(std::vector{as_of(made, period.until)}, period, "", timed_desk()).targets;
        for (const auto& each : counted)
            text += fmt::format("{} {} {}/{} ", each.priority, to_text(each.measure), each.met, each.missed);
        return text;
    };
    const Period december{november().until, zone("Europe/London").start(2027y / January)};
    CHECK(of({replied("2026-11-20T11:00Z"), resolved_by("2026-11-23T09:00Z")}, november()) ==
          "high respond 1/0 high resolve 1/0 ");
    CHECK(of({replied("2026-11-20T12:01Z")}, november()) == "high respond 0/1 high resolve 0/1 ");
    CHECK(of({replied("2026-11-20T11:00Z"), resolved_by("2026-12-03T09:00Z")}, november()) ==
          "high respond 1/0 high resolve 0/1 ");
    CHECK(of({replied("2026-11-20T11:00Z"), resolved_by("2026-12-03T09:00Z")}, december).empty());
    CHECK(of({}, {november().from, at("2026-11-20T11:59Z")}).empty());                    // nothing is decided yet
    CHECK(of({}, {november().from, at("2026-11-20T12:00Z") + Milliseconds(1)}).empty());  // due now is not late
    CHECK(of({}, {november().from, at("2026-11-20T12:01Z")}) == "high respond 0/1 ");
    CHECK(of({prioritised("2026-11-20T13:00Z", "critical"), replied("2026-11-20T13:01Z")},
             {november().from, at("2026-11-20T13:30Z")}) == "high respond 0/1 ");
}

TEST_CASE("the worst are those over by most, at the most five, with what may have made them late") {
    std::vector<Ticket> tickets;
    for (int day = 2; day < 9; ++day) {
        auto made = ticket_of("high", {waits_for("2026-11-20T09:10Z", "client"), resumed("2026-11-20T09:40Z")});
        made.id = mint(2026y / November, static_cast<std::uint32_t>(day));
        for (auto& each : samples::recorded(made)) each.at -= days(day);
        made.opened -= days(day);
        tickets.push_back(made);
    }
    const auto worst = report(tickets).worst;
    REQUIRE(worst.size() == 5);
    CHECK(std::ranges::is_sorted(worst, std::greater(), &Decided::over));
    CHECK(worst.front().why == "nobody has it; waited 0:30 for client");
    CHECK(worst.front().target == "3 business hours");
}

TEST_CASE("the median and the 90th percentile are by nearest rank") {
    const auto spread = [](int count) {
        std::vector<Seconds> times;
        for (int i = count; i > 0; --i) times.emplace_back(i);
        return spread_of(times);
    };
    CHECK(spread(0) == Spread{});
    CHECK(spread(1) == Spread{1, Seconds(1), Seconds(1)});
    CHECK(spread(2) == Spread{2, Seconds(1), Seconds(2)});
    CHECK(spread(10) == Spread{10, Seconds(5), Seconds(9)});
    CHECK(spread(11) == Spread{11, Seconds(6), Seconds(10)});
    CHECK(spread(100) == Spread{100, Seconds(50), Seconds(90)});
}

TEST_CASE("times are open time of the desk's calendar, with or without a target") {
    auto made = ticket_of("", {replied("2026-11-20T17:30Z"), resolved_by("2026-11-23T09:00Z")});
    const auto counted = report({made});
    CHECK(counted.respond == Spread{1, Minutes(510), Minutes(510)});
    CHECK(counted.resolve == Spread{1, hours(10), hours(10)});
}

TEST_CASE("C1, B17: at first contact is what one agent resolves while the client is there, or within the hour") {
    const auto first = [](std::vector<Event> events, const Policy& policy = timed()) {
        return report({ticket(events)}, samples::desk(policy)).first_contact.front().first;
    };
    const auto resolve = [](std::string_view when, std::string during = "", std::string by = "sam") {
        return event(when, did::Resolve{"done", "", "", std::move(during)}, std::move(by));
    };
    CHECK(first({resolve("2026-11-20T10:00Z")}) == 1);
    CHECK(first({resolve("2026-11-20T10:01Z")}) == 0);
    CHECK(first({resolve("2026-11-20T12:00Z", "call")}) == 1);
    CHECK(first({resolve("2026-11-20T12:00Z", "visit")}) == 1);
    CHECK(first({replied("2026-11-20T09:20Z"), replied("2026-11-20T09:30Z"), resolve("2026-11-20T10:00Z")}) == 1);
    CHECK(first({event("2026-11-20T09:10Z", did::Hear{"email", "And?", ""}), resolve("2026-11-20T09:30Z", "call")}) == 0);
    CHECK(first({waits_for("2026-11-20T09:10Z", "vendor"), resolve("2026-11-20T09:30Z")}) == 0);
    CHECK(first({event("2026-11-20T09:10Z", did::Escalate{1, 2, "", "", ""}), resolve("2026-11-20T09:30Z", "call")}) == 0);
    CHECK(first({resolve("2026-11-20T09:30Z", "call", "kim")}) == 0);
    CHECK(first({event("2026-11-20T09:10Z", did::Assign{"kim"}), resolve("2026-11-20T09:30Z", "call")}) == 0);
    CHECK(first({event("2026-11-20T09:10Z", did::Assign{"sam"}), resolve("2026-11-20T09:30Z")}) == 1);
    CHECK(first({event("2026-11-20T09:10Z", did::Reply{"email", "We look.", true}, "desk"), resolve("2026-11-20T09:30Z")}) == 1);
    CHECK(first({resolve("2026-11-20T09:30Z", "call"), reopened("2026-11-21T10:00Z")}) == 0);
    auto longer = timed();
    longer.report->first_contact_within = Minutes(120);
    CHECK(first({resolve("2026-11-20T11:00Z")}, longer) == 1);
    CHECK(first({resolve("2026-11-20T11:01Z")}, longer) == 0);
}

TEST_CASE("what did not apply is not counted: neither by reason nor as a closing that wants feedback") {
    const auto made =
        report({ticket({resolved_by("2026-11-20T10:00Z"), resolved_by("2026-11-20T10:10Z"), closed_at("2026-11-20T11:00Z"),
                        closed_at("2026-11-20T11:10Z"), reopened("2026-11-20T12:00Z"), reopened("2026-11-20T12:10Z")})});
    CHECK(made.reopened_for == Counts{{"recurred", 1}});
    CHECK(made.satisfaction.asked == 1);
    CHECK(made.volume.all.resolved == 1);
}

TEST_CASE("a past page keeps its clients") {
    auto made = ticket({event("2026-12-10T09:00Z", did::Edit{"client", "acme", "bolt"})});
    made.client = "bolt";
    CHECK(as_of(made, november().until).client == "acme");
    CHECK(as_of(made, at("2026-12-11T00:00Z")).client == "bolt");
}

TEST_CASE("the targets of an agent are those of tickets that were with them when it was decided") {
    auto made =
        ticket_of("high", {event("2026-11-20T09:10Z", did::Assign{"kim"}), replied("2026-11-20T10:00Z"),
                           event("2026-11-20T10:00Z", did::Assign{"ann"}), event("2026-11-23T09:00Z", did::Assign{"sam"})});
    const auto agents = report({made}).volume.agents;
    CHECK(agents.at("ann").met == 1);
    CHECK(agents.at("sam").missed == 1);
    CHECK_FALSE(agents.contains("kim"));
}

TEST_CASE("C1: the goal of a channel is reached by more than it") {
    CHECK(FirstContact{"phone", 240, 147, Percent{600'000}}.reached());
    CHECK_FALSE(FirstContact{"phone", 240, 144, Percent{600'000}}.reached());
    CHECK(FirstContact{"phone", 240, 145, Percent{600'000}}.reached());
    CHECK(FirstContact{"phone", 1, 0, {}}.reached());
}

TEST_CASE("a rating is read by an event of its own, and followed by what the desk does") {
    const auto ratings = [](std::vector<Event> events) { return ratings_of(ticket(events)); };
    const auto rated = event("2026-11-21T09:00Z", score("poor"));
    CHECK(ratings({}).empty());
    CHECK_FALSE(ratings({rated}).front().read);
    const auto read = ratings({rated, event("2026-11-21T10:00Z", score("poor", true))});
    REQUIRE(read.size() == 1);
    CHECK(read.front().read);
    CHECK_FALSE(read.front().followed);
    CHECK(ratings({event("2026-11-21T10:00Z", score("poor", true))}).size() == 1);
    CHECK(ratings({rated, event("2026-11-21T10:00Z", score("good", true, "Better"))}).size() == 2);
    CHECK(ratings({rated, event("2026-11-21T10:00Z", did::Note{"called"})}).front().followed);
    CHECK_FALSE(ratings({event("2026-11-20T10:00Z", did::Note{"called"}), rated}).front().followed);
    CHECK_FALSE(ratings({rated, replied("2026-11-21T10:00Z", true)}).front().followed);
    CHECK(ratings({rated, reopened("2026-11-21T10:00Z")}).front().followed);
}

TEST_CASE("A43, C31 to C34: shares of the scale, who was asked and answered, what is unread and not followed") {
    auto policy = timed();
    *policy.feedback = {{"excellent", "good", "poor"}, "", Percent{980'000}, "poor"};
    const auto closed = [](std::vector<Event> more) {
        std::vector<Event> events{resolution(), closing()};
        events.insert(events.end(), more.begin(), more.end());
        return ticket(events);
    };
    const std::vector tickets{closed({event("2026-11-21T09:00Z", score("excellent", true))}), closed({}),
                              closed({event("2026-11-21T09:00Z", score("poor"))}),
                              closed({event("2026-11-21T09:00Z", score("splendid"))}),
                              closed({event("2026-12-01T09:00Z", score("poor"))})};
    const auto said = report(tickets, samples::desk(policy)).satisfaction;
    CHECK(said.scores == Scores{{"excellent", 1, 3, 334, true, Percent{980'000}},
                                {"good", 0, 3, 0, false, {}},
                                {"poor", 1, 3, 333, false, {}},
                                {"splendid", 1, 3, 333, false, {}}});
    CHECK_FALSE(said.scores.front().reached());
    CHECK(ScoreCount{"excellent", 98, 100, 980, true, Percent{980'000}}.reached());
    CHECK_FALSE(ScoreCount{"excellent", 97'999, 100'000, 980, true, Percent{980'000}}.reached());
    CHECK(said.ratings == 3);
    CHECK(said.asked == 5);
    CHECK(said.answered == 4);
    CHECK(said.unread == 2);
    CHECK(said.unfollowed.size() == 1);
    CHECK(is_low(*policy.feedback, "poor"));
    CHECK_FALSE(is_low(*policy.feedback, "good"));
    CHECK_FALSE(is_low(*policy.feedback, "splendid"));
    CHECK(headline(*policy.feedback) == "excellent");
}

TEST_CASE("sla-27: the last rating of a ticket is its rating, in the month of that") {
    auto policy = timed();
    *policy.feedback = {{"excellent", "good", "poor"}, "", Percent{980'000}, "poor"};
    const auto made = ticket(
        {resolution(), closing(), event("2026-11-21T09:00Z", score("poor")), event("2026-11-22T09:00Z", score("excellent"))});
    const auto said = report({made}, samples::desk(policy)).satisfaction;
    CHECK(said.ratings == 1);
    CHECK(said.scores.front() == ScoreCount{"excellent", 1, 1, 1000, true, Percent{980'000}});
    CHECK(said.unfollowed.empty());
    const Period then{november().from, at("2026-11-22T00:00Z")};
    CHECK(report(as_of(std::vector{made}, then.until), samples::desk(policy), then).satisfaction.scores.back().count == 1);
}

TEST_CASE("sla-44: an entry over Sunday's midnight lies in two weeks, and the weeks are together the entries") {
    const auto hours = [](const Ticket& made, const Policy& policy) {
        return all_entries(month_hours(std::vector{made}, 2026y / November, samples::desk(policy)));
    };
    const auto made = ticket({worked("2026-11-22T23:30Z", Minutes(50)), worked("2026-11-23T09:00Z", Minutes(15))});
    auto policy = samples::policy();
    policy.hours->round = Minutes(60);
    CHECK(weeks_of(hours(made, policy), zone("Europe/London")) ==
          std::vector<WeekHours>{{"acme", 2026y / 11 / 16, Minutes(30), Seconds(0)},
                                 {"acme", 2026y / 11 / 23, Minutes(90), Seconds(0)}});
}

TEST_CASE("a ticket lives from its opening to its last event, and while it is open; the others change nothing") {
    const auto old = opened_on("2026-09-01T09:00Z", {resolved_by("2026-09-02T09:00Z"), closed_at("2026-10-31T23:59Z")});
    const auto later = opened_on("2026-12-01T00:00Z");
    CHECK_FALSE(lives_in(old, november()));
    CHECK_FALSE(lives_in(later, november()));
    CHECK(lives_in(old, {at("2026-10-31T23:59Z"), november().until}));
    CHECK(lives_in(opened_on("2026-09-01T09:00Z"), november()));
    CHECK(lives_in(opened_on("2026-11-30T23:59Z"), november()));
    CHECK(
        lives_in(opened_on("2026-09-01T09:00Z", {resolved_by("2026-09-02T09:00Z"), closed_at("2026-12-01T09:00Z")}), november()));
    const auto alone = report({}), with_both = report(as_of({old, later}, november().until));
    CHECK(with_both.volume.all == alone.volume.all);
    CHECK(with_both.targets == alone.targets);
    CHECK(with_both.resolve == alone.resolve);
    CHECK(with_both.satisfaction.asked == 0);
}

TEST_CASE("the filter of a period passes every file whose life touches it") {
    const LifeFilter filter(november());
    const auto file = [](const std::string& status, const std::string& opened, const std::string& last) {
        return "id: 2611-K7QF4\nstatus: " + status + "\nopened: " + opened + "\nlog:\n- at: " + opened + "\n- at: " + last +
               "\n  by: sam\n";
    };
    CHECK(filter(file("open", "2026-01-01T09:00:00.000Z", "2026-01-02T09:00:00.000Z")));
    CHECK(filter(file("closed", "2026-01-01T09:00:00.000Z", "2026-11-02T09:00:00.000Z")));
    CHECK(filter(file("closed", "2026-11-30T09:00:00.000Z", "2027-11-02T09:00:00.000Z")));
    CHECK(filter(file("closed", "2026-01-01T09:00:00.000Z", "2027-11-02T09:00:00.000Z")));
    CHECK_FALSE(filter(file("closed", "2026-01-01T09:00:00.000Z", "2026-10-02T09:00:00.000Z")));
    CHECK_FALSE(filter(file("open", "2026-12-03T09:00:00.000Z", "2026-12-04T09:00:00.000Z")));
    CHECK(filter("anything else"));
}
