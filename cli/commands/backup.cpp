#include "core/repository/backup.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/backup.hpp"
#include "cli/views/description.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "store/desk/backups.hpp"
#include "store/desk/platform_backups.hpp"
#include "store/git/unfinished.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string folder;
    std::optional<std::string> offsite;  ///< empty: said without a folder
    std::string at, restored, client;
    bool check = false;
    bool list = false;
    bool record = false;

    bool says_of_platform() const { return !at.empty() || !restored.empty() || !client.empty(); }
};

Git repository(Context& context) {
    if (auto git = Git::around(context.store().folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is not in a git repository, so there is nothing to back up", "`git init` makes one");
}

BackupPlaces places_of(const Options& options, const Git& git) {
    if (options.folder.empty()) throw Error(Fault::usage, "a backup needs a folder", "as in: desk backup /srv/backups/desk");
    BackupPlaces places{backup_folder(git, options.folder), {}};
    if (!options.offsite) return places;
    places.offsite = backup_folder(git, *options.offsite);
    if (places.offsite->path() == places.folder.path())
        throw Error(Fault::usage, "--offsite is the backup folder itself", "keep the copy in another place");
    return places;
}

void tell_uncommitted(const Git& git, Context& context) {
    const auto count = std::ssize(git.uncommitted({"."}, Git::Filters::ignored));
    if (count > 0)
        context.out.warn(count_of(count, "file is", "files are") + " not committed and not in the backup",
                         "`desk sync` or `git commit` first");
}

void tell(const BackedUp& done, Context& context) {
    const auto& [backup, pruned, failures] = done;
    context.out.tell(fmt::format("{}/{} written, {}", backup.folder, backup.bundle, size_text(backup.bytes)));
    if (!backup.offsite.empty()) context.out.tell(fmt::format("copied to {}", backup.offsite));
    for (const auto& path : pruned) context.out.tell(fmt::format("{} pruned", path));
    for (const auto& failure : failures) context.out.fail(failure.what(), failure.hint);
    if (!failures.empty()) context.outcome = Fault::io;
}

void make_backup(const Options& options, Context& context) {
    context.must_not_be_dry_run("backup writes a file elsewhere", "`desk backup --check` says what is due");
    const auto git = repository(context);
    const auto places = places_of(options, git);
    finish_earlier(git, true);
    tell_uncommitted(git, context);
    const auto done = back_up(git, context.policy(), places, context.now, context.shows_progress());
    tell(done, context);
    if (const auto told = remember_backup(context.change(), done.backup); !told.empty()) context.out.warn(told);
    context.out.show(backup_page(done.backup));
}

std::string summary(const std::vector<Backup>& backups, const Zone& zone) {
    if (backups.empty()) return "there is no backup, and the policy does not ask for one";
    const auto copied =
        std::ranges::find_if(backups.rbegin(), backups.rend(), [](const auto& each) { return !each.offsite.empty(); });
    const auto copy = copied == backups.rend() ? "" : fmt::format(", the last off-site copy from {}", shown(zone, copied->at));
    return fmt::format("the newest backup is from {}{}", shown(zone, backups.back().at), copy);
}

void tell_newest(const std::vector<Backup>& backups, const std::vector<PlatformBackup>& platform, Context& context) {
    const auto& zone = context.policy().zone;
    const auto is_copy = [](const PlatformBackup& record) { return !record.restored; };
    const auto newest = std::ranges::find_if(platform.rbegin(), platform.rend(), is_copy);
    if (!backups.empty() || newest == platform.rend()) context.out.tell(summary(backups, zone));
    if (newest != platform.rend())
        context.out.tell(fmt::format("the newest of the platform is from {}", shown(zone, newest->at)));
}

void check_backups(const Options& options, Context& context) {
    const auto& policy = context.policy();
    const auto backups = backups_of(context.store());
    auto findings = backup_findings(backups, policy, context.now);
    const auto platform = platform_backups_of(context.store());
    std::ranges::move(platform_findings(platform, context.desk(), context.now), std::back_inserter(findings));
    for (const auto& typed : {options.folder, options.offsite.value_or("")}) {
        if (typed.empty()) continue;
        const auto found =
            folder_findings(repository(context), BundleFolder(typed), backups, policy, context.now, context.temporary_folder());
        std::ranges::copy(found, std::back_inserter(findings));
    }
    context.out.show(backup_findings_page(findings));
    if (findings.empty())
        tell_newest(backups, platform, context);
    else
        context.outcome = Fault::over;
}

void list_backups(const Options& options, Context& context) {
    if (!options.folder.empty() || options.offsite || options.check)
        throw Error(Fault::usage, "--list cannot be used with a folder, --check or --offsite",
                    "it lists the recorded backups of all folders");
    const auto& zone = context.policy().zone;
    context.out.show(backup_table(backups_of(context.store()), zone));
    context.out.show(platform_backup_table(platform_backups_of(context.store()), zone));
}

/// The time of the copy from which it was restored: one that was recorded.
Instant copy_meant(const Options& options, const Platform& platform, Instant restored, Context& context) {
    const auto& zone = context.policy().zone;
    const auto typed = context.moment(options.restored, "--restored");
    const auto* copy = copy_made_at(platform, typed);
    const auto* newest = newest_copy(platform, restored);
    if (copy == nullptr || copy->at > restored)
        throw Error(Fault::refused, fmt::format("no copy from {} was recorded", shown(zone, typed)),
                    newest ? fmt::format("the newest is from {}; `desk backup --list` shows all", shown(zone, newest->at))
                           : "`desk backup --record --at TIME` records one");
    if (newest->at > copy->at) context.out.tell(fmt::format("there was a newer copy, from {}", shown(zone, newest->at)));
    return copy->at;
}

PlatformBackup record_from(const Options& options, const std::vector<PlatformBackup>& recorded, Context& context) {
    const auto& zone = context.policy().zone;
    PlatformBackup record{
        options.at.empty() ? context.now : context.moment(options.at, "--at"), options.client, options.offsite.has_value(), {}};
    if (is_ahead(record.at, context.now))
        throw Error(Fault::refused, "a backup cannot be in the future", "--at says when it was made");
    if (options.restored.empty()) return record;
    context.must_have_read_all("a restore can be recorded once all copies can be read");
    const auto platform = platform_of(recorded, options.client, context.desk(), zone.month(record.at));
    record.restored = copy_meant(options, platform, record.at, context);
    return record;
}

std::string deed_of(const PlatformBackup& record, const Zone& zone) {
    const auto whose = record.client.empty() ? std::string() : fmt::format(" of {}", record.client);
    if (record.restored) return fmt::format("platform{} restored {}", whose, restore_text(record, zone));
    return fmt::format("platform{} copied {}{}", whose, shown(zone, record.at), record.offsite ? ", and off site" : "");
}

/// What a job of the platform has done: a copy, or a restore from one.
void record_platform_backup(const Options& options, Context& context) {
    if (!options.folder.empty() || options.check || options.list)
        throw Error(Fault::usage, "--record cannot be used with a folder, --check or --list",
                    "it records what was done elsewhere");
    if (options.offsite && (!options.offsite->empty() || !options.restored.empty()))
        throw Error(Fault::usage, "with --record, --offsite takes no folder", "as in: desk backup --record --offsite");
    if (!options.client.empty()) context.client(options.client);
    auto& change = context.change();
    const auto recorded = platform_backups_of(context.store());
    const auto record = record_from(options, recorded, context);
    const auto deed = deed_of(record, context.policy().zone);
    const bool is_known = contains(recorded, record);
    if (!is_known) stage_platform_backup(change, record, "backup: " + deed);
    context.out.show(platform_backup_page(record));
    context.out.tell(is_known ? deed + ": already recorded" : deed);
}

void look_after_backups(const Options& options, Context& context) {
    if (options.record) return record_platform_backup(options, context);
    if (options.says_of_platform())
        throw Error(Fault::usage, "--at, --restored and --client need --record", "as in: desk backup --record --at 02:00");
    if (options.offsite && options.offsite->empty())
        throw Error(Fault::usage, "--offsite needs a folder",
                    "as in --offsite=/mnt/elsewhere; without a folder it needs --record");
    if (options.list) return list_backups(options, context);
    options.check ? check_backups(options, context) : make_backup(options, context);
}

}  // namespace

Run bind_backup(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("DIR", options->folder, "the folder to write the backup to", Offers::files);
    args.option_or("--offsite", options->offsite, "DIR", {},
                   "keep a copy in this folder when one is due; with --record and no folder, record that there is a copy",
                   Offers::files);
    args.flag("--check", options->check,
              "what is missing or damaged, of the desk and the platform; exit with 8 if there is anything");
    args.flag("--list", options->list, "the backups that were made, of the desk and the platform");
    args.flag("--record", options->record, "record a backup that the supported platform has made, or a restore");
    args.option("--at", options->at, "TIME", "record: when that was, if not now");
    args.option("--restored", options->restored, "TIME", "record: a restore, from the copy of this time");
    args.option("-c,--client", options->client, "CLIENT", "record: of this client's platform only", Offers::known_clients);
    args.example("desk backup /srv/backups/desk --offsite=/mnt/elsewhere/desk");
    args.example("desk backup --record --offsite");
    return [options](Context& context) { look_after_backups(*options, context); };
}

}  // namespace desk::cli
