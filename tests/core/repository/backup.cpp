#include "core/repository/backup.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/base/text.hpp"
#include "core/contract/backup_rules.hpp"

using namespace desk;
using std::chrono::days;
using std::chrono::hours;

namespace {

Instant at(const std::string& text) {
    const auto found = instant_from(text);
    REQUIRE_MESSAGE(found, text);
    return *found;
}

/// Daily, for 14 days, and at another place every 7.
Policy policy_of(const std::string& zone = "Europe/London") {
    Policy policy;
    policy.zone = *Zone::named(zone);
    *policy.backup = {1, 14, 7};
    return policy;
}

Backup made(const std::string& time, bool offsite = false) {
    Backup backup;
    backup.at = at(time);
    backup.bundle = bundle_name(backup.at);
    if (offsite) backup.offsite = "/mnt";
    return backup;
}

std::string missing(const std::vector<Backup>& backups, const Policy& policy, const std::string& now) {
    std::vector<std::string> texts;
    const auto& zone = policy.zone;
    const auto first = first_looked_at(*policy.backup, zone, at(now));
    const Day yesterday(std::chrono::sys_days(zone.day(at(now))) - days(1));
    for (const auto day : missing_days(copies_of(backups), *policy.backup, zone, first, yesterday)) texts.push_back(to_text(day));
    return joined(texts, " ");
}

std::vector<OffsiteGap> gaps(const std::vector<Backup>& backups, const Policy& policy, const std::string& now) {
    const auto first = first_looked_at(*policy.backup, policy.zone, at(now));
    return offsite_gaps(copies_of(backups), *policy.backup, {policy.zone.start(first), at(now)});
}

std::string findings(const std::vector<Backup>& backups, const Policy& policy, const std::string& now) {
    std::vector<std::string> texts;
    for (const auto& finding : backup_findings(backups, policy, at(now))) texts.push_back(finding.text);
    return joined(texts, "; ");
}

bool is_pruned(const std::string& time, const std::string& now, const Policy& policy = policy_of()) {
    const std::vector bundles{at(time), at(now)};
    return to_prune(bundles, policy, at(now)) == std::vector{at(time)};
}

bool is_due(const std::string& newest, const std::string& now, const Policy::Backup& policy = *policy_of().backup) {
    return is_offsite_due(at(newest), policy, at(now));
}

}  // namespace

TEST_CASE("a bundle is named by its second, in UTC") {
    CHECK(bundle_name(at("2026-11-24T02:00:07.999Z")) == "desk-20261124T020007Z.bundle");
    CHECK(bundle_name(at("2026-07-01T00:30+01:00")) == "desk-20260630T233000Z.bundle");
    CHECK(bundle_time("desk-20261124T020007Z.bundle") == at("2026-11-24T02:00:07Z"));
}

TEST_CASE("what is not named exactly so is none of ours") {
    for (const std::string name :
         {"", "desk-.bundle", "desk-bundle", "desk-20261124T020007Z.bundle.lock", "desk-20261124T020007Z.bundle~",
          "desk-20261131T020007Z.bundle", "desk-20261124T240007Z.bundle", "desk-20261124T020060Z.bundle",
          "desk-20261124t020007z.bundle", "desk-2026-1124T02007Z.bundle", "my-desk-20261124T020007Z.bundle",
          "desk-20261124T020007.bundle", "desk-+0261124T020007Z.bundle", ".desk-20261124T020007Z.bundle"}) {
        CAPTURE(name);
        CHECK_FALSE(bundle_time(name));
    }
}

TEST_CASE("a bundle is pruned when it is older than the days it is kept, not before") {
    CHECK_FALSE(is_pruned("2026-11-10T02:00Z", "2026-11-24T02:00Z"));
    CHECK(is_pruned("2026-11-10T02:00Z", "2026-11-24T02:00:01Z"));
}

TEST_CASE("14 days are never less than 14 times 24 hours, nor than 14 days by the clocks") {
    // The clocks went back on 25 October: by them the days last an hour longer.
    CHECK_FALSE(is_pruned("2026-10-20T01:00Z", "2026-11-03T02:00Z"));
    CHECK(is_pruned("2026-10-20T01:00Z", "2026-11-03T02:00:01Z"));
    // They go forward on 28 March: by them the days last an hour less.
    CHECK_FALSE(is_pruned("2027-03-20T02:00Z", "2027-04-03T02:00Z"));
    CHECK(is_pruned("2027-03-20T02:00Z", "2027-04-03T02:00:01Z"));
}

