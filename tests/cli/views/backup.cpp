#include "cli/views/backup.hpp"

#include <doctest/doctest.h>

#include "tests/cli/shown.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

Backup sample() {
    Backup backup;
    backup.at = *instant_from("2026-07-01T01:00:00Z");
    backup.bundle = bundle_name(backup.at);
    backup.commit = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";
    backup.bytes = 1536;
    backup.folder = "/srv/\x1b[1m";
    return backup;
}

}  // namespace

TEST_CASE("sizes are told in the unit that fits") {
    CHECK(size_text(0) == "0 B");
    CHECK(size_text(1023) == "1023 B");
    CHECK(size_text(1024) == "1.0 KiB");
    CHECK(size_text(1536LL << 20) == "1.5 GiB");
    CHECK(size_text(1LL << 52) == "4096.0 TiB");
}

TEST_CASE("backups are listed in the desk's time, and no path reaches the terminal raw") {
    const std::vector backups{sample()};
    const auto table = backup_table(backups, *Zone::named("Europe/London"));
    CHECK(stands_in(shown(table), "2026-07-01 02:00  desk-20260701T010000Z.bundle  a94a8fe5cc  1.5 KiB"));
    CHECK_FALSE(stands_in(shown(table), "\x1b"));
    CHECK(stands_in(shown(table, Form::porcelain),
                    "2026-07-01T01:00:00.000Z\tdesk-20260701T010000Z.bundle\t" + sample().commit + "\t1536\t"));
    CHECK(stands_in(json(table), R"("offsite": null,"machine": null,"pruned": [])"));
}

TEST_CASE("a backup that was made is for programs alone, with the members of the list") {
    CHECK(shown(backup_page(sample())).empty());
    const auto listed = shown(backup_table(std::vector{sample()}, Zone::utc()), Form::porcelain);
    CHECK(shown(backup_page(sample()), Form::porcelain) == listed);
}

TEST_CASE("findings are lines with a label, those of a bundle begin with its name") {
    const std::vector<BackupFinding> findings{{BackupFinding::Kind::missing, "2026-11-14"},
                                              {BackupFinding::Kind::bundle, "desk-x.bundle: is gone"}};
    CHECK(shown(backup_findings_page(findings)) == "missing: 2026-11-14\ndesk-x.bundle: is gone\n");
    CHECK(shown(backup_findings_page(findings), Form::porcelain) ==
          "missing\t2026-11-14\tdesk\t\nbundle\tdesk-x.bundle: is gone\tdesk\t\n");
    const std::vector<BackupFinding> platform{{BackupFinding::Kind::missing, "2026-11-14", true, ""},
                                              {BackupFinding::Kind::gap, "8 days", true, "acme"}};
    CHECK(shown(backup_findings_page(platform)) == "platform: missing: 2026-11-14\nplatform of acme: off-site gap: 8 days\n");
}
