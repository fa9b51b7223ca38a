#include "core/repository/platform_backup.hpp"

#include <doctest/doctest.h>

#include "core/base/text.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;

namespace {

/// Daily, for 14 days, and at another place every 7.
Desk desk_of(const CopyRules& rules = {1, 14, 7}) {
    auto policy = samples::policy();
    policy.backup->platform = rules;
    auto desk = samples::desk(policy);
    desk.clients.resize(2);
    desk.clients[0].name = "acme";
    desk.clients[1].name = "globex";
    return desk;
}

/// A night of November, at two.
Instant night(int day) { return at(fmt::format("2026-11-{:02}T02:00Z", day)); }

std::vector<PlatformBackup> nights(const std::vector<int>& days, const std::string& client = {}) {
    std::vector<PlatformBackup> all;
    for (const int day : days) all.push_back({night(day), client, day % 7 == 1, {}});
    return all;
}

std::string findings(const std::vector<PlatformBackup>& recorded, const Desk& desk, std::string_view now) {
    std::vector<std::string> texts;
    for (const auto& each : platform_findings(recorded, desk, at(now))) {
        CHECK(each.platform);
        texts.push_back(each.client.empty() ? each.text : each.client + ": " + each.text);
    }
    return joined(texts, "; ");
}

}  // namespace

TEST_CASE("where nothing is promised and nothing recorded, nothing is missing") {
    CHECK(findings({}, desk_of(CopyRules()), "2026-11-20T12:00Z").empty());
    CHECK(findings(nights({1}), desk_of(CopyRules()), "2026-11-20T12:00Z").empty());
    CHECK(findings({}, desk_of(), "2026-11-20T12:00Z") == "there is no backup yet");
}

TEST_CASE("a night without a copy of the platform is found, and a week without one at another place") {
    CHECK(findings(nights({1, 2, 3, 4, 5, 6, 7, 8}), desk_of(), "2026-11-08T12:00Z").empty());
    CHECK(findings(nights({1, 2, 3, 5, 6, 7, 8}), desk_of(), "2026-11-08T12:00Z") == "2026-11-04");
    CHECK(findings(nights({1, 2, 3, 4, 5, 6, 7}), desk_of(), "2026-11-08T12:00Z") ==
          "the newest backup is from 2026-11-07 02:00; 7 days 10:00, 2026-11-01 to now");
}

TEST_CASE("a restore is no copy, and what is recorded for later does not count yet") {
    auto recorded = nights({1, 2, 4});
    recorded.push_back({night(3), {}, false, night(2)});
    CHECK(findings(recorded, desk_of(), "2026-11-04T12:00Z") == "2026-11-03");
    CHECK(findings(nights({1, 2, 9}), desk_of(), "2026-11-02T12:00Z").empty());
}

TEST_CASE("a client's own copies are added to everybody's") {
    auto recorded = nights({1, 2, 4});
    CHECK(findings(recorded, desk_of(), "2026-11-04T12:00Z") == "2026-11-03");
    recorded.push_back({night(3), "acme", false, {}});
    CHECK(findings(recorded, desk_of(), "2026-11-04T12:00Z") == "2026-11-03");
    const auto desk = desk_of();
    CHECK(platform_of(recorded, "acme", desk, std::chrono::year(2026) / 11).copies.size() == 4);
    CHECK(platform_of(recorded, "globex", desk, std::chrono::year(2026) / 11).copies.size() == 3);
}

TEST_CASE("where each record names a client, each client is looked at by itself") {
    CHECK(findings(nights({1, 2, 3}, "acme"), desk_of(), "2026-11-03T12:00Z") == "globex: there is no backup yet");
    auto both = nights({1, 3}, "acme");
    for (auto& each : nights({1, 2, 3}, "globex")) both.push_back(each);
    CHECK(findings(both, desk_of(), "2026-11-03T12:00Z") == "acme: 2026-11-02");
}

TEST_CASE("a restore names a copy that was made") {
    const auto desk = desk_of();
    const auto platform = platform_of(nights({1, 2, 3}), {}, desk, std::chrono::year(2026) / 11);
    REQUIRE(copy_made_at(platform, night(2) + Seconds(30)));
    CHECK(copy_made_at(platform, night(2) + Seconds(30))->at == night(2));
    CHECK(copy_made_at(platform, night(2) + Minutes(1)) == nullptr);
    REQUIRE(newest_copy(platform, night(3)));
    CHECK(newest_copy(platform, night(3))->at == night(3));
    CHECK(newest_copy(platform, night(3) - Milliseconds(1))->at == night(2));
    CHECK(newest_copy(platform, night(1) - Milliseconds(1)) == nullptr);
}

TEST_CASE("a month knows its copies, what is missing in it, and its restores") {
    const auto desk = desk_of();
    const auto november = std::chrono::year(2026) / 11;
    auto recorded = nights({1, 2, 3, 5, 9, 10});
    recorded.push_back({at("2026-10-31T02:00Z"), {}, true, {}});
    recorded.push_back({night(9) + Minutes(90), {}, false, night(5)});
    const auto platform = platform_of(recorded, {}, desk, november);
    const auto so_far = month_of(platform, november, desk.policy.zone, at("2026-11-11T12:00Z"));
    CHECK(so_far.copies == 6);
    CHECK(so_far.offsite == 1);
    CHECK(so_far.missing == std::vector<Day>{november / 4, november / 6, november / 7, november / 8});
    CHECK(so_far.gaps == std::vector{OffsiteGap{night(1), {}}});
    REQUIRE(so_far.restores.size() == 1);
    CHECK(so_far.restores[0].restored == night(5));
    const auto october = month_of(platform, std::chrono::year(2026) / 10, desk.policy.zone, at("2026-11-11T12:00Z"));
    CHECK(october.copies == 1);
    CHECK(october.missing.empty());
    CHECK(october.gaps.empty());
    const auto all = month_of(platform, november, desk.policy.zone, at("2026-12-05T12:00Z"));
    CHECK(all.missing.size() == 24);
    CHECK(all.missing.back() == november / 30);
    CHECK(all.gaps == std::vector{OffsiteGap{night(1), at("2026-12-01T00:00Z")}});
}
