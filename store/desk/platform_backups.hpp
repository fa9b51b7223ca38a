#pragma once

#include <string>
#include <vector>

#include "core/repository/platform_backup.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"

/// `backups/platform/` <-> PlatformBackup (desk-backup(1)): a file for each record, so that clones never change the same one.
namespace desk {

/// All that was recorded, in order of time. A file that cannot be read is a problem of the store.
std::vector<PlatformBackup> platform_backups_of(const Store& store);

void stage_platform_backup(Change& change, const PlatformBackup& record, const std::string& summary);

}  // namespace desk
