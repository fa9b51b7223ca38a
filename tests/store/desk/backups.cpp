#include "store/desk/backups.hpp"

#include <algorithm>
#include <filesystem>

#include "core/contract/backup_rules.hpp"
#include "store/desk/restore.hpp"
#include "store/git/bundle.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;
using std::chrono::days;

Policy fortnight() {
    Policy policy;
    *policy.backup = {1, 14, 7};
    return policy;
}

/// A desk in git, and room beside it.
struct Backed {
    DeskInGit desk;
    Scratch beside;
    Git git = *Git::around(desk.path);

    BundleFolder folder(const std::string& name = "b") const { return BundleFolder(beside.full(name)); }

    BackedUp back_up(Instant now, const Policy& policy = fortnight(), bool offsite = false) const {
        const BackupPlaces places{folder(), offsite ? std::optional(folder("o")) : std::nullopt};
        return desk::back_up(git, policy, places, now, false);
    }

    std::vector<std::string> names(const std::string& name = "b") const {
        auto names = beside.names(name);
        std::ranges::sort(names);
        return names;
    }

    std::vector<BackupFinding> findings(const std::vector<Backup>& backups, Instant now) const {
        return folder_findings(git, folder(), backups, fortnight(), now);
    }

    void cut_short(Instant at) const {
        const auto file = folder().file(at);
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 7);
    }
};

}  // namespace

TEST_CASE("a backup is one bundle with the last commit, and nothing else is left") {
    const Backed it;
    const auto done = it.back_up(at_noon());
    CHECK(done.failures.empty());
    CHECK(done.backup.commit + "\n" == it.desk.git({"rev-parse", "HEAD"}));
    CHECK(done.backup.bytes == static_cast<std::int64_t>(it.beside.read("b/" + done.backup.bundle).size()));
    CHECK(it.names() == std::vector<std::string>{"desk-20261120T120000Z.bundle"});
    CHECK(it.git.uncommitted({"."}).empty());
    for (const auto& name : it.desk.names(".git")) CHECK_FALSE(mentions(name, "desk-verify"));
}

TEST_CASE("a bundle is never written over") {
    const Backed it;
    it.back_up(at_noon());
    const auto error = failure_of([&] { it.back_up(at_noon() + Milliseconds(999)); });
    CHECK(error.fault == Fault::refused);
    CHECK(it.names().size() == 1);
    it.back_up(at_noon() + Seconds(1));
    CHECK(it.names().size() == 2);
}

TEST_CASE("a folder in the repository is refused, one whose name only begins the same is not") {
    const Backed it;
    for (const std::string inside : {"", "/", "/b", "/tickets/../b/c", "/.git/b"})
        CHECK(failure_of([&] { backup_folder(it.git, it.desk.path + inside); }).fault == Fault::refused);
    std::filesystem::create_directory_symlink(it.desk.path, it.beside.full("link"));
    CHECK(failure_of([&] { backup_folder(it.git, it.beside.full("link/b")); }).fault == Fault::refused);
    CHECK(backup_folder(it.git, it.desk.path + "-backups").path() == it.desk.path + "-backups");
    CHECK(backup_folder(it.git, it.beside.full("b//c/")).path() == it.beside.full("b/c"));
    CHECK(failure_of([&] { backup_folder(it.git, it.beside.full("\xff")); }).fault == Fault::refused);
}

TEST_CASE("without a commit, or without the whole history, there is no full backup") {
    const Backed it;
    const Scratch empty;
    it.desk.git({"init", "--quiet", empty.path});
    CHECK(failure_of([&] { write_bundle(*Git::around(empty.path), it.beside.full("x"), false); }).fault == Fault::refused);
    it.desk.git({"commit", "--quiet", "--allow-empty", "-m", "Another"});
    it.desk.git({"clone", "--quiet", "--depth=1", "file://" + it.desk.path, it.beside.full("shallow")});
    const auto shallow = Git::around(it.beside.full("shallow"));
    CHECK(failure_of([&] { write_bundle(*shallow, it.beside.full("x"), false); }).fault == Fault::refused);
    CHECK_FALSE(std::filesystem::exists(it.beside.full("x")));
}

TEST_CASE("what cannot be written leaves nothing") {
    const Backed it;
    it.beside.write("file", "");
    const BackupPlaces nowhere{it.folder("file/b"), {}};
    CHECK(failure_of([&] { back_up(it.git, fortnight(), nowhere, at_noon(), false); }).fault == Fault::io);
    it.desk.write(".git/refs/heads/broken", std::string(40, '1') + "\n");
    CHECK(failure_of([&] { it.back_up(at_noon()); }).fault == Fault::io);
    CHECK(it.names().empty());
}

