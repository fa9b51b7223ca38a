#pragma once

#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/repository/backup.hpp"

namespace desk::cli {

/// The backups that the desk remembers; one that was just made, for programs; and what is wrong with them, one a line.
Table backup_table(std::span<const Backup> backups, const Zone& zone);
Page backup_page(const Backup& backup);
Page backup_findings_page(std::span<const BackupFinding> findings);
std::string size_text(std::int64_t bytes);  ///< `12.3 KiB`

}  // namespace desk::cli