TEST_CASE("the newest is never pruned, and nothing is where the policy does not say how long") {
    const std::vector old{at("2020-01-02T00:00Z"), at("2020-01-01T00:00Z")};
    CHECK(to_prune(old, policy_of(), at("2026-11-24T02:00Z")) == std::vector{at("2020-01-01T00:00Z")});
    CHECK(to_prune({}, policy_of(), at("2026-11-24T02:00Z")).empty());
    auto silent = policy_of();
    silent.backup->keep.reset();
    CHECK(to_prune(old, silent, at("2026-11-24T02:00Z")).empty());
}

TEST_CASE("a copy is made before the next backup would find the last one too old") {
    CHECK_FALSE(is_due("2026-11-01T02:00Z", "2026-11-02T02:00Z"));
    CHECK_FALSE(is_due("2026-11-01T02:00Z", "2026-11-06T02:00:30Z"));
    CHECK(is_due("2026-11-01T02:00Z", "2026-11-07T02:00Z"));
    CHECK(is_due("2026-11-01T02:00:09Z", "2026-11-07T02:00Z"));
    CHECK(is_due("2026-11-01T02:00Z", "2026-12-01T02:00Z"));
    CHECK(is_due("2026-11-01T02:00Z", "2026-11-01T02:00Z", {7, 14, 7}));
    CHECK(is_due("2026-11-01T02:00Z", "2026-11-01T02:00Z", {}));
    CHECK(is_offsite_due({}, *policy_of().backup, at("2026-11-01T02:00Z")));
}

TEST_CASE("daily backups with a copy where it is due leave no gap, in autumn neither") {
    const auto policy = policy_of();
    std::vector<Backup> backups;
    std::optional<Instant> newest;
    for (int day = 0; day < 60; ++day) {
        const Day date(std::chrono::sys_days(std::chrono::year(2026) / 10 / 1) + days(day));
        Backup backup;
        backup.at = policy.zone.instant(date, 2, 0) + Seconds(day * 7 % 5);  // as late as cron is
        if (is_offsite_due(newest, *policy.backup, backup.at)) {
            backup.offsite = "/mnt";
            newest = backup.at;
        }
        backups.push_back(backup);
        CHECK(backup_findings(backups, policy, backup.at).empty());
    }
    CHECK(std::ranges::count(backups, "/mnt", &Backup::offsite) == 10);
}

TEST_CASE("a day without a backup is missing, but not today, nor before the first") {
    const std::vector backups{made("2026-11-10T02:00Z"), made("2026-11-11T02:00Z"), made("2026-11-13T02:00Z")};
    CHECK(missing(backups, policy_of(), "2026-11-14T23:59Z") == "2026-11-12");
    CHECK(missing(backups, policy_of(), "2026-11-15T00:00Z") == "2026-11-12 2026-11-14");
    CHECK(missing({}, policy_of(), "2026-11-15T00:00Z").empty());
}

TEST_CASE("days are looked at as far back as backups are kept") {
    const std::vector backups{made("2026-01-01T02:00Z"), made("2026-11-23T02:00Z")};
    CHECK(missing(backups, policy_of(), "2026-11-24T02:00Z").starts_with("2026-11-10 "));
    auto silent = policy_of();
    silent.backup->keep.reset();
    CHECK(missing(backups, silent, "2026-11-24T02:00Z").starts_with("2026-10-24 "));
    silent.backup->every.reset();
    CHECK(missing(backups, silent, "2026-11-24T02:00Z").empty());
}

TEST_CASE("days are those of the desk's zone") {
    const std::vector backups{made("2026-07-01T12:00Z"), made("2026-07-02T23:30Z"), made("2026-07-04T12:00Z")};
    CHECK(missing(backups, policy_of(), "2026-07-05T12:00Z") == "2026-07-02");
    CHECK(missing(backups, policy_of("UTC"), "2026-07-05T12:00Z") == "2026-07-03");
}