TEST_CASE("bundles are pruned when their time is over, and nothing else is touched") {
    const Backed it;
    for (const std::string name :
         {"notes.txt", "desk-20200101T000000Z.bundle.txt", ".desk-20261120T110000Z.bundle.tmp.1.0000002a",
          "desk-20200101T000000Z.bundle", "desk-20261106T120000Z.bundle", "desk-20261106T115959Z.bundle",
          ".desk-20261119T115959Z.bundle.tmp.1.0000002a", ".desk-20200101T000000Z.bundle.bak"})
        it.beside.write("b/" + name, "x");
    const auto done = it.back_up(at_noon());
    CHECK(done.backup.pruned == std::vector<std::string>{"desk-20200101T000000Z.bundle", "desk-20261106T115959Z.bundle"});
    CHECK(done.pruned.front() == it.beside.full("b/desk-20200101T000000Z.bundle"));
    CHECK(it.names() == std::vector<std::string>{".desk-20200101T000000Z.bundle.bak",
                                                 ".desk-20261120T110000Z.bundle.tmp.1.0000002a",
                                                 "desk-20200101T000000Z.bundle.txt", "desk-20261106T120000Z.bundle",
                                                 "desk-20261120T120000Z.bundle", "notes.txt"});
}

TEST_CASE("without a rule nothing is pruned, and a copy is made each time") {
    const Backed it;
    it.beside.write("b/desk-20200101T000000Z.bundle", "x");
    for (int minute = 0; minute < 2; ++minute)
        CHECK(it.back_up(at_noon(minute), Policy(), true).backup.offsite == it.beside.full("o"));
    CHECK(it.names().size() == 3);
    CHECK(it.names("o").size() == 2);
}

TEST_CASE("a copy is made where one is due, the same byte for byte") {
    const Backed it;
    const auto first = it.back_up(at_noon(), fortnight(), true).backup;
    CHECK(first.offsite == it.beside.full("o"));
    CHECK(it.beside.read("o/" + first.bundle) == it.beside.read("b/" + first.bundle));
    CHECK(it.back_up(at_noon() + days(1), fortnight(), true).backup.offsite.empty());
    CHECK(it.back_up(at_noon() + days(6), fortnight(), true).backup.offsite == it.beside.full("o"));
    CHECK(it.names("o").size() == 2);
}

TEST_CASE("a copy that fails does not undo the backup") {
    const Backed it;
    it.beside.write("o", "a file");
    const auto done = it.back_up(at_noon(), fortnight(), true);
    REQUIRE(done.failures.size() == 1);
    CHECK(done.failures[0].fault == Fault::io);
    CHECK(done.backup.offsite.empty());
    CHECK(it.names().size() == 1);
}

