#include "core/repository/backup.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/backup.hpp"
#include "cli/views/description.hpp"
#include "core/base/number.hpp"
#include "store/desk/backups.hpp"
#include "store/git/unfinished.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string folder, offsite;
    bool check = false;
    bool list = false;
};

Git repository(Context& context) {
    if (auto git = Git::around(context.store().folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is in no git repository, so there is nothing to back up", "git init makes one");
}

BackupPlaces places_of(const Options& options, const Git& git) {
    if (options.folder.empty())
        throw Error(Fault::usage, "a backup needs a folder to go to", "as in: desk backup /srv/backups/desk");
    BackupPlaces places{backup_folder(git, options.folder), {}};
    if (options.offsite.empty()) return places;
    places.offsite = backup_folder(git, options.offsite);
    if (places.offsite->path() == places.folder.path())
        throw Error(Fault::usage, "--offsite is the folder itself", "a copy is to lie at another place");
    return places;
}

void tell_uncommitted(const Git& git, Context& context) {
    const auto count = std::ssize(git.uncommitted({"."}, Git::Filters::ignored));
    if (count > 0)
        context.out.tell(count_of(count, "file is", "files are") + " not committed and not in the backup",
                         "`desk sync` or `git commit` first");
}

void tell(const BackedUp& done, Context& context) {
    const auto& [backup, pruned, failures] = done;
    context.out.tell(fmt::format("{}/{} written, {}", backup.folder, backup.bundle, size_text(backup.bytes)));
    if (!backup.offsite.empty()) context.out.tell(fmt::format("copied to {}", backup.offsite));
    for (const auto& path : pruned) context.out.tell(fmt::format("{} pruned", path));
    for (const auto& failure : failures) context.out.warn(failure.what(), failure.hint);
    if (!failures.empty()) context.outcome = Fault::io;
}

void make_backup(const Options& options, Context& context) {
    const auto git = repository(context);
    const auto places = places_of(options, git);
    finish_earlier(git, true);
    tell_uncommitted(git, context);
    const auto done = back_up(git, context.policy(), places, context.now, context.shows_progress());
    tell(done, context);
    if (const auto told = remember_backup(context.change(), done.backup); !told.empty()) context.out.warn(told);
    context.out.show(backup_page(done.backup));
}

std::string summary(const std::vector<Backup>& backups, Context& context) {
    if (backups.empty()) return "there is no backup, and the policy asks for none";
    const auto& zone = context.policy().zone;
    const auto copied =
        std::ranges::find_if(backups.rbegin(), backups.rend(), [](const auto& each) { return !each.offsite.empty(); });
    const auto copy =
        copied == backups.rend() ? "" : fmt::format(", the last copy at another place of {}", shown(zone, copied->at));
    return fmt::format("the newest backup is of {}{}", shown(zone, backups.back().at), copy);
}

void check_backups(const Options& options, Context& context) {
    const auto& policy = context.policy();
    const auto backups = backups_of(context.store());
    auto findings = backup_findings(backups, policy, context.now);
    for (const auto& typed : {options.folder, options.offsite}) {
        if (typed.empty()) continue;
        const auto found =
            folder_findings(repository(context), BundleFolder(typed), backups, policy, context.now, context.temporary_folder());
        std::ranges::copy(found, std::back_inserter(findings));
    }
    context.out.show(backup_findings_page(findings));
    if (findings.empty())
        context.out.tell(summary(backups, context));
    else
        context.outcome = Fault::over;
}

void list_backups(const Options& options, Context& context) {
    if (!options.folder.empty() || !options.offsite.empty() || options.check)
        throw Error(Fault::usage, "--list stands alone", "it lists what the desk remembers of all folders");
    context.out.show(backup_table(backups_of(context.store()), context.policy().zone));
}

}  // namespace

Run bind_backup(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("DIR", options->folder, "the folder that the backup is written into", Offers::files);
    args.option("--offsite", options->offsite, "DIR", "keep a copy in this folder, where one is due", Offers::files);
    args.flag("--check", options->check, "what is missing or damaged; exit with 8 when there is something");
    args.flag("--list", options->list, "the backups that were made");
    args.example("desk backup /srv/backups/desk --offsite /mnt/elsewhere/desk");
    return [options](Context& context) {
        if (options->list) return list_backups(*options, context);
        options->check ? check_backups(*options, context) : make_backup(*options, context);
    };
}

}  // namespace desk::cli
