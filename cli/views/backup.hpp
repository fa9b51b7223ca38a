#pragma once

#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/repository/backup.hpp"
#include "core/repository/platform_backup.hpp"

namespace desk::cli {

/// The desk's records of backups; one that was just made, for programs; and what is wrong with them, one per line.
Table backup_table(std::span<const Backup> backups, const Zone& zone);
Page backup_page(const Backup& backup);
/// The same for the platform.
Table platform_backup_table(std::span<const PlatformBackup> recorded, const Zone& zone);
Page platform_backup_page(const PlatformBackup& record);

/// `2026-11-24 02:00`, `2026-11-24 10:00 from the copy of 2026-11-24 02:00`
std::string restore_text(const PlatformBackup& record, const Zone& zone);

Page backup_findings_page(std::span<const BackupFinding> findings);
std::string size_text(std::int64_t bytes);  ///< `12.3 KiB`

}  // namespace desk::cli