TEST_CASE("a backup is remembered as it was") {
    const Backed it;
    const auto store = it.desk.store();
    CHECK(backups_of(store).empty());
    const Backup later{at_noon(1), "desk-20261120T120100Z.bundle", "c0ffee", 123'456'789'012, "", "/srv/\"b\" \\ ü\n", "", {}};
    const Backup sooner{at_noon(), "desk-20261120T120000Z.bundle", "c0ffee", 0, "server", "/srv", "/mnt", {"a", "b"}};
    for (const auto& backup : {later, sooner, sooner}) {
        Change change(store, {});
        CHECK(remember_backup(change, backup).empty());
    }
    CHECK(backups_of(store) == std::vector{sooner, sooner, later});
    CHECK(it.desk.git({"log", "-1", "--format=%s"}) == "backup: desk-20261120T120000Z.bundle\n");
}

TEST_CASE("a broken memory is a problem of the store") {
    const ScratchDesk desk;
    desk.write("backups/20261120T120000Z-1.toml", "at = \"yesterday\"\n");
    const auto store = desk.store();
    CHECK(backups_of(store).empty());
    const auto problems = store.problems().all();
    REQUIRE(problems.size() == 1);
    CHECK(mentions(failure(problems.front()).what(), "backups/20261120T120000Z-1.toml:1:6: at must be a time in UTC"));
}

TEST_CASE("a bundle that was cut short is found") {
    const Backed it;
    const std::vector backups{it.back_up(at_noon()).backup, it.back_up(at_noon(1)).backup};
    CHECK(it.findings(backups, at_noon(2)).empty());
    it.cut_short(at_noon(1));
    const auto findings = it.findings(backups, at_noon(2));
    REQUIRE(findings.size() == 1);
    CHECK(mentions(findings[0].text, "desk-20261120T120100Z.bundle: cannot be restored from: "));
}

TEST_CASE("a bundle that is gone is found, unless it was written on another machine or elsewhere") {
    const Backed it;
    auto gone = it.back_up(at_noon()).backup;
    it.back_up(at_noon(1));
    CHECK_FALSE(it.folder().remove(at_noon()));
    REQUIRE(it.findings({gone}, at_noon(2)).size() == 1);
    CHECK(mentions(it.findings({gone}, at_noon(2))[0].text, "desk-20261120T120000Z.bundle: is missing"));
    gone.machine += "2";
    CHECK(it.findings({gone}, at_noon(2)).empty());
    CHECK_FALSE(it.folder().remove(at_noon(1)));
    CHECK(it.findings({}, at_noon(2)).front().text == it.beside.full("b") + ": has no backup");
}

TEST_CASE("all branches and tags are restored, and no remote") {
    const Backed it;
    it.desk.git({"branch", "trial"});
    it.desk.git({"tag", "v1"});
    it.desk.git({"remote", "add", "origin", "/nowhere"});
    it.desk.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
    it.back_up(at_noon());
    const auto restored = restore(bundle_meant(it.beside.full("b"), {}), it.beside.full("new/r"));
    CHECK(restored.folder == it.beside.full("new/r"));
    CHECK(restored.desks == std::vector{it.beside.full("new/r")});
    CHECK(it.beside.names("new") == std::vector<std::string>{"r"});
    CHECK(it.beside.read("new/r/desk.toml") == it.desk.read("desk.toml"));
    CHECK(it.desk.git({"-C", restored.folder, "for-each-ref", "--format=%(refname)"}) ==
          "refs/heads/main\nrefs/heads/trial\nrefs/tags/v1\n");
    CHECK(it.desk.git({"-C", restored.folder, "remote"}).empty());
    CHECK(it.desk.git({"-C", restored.folder, "status", "--porcelain"}).empty());
    CHECK(it.desk.git({"-C", restored.folder, "rev-parse", "HEAD"}) == it.desk.git({"rev-parse", "HEAD"}));
}

TEST_CASE("a desk is restored only into a folder that is empty or not there") {
    const Backed it;
    const auto bundle = it.folder().file(it.back_up(at_noon()).backup.at);
    it.beside.write("taken/file", "x");
    std::filesystem::create_directory(it.beside.full("empty"));
    std::filesystem::create_directory_symlink(it.beside.full("empty"), it.beside.full("link"));
    CHECK(failure_of([&] { restore(bundle, it.beside.full("taken")); }).fault == Fault::refused);
    CHECK(failure_of([&] { restore(bundle, it.beside.full("taken/file")); }).fault == Fault::refused);
    CHECK(it.beside.names("taken").size() == 1);
    CHECK(restore(bundle, it.beside.full("link/")).folder == it.beside.full("empty"));
    CHECK(std::filesystem::exists(it.beside.full("empty/desk.toml")));
}

TEST_CASE("a damaged bundle is refused, leaves nothing, and the one before it is named") {
    const Backed it;
    it.back_up(at_noon());
    it.back_up(at_noon(1));
    it.cut_short(at_noon(1));
    auto error = failure_of([&] { restore(it.folder().file(at_noon(1)), it.beside.full("r")); });
    CHECK(error.fault == Fault::malformed);
    CHECK(mentions(error.hint, it.folder().file(at_noon())));
    it.cut_short(at_noon());
    error = failure_of([&] { restore(it.folder().file(at_noon()), it.beside.full("r")); });
    CHECK(error.hint == "if it is damaged, take another backup");
    CHECK(it.beside.names("") == std::vector<std::string>{"b"});
}

TEST_CASE("of a folder the newest bundle is meant, or the newest that is not later") {
    const Scratch scratch;
    for (const auto minute : {0, 1, 2}) scratch.write(bundle_name(at_noon(minute)), "x");
    scratch.write("zzz.bundle", "x");
    CHECK(bundle_meant(scratch.path, {}) == scratch.full("desk-20261120T120200Z.bundle"));
    CHECK(bundle_meant(scratch.path + "/", at_noon(1)) == scratch.full("desk-20261120T120100Z.bundle"));
    CHECK(bundle_meant(scratch.path, at_noon(2) - Milliseconds(1)) == scratch.full("desk-20261120T120100Z.bundle"));
    CHECK(bundle_meant(scratch.full("zzz.bundle"), {}) == scratch.full("zzz.bundle"));
    CHECK(failure_of([&] { bundle_meant(scratch.path, at_noon(-1)); }).fault == Fault::not_found);
    CHECK(failure_of([&] { bundle_meant(scratch.full("none"), {}); }).fault == Fault::not_found);
    CHECK(failure_of([&] { bundle_meant(scratch.full("zzz.bundle"), at_noon()); }).fault == Fault::usage);
}

TEST_CASE("desks below the top of the repository are found") {
    const Backed it;
    it.desk.write("sub/desk.toml", "");
    it.desk.write("sub/not-desk.toml", "");
    it.desk.git({"add", "."});
    it.desk.git({"commit", "--quiet", "-m", "Another desk"});
    const auto sub = Git::around(it.desk.full("sub"));
    CHECK(failure_of([&] { backup_folder(*sub, it.desk.full("b")); }).fault == Fault::refused);
    const auto done = back_up(*sub, Policy(), {it.folder(), {}}, at_noon(), false);
    const auto restored = restore(it.folder().file(done.backup.at), it.beside.full("r"));
    CHECK(restored.desks == std::vector{it.beside.full("r"), it.beside.full("r/sub")});
}

}  // namespace desk
