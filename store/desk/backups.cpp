#include "store/desk/backups.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/backup_rules.hpp"
#include "store/desk/problems.hpp"
#include "store/git/bundle.hpp"
#include "store/toml/values.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;
using std::chrono::floor;

constexpr std::string_view remembered_in = places::backups, suffix = ".toml";

void must(const std::optional<Error>& error) {
    if (error) throw Error(*error);
}

std::string machine_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

/// Whether the path is the folder, or below it.
bool is_inside(const fs::path& path, const fs::path& folder) {
    const auto way = path.lexically_relative(folder);
    return !way.empty() && *way.begin() != "..";
}

/// The top folder of the work tree.
fs::path top_of(const Git& git) {
    const fs::path folder(git.folder()), prefix(git.prefix());
    auto top = folder;
    for (const auto& part : prefix)
        if (!part.empty()) top = top.parent_path();
    return top;
}

Backup written(const Git& git, const BundleFolder& folder, Instant at, bool progress) {
    Unfinished bundle(folder, at);
    Backup backup{at, bundle_name(at), write_bundle(git, bundle.path(), progress), 0, machine_name(), folder.path(), {}, {}};
    if (const auto trouble = trouble_with_bundle(git, bundle.path()); !trouble.empty())
        throw Error(Fault::io, fmt::format("{}: cannot be read again: {}", folder.file(at), trouble), "nothing was kept of it");
    std::error_code unknown;
    backup.bytes = static_cast<std::int64_t>(fs::file_size(bundle.path(), unknown));
    must(bundle.finish());
    return backup;
}

/// Collects what goes wrong; true when it went well.
bool went_well(std::vector<Error>& failures, const std::optional<Error>& error) {
    if (error) failures.push_back(*error);
    return !error;
}

void copy_where_due(const BackupPlaces& places, const Policy& policy, BackedUp& done) {
    const auto& offsite = *places.offsite;
    const auto at = done.backup.at;
    std::vector<Instant> there;
    if (!went_well(done.failures, offsite.make()) || !went_well(done.failures, offsite.list(there))) return;
    if (!is_offsite_due(there.empty() ? std::nullopt : std::optional(there.back()), *policy.backup, at)) return;
    if (went_well(done.failures, offsite.keep_copy(places.folder, at))) done.backup.offsite = offsite.path();
}

void prune(const BundleFolder& folder, const Policy& policy, BackedUp& done) {
    const auto now = done.backup.at;
    std::vector<Instant> there;
    if (!went_well(done.failures, folder.list(there))) return;
    for (const auto at : to_prune(there, policy, now)) {
        if (!went_well(done.failures, folder.remove(at))) continue;
        done.pruned.push_back(folder.file(at));
        auto& names = done.backup.pruned;
        if (!contains(names, bundle_name(at))) names.push_back(bundle_name(at));
    }
    folder.sweep(now);
}

Instant instant_of(const Setting& setting) {
    const auto at = canonical_instant_from(text_from(setting));
    if (!at) setting.want("a time in UTC");
    return *at;
}

std::int64_t bytes_of(const Setting& setting) {
    const auto* number = std::get_if<std::int64_t>(&setting.node.data);
    if (number == nullptr || *number < 0) setting.want("a number of bytes");
    return *number;
}

void read_backup(Settings& root, Backup& backup) {
    root.must("at", backup.at, instant_of, R"("2026-11-24T02:00:00.000Z")");
    root.must("bundle", backup.bundle, text_from, R"("desk-20261124T020000Z.bundle")");
    root.must("commit", backup.commit, text_from, R"("a94a8fe5ccb19ba61c4c0873d391e987982fbbd3")");
    root.must("bytes", backup.bytes, bytes_of, "81920");
    root.may("machine", backup.machine, text_from, R"("server")");
    root.must("folder", backup.folder, text_from, R"("/srv/backups")");
    root.may("offsite", backup.offsite, text_from, R"("/mnt/elsewhere")");
    root.may("pruned", backup.pruned, texts_from, R"(["desk-20261109T020000Z.bundle"])");
}

Backup backup_from(const std::string& text, const std::string& file) {
    Backup backup;
    read_toml(text, file, [&](Settings& root) { read_backup(root, backup); });
    return backup;
}