TEST_CASE("every other day is enough where the policy says so") {
    auto policy = policy_of();
    policy.backup->every = 2;
    const std::vector backups{made("2026-11-10T02:00Z"), made("2026-11-12T02:00Z"), made("2026-11-15T02:00Z")};
    CHECK(missing(backups, policy, "2026-11-17T02:00Z") == "2026-11-14");
    CHECK(missing(backups, policy, "2026-11-19T02:00Z") == "2026-11-14 2026-11-17 2026-11-18");
}

TEST_CASE("7 times 24 hours without a copy are allowed, a second more is a gap") {
    const auto policy = policy_of();
    const std::vector exact{made("2026-11-01T02:00Z", true), made("2026-11-08T02:00Z", true)};
    CHECK(gaps(exact, policy, "2026-11-15T02:00Z").empty());
    const auto open = gaps(exact, policy, "2026-11-15T02:00:01Z");
    REQUIRE(open.size() == 1);
    CHECK(open[0] == OffsiteGap{at("2026-11-08T02:00Z"), {}});
    const std::vector late{made("2026-11-01T02:00Z", true), made("2026-11-08T02:00:01Z", true)};
    CHECK(gaps(late, policy, "2026-11-09T02:00Z") ==
          std::vector{OffsiteGap{at("2026-11-01T02:00Z"), at("2026-11-08T02:00:01Z")}});
}

TEST_CASE("the duty of a copy begins with the first backup, and old gaps are forgotten") {
    const std::vector backups{made("2026-11-01T02:00Z"), made("2026-11-09T02:00Z", true)};
    CHECK(gaps(backups, policy_of(), "2026-11-10T02:00Z").size() == 1);
    CHECK(gaps(backups, policy_of(), "2026-11-23T02:00Z").size() == 2);
    CHECK(gaps(backups, policy_of(), "2026-11-24T02:00Z").size() == 1);
    auto silent = policy_of();
    silent.backup->offsite_every.reset();
    CHECK(gaps(backups, silent, "2026-11-24T02:00Z").empty());
}

TEST_CASE("findings say what is wrong, the days first") {
    const std::vector backups{made("2026-11-06T02:00Z", true), made("2026-11-07T02:00Z"), made("2026-11-08T02:00Z")};
    CHECK(findings(backups, policy_of(), "2026-11-09T02:00Z").empty());
    CHECK(findings(backups, policy_of(), "2026-11-09T02:00:01Z") == "the newest backup is from 2026-11-08 02:00");
    CHECK(findings(backups, policy_of(), "2026-11-14T02:00Z") ==
          "2026-11-09; 2026-11-10; 2026-11-11; 2026-11-12; 2026-11-13; the newest backup is from 2026-11-08 02:00; 8 days, "
          "2026-11-06 to now");
    CHECK(findings({}, policy_of(), "2026-11-14T02:00Z") == "there is no backup yet");
    CHECK(findings({}, Policy(), "2026-11-14T02:00Z").empty());
    CHECK(findings(backups, Policy(), "2027-11-14T02:00Z").empty());
}

TEST_CASE("the clocks may go back between two backups") {
    CHECK(findings({made("2026-10-24T01:00Z", true)}, policy_of(), "2026-10-25T02:00Z").empty());
    CHECK_FALSE(findings({made("2026-10-24T01:00Z", true)}, policy_of(), "2026-10-25T02:00:01Z").empty());
}

TEST_CASE("what is recorded later than now is not looked at") {
    const std::vector backups{made("2026-11-06T02:00Z", true), made("2026-11-20T02:00Z", true)};
    CHECK(findings(backups, policy_of(), "2026-11-07T02:00Z").empty());
}

TEST_CASE("a bundle that went before its time is found") {
    const std::vector written{made("2026-11-01T02:00Z"), made("2026-11-02T02:00Z")};
    const std::vector there{at("2026-11-02T02:00Z")};
    const auto lost = [&](const std::string& now) { return lost_bundles(written, there, policy_of(), at(now)); };
    REQUIRE(lost("2026-11-15T02:00Z").size() == 1);
    CHECK(lost("2026-11-15T02:00Z")[0].text ==
          "desk-20261101T020000Z.bundle: is missing, and should have been kept until 2026-11-15 02:00");
    CHECK(lost("2026-11-15T02:00:01Z").empty());
    CHECK(lost_bundles(written, {}, Policy(), at("2026-11-02T02:00Z")).empty());
}
