#include "core/contract/former_names.hpp"

#include "core/contract/channel.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/lost_words.hpp"
#include "core/contract/tier.hpp"
#include "core/month/what_if.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

/// The desk of the samples after somebody has tidied up: high is p2, howto is question, the telephone is the phone, there is one
/// tier, and acme is now called acme-group.
Desk tidied() {
    auto made = samples::desk(timed());
    made.policy.priorities[1].name = "p2";
    made.policy.priorities[1].was = {"high"};
    for (auto& kind : made.policy.kinds)
        if (kind.name == "howto") {
            kind.name = "question";
            kind.was = {"howto"};
        }
    made.policy.channels = {{"phone"}, {"email"}};
    made.policy.channels[0].was = {"telephone"};
    made.policy.tiers = {{"one"}};
    made.policy.tiers[0].was = {2, 3};
    made.clients.resize(1);
    made.clients[0].name = "acme-group";
    made.clients[0].was = {"acme"};
    return made;
}

Ticket old() {
    auto made = ticket_of("high", {replied("2026-11-20T10:00Z")});
    append(made, event("2026-11-20T10:01Z", did::Hear{"telephone", "It is worse.", "", false}));
    append(made, event("2026-11-20T10:02Z", did::Escalate{1, 2, "", "", ""}));
    append(made, event("2026-11-20T10:03Z", did::Edit{"client", "bolt", "acme"}));
    return made;
}

}  // namespace

TEST_CASE("an older ticket is shown in the words of now, in the header and the log") {
    const auto desk = tidied();
    CHECK(has_former_names(desk));
    const auto shown = in_present_words(old(), desk);
    CHECK(shown.client == "acme-group");
    CHECK(shown.now.priority == "p2");
    CHECK(shown.now.kind == "question");
    CHECK(shown.now.tier == 1);
    CHECK(as<did::Open>(shown.log[0])->priority == "p2");
    CHECK(as<did::Hear>(shown.log[2])->via == "phone");
    CHECK(as<did::Edit>(shown.log[4])->to == "acme-group");
    CHECK(shown.now == fold(shown.log));
}

TEST_CASE("a desk that renames nothing leaves tickets as they are") {
    const auto desk = samples::desk(timed());
    CHECK(!has_former_names(desk));
    CHECK(in_present_words(old(), desk) == old());
}

TEST_CASE("what is recorded on a renamed ticket leaves its file's words as they are") {
    const auto desk = tidied();
    const auto stored = old();
    auto ticket = in_present_words(stored, desk);
    append(ticket, event("2026-11-20T11:00Z", did::Note{"Looking"}));
    auto written = in_stored_words(ticket, stored, desk);
    CHECK(written.client == "acme");
    CHECK(written.now == stored.now);
    CHECK(std::vector(written.log.begin(), written.log.end() - 1) == stored.log);
    CHECK(in_present_words(written, desk) == ticket);
}

TEST_CASE("a rule's raise of a renamed priority holds in the file as well") {
    const auto desk = tidied();
    const auto stored = old();
    auto ticket = in_present_words(stored, desk);
    append(ticket, event("2026-11-20T11:00Z", did::Prioritise{"p2", "critical", "", "", "near"}, std::string(rules_name)));
    CHECK(ticket.now.priority == "critical");
    const auto written = in_stored_words(ticket, stored, desk);
    CHECK(written.now.priority == "critical");
    CHECK(as<did::Prioritise>(written.log.back())->from == "high");
    CHECK(in_present_words(written, desk).now.priority == "critical");
}

TEST_CASE("what is edited on a renamed ticket is written") {
    const auto desk = tidied();
    const auto stored = old();
    auto ticket = in_present_words(stored, desk);
    append(ticket, event("2026-11-20T11:00Z", did::Edit{"client", "acme-group", "bolt"}));
    ticket.client = "bolt";
    CHECK(in_stored_words(ticket, stored, desk).client == "bolt");
}

TEST_CASE("a renamed priority moves no promise; without its former name it does") {
    const auto before = samples::desk(timed());
    auto after = before;
    after.policy.priorities[1].name = "p2";
    const std::vector<Ticket> tickets{ticket_of("high", {replied("2026-11-20T11:00Z"), resolved_by("2026-11-20T12:00Z")})};
    const Period period{at("2026-11-01T00:00Z"), at("2026-12-01T00:00Z")};
    CHECK(differences(tickets, period, before, after).size() == 2);
    after.policy.priorities[1].was = {"high"};
    CHECK(differences(tickets, period, before, after).empty());
}

TEST_CASE("words that the policy has lost are named") {
    auto desk = samples::desk(timed());
    const auto words_of = [&](const Ticket& ticket) {
        std::vector<std::string> all;
        for (const auto& [what, word] : lost_words(ticket, desk)) all.push_back(std::string(what) + " " + word);
        return all;
    };
    auto made = ticket_of("high", {event("2026-11-20T09:10Z", did::Assign{"zoe"})});
    made.product = "Payroll";
    CHECK(words_of(made) == std::vector<std::string>{"agent zoe"});
    desk.policy.priorities.erase(desk.policy.priorities.begin() + 1);
    desk.policy.kinds.clear();
    desk.policy.channels = {{"phone"}};
    desk.policy.tiers.clear();
    desk.policy.products = {"Mail"};
    desk.clients.resize(1);
    desk.clients[0].name = "bolt";
    CHECK(words_of(made) == std::vector<std::string>{"client acme", "priority high", "kind howto", "channel email", "tier 1",
                                                     "product Payroll", "agent zoe"});
    append(made, resolved_by("2026-11-20T12:00Z"));
    CHECK(words_of(made).size() == 6);  // whoever has done a ticket may leave
}