std::string to_toml(const Backup& backup) {
    std::string toml = fmt::format("at      = {}\nbundle  = {}\ncommit  = {}\nbytes   = {}\n", quoted_toml(to_text(backup.at)),
                                   quoted_toml(backup.bundle), quoted_toml(backup.commit), backup.bytes);
    if (!backup.machine.empty()) toml += fmt::format("machine = {}\n", quoted_toml(backup.machine));
    toml += fmt::format("folder  = {}\n", quoted_toml(backup.folder));
    if (!backup.offsite.empty()) toml += fmt::format("offsite = {}\n", quoted_toml(backup.offsite));
    std::vector<std::string> pruned;
    for (const auto& name : backup.pruned) pruned.push_back(quoted_toml(name));
    if (!pruned.empty()) toml += fmt::format("pruned  = [{}]\n", joined(pruned, ", "));
    return toml;
}

}  // namespace

BundleFolder backup_folder(const Git& git, const std::string& typed) {
    BundleFolder folder(typed);
    if (is_inside(folder.path(), top_of(git)))
        throw Error(Fault::refused, fmt::format("{} is in the repository that is to be backed up", folder.path()),
                    "write the backup somewhere else, best on another disk");
    return folder;
}

BackedUp back_up(const Git& git, const Policy& policy, const BackupPlaces& places, Instant now, bool progress) {
    const auto at = floor<Seconds>(now);
    std::error_code unknown;
    if (fs::exists(places.folder.file(at), unknown))
        throw Error(Fault::refused, fmt::format("{} already exists, and is never overwritten", places.folder.file(at)),
                    "try again in a second");
    must(places.folder.make());
    BackedUp done{written(git, places.folder, at, progress), {}, {}};
    if (places.offsite) copy_where_due(places, policy, done);
    prune(places.folder, policy, done);
    if (places.offsite && done.failures.empty()) prune(*places.offsite, policy, done);
    return done;
}

std::optional<Problem> trouble_with_backup(const std::string& file, const std::string& text) {
    if (!file.ends_with(suffix)) return {};  // which nobody reads
    return problem_with(file, [&] { backup_from(text, file); });
}

std::vector<Backup> backups_of(const Store& store) {
    std::vector<Backup> backups;
    for (const auto& name : store.folder().names(std::string(remembered_in))) {
        if (!name.ends_with(suffix)) continue;
        const auto file = fmt::format("{}/{}", remembered_in, name);
        store.problems().add_from(file, [&] {
            const auto text = store.folder().read(file, most_toml_bytes);
            if (text) backups.push_back(backup_from(*text, file));
        });
    }
    std::ranges::stable_sort(backups, {}, &Backup::at);
    return backups;
}

std::string remember_backup(Change& change, const Backup& backup) {
    // Two clones may be backed up in the same second: cron is punctual.
    const auto path = fmt::format("{}/{}-{:08x}{}", remembered_in, stamp(backup.at), random_bits() >> 32U, suffix);
    std::string told;
    const auto problem = problem_with(path, [&] {
        change.stage_file(path, to_toml(backup), "backup: " + backup.bundle);
        const auto attempt = change.commit();
        if (attempt.failure) throw *attempt.failure;
        told = attempt.why_not;
    });
    return problem ? std::string("the backup is made, but not recorded: ") + failure(*problem).what() : told;
}

std::vector<BackupFinding> folder_findings(const Git& git, const BundleFolder& folder, const std::vector<Backup>& backups,
                                           const Policy& policy, Instant now, const std::string& temporary) {
    std::vector<Instant> there;
    must(folder.list(there));
    std::vector<Backup> ours;
    const auto machine = machine_name();
    for (const auto& backup : backups)
        if (backup.machine == machine && (backup.folder == folder.path() || backup.offsite == folder.path()))
            ours.push_back(backup);
    auto findings = lost_bundles(ours, there, policy, now);
    if (there.empty()) return findings.push_back({BackupFinding::Kind::bundle, folder.path() + ": has no backup"}), findings;
    if (const auto trouble = trouble_with_bundle(git, folder.file(there.back()), temporary); !trouble.empty())
        findings.push_back(
            {BackupFinding::Kind::bundle, fmt::format("{}: cannot be restored from: {}", bundle_name(there.back()), trouble)});
    return findings;
}

}  // namespace desk
