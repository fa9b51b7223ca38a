#include "core/repository/backup.hpp"

#include <array>

#include <fmt/format.h>

#include "cli/views/backup.hpp"
#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t short_commit = 10;

std::string_view word_of(BackupFinding::Kind kind) {
    switch (kind) {
        case BackupFinding::Kind::missing: return "missing";
        case BackupFinding::Kind::old: return "too old";
        case BackupFinding::Kind::gap: return "off-site gap";
        case BackupFinding::Kind::bundle: return "bundle";
    }
    return {};
}

}  // namespace

std::string size_text(std::int64_t bytes) {
    constexpr std::array<std::string_view, 4> units = {"KiB", "MiB", "GiB", "TiB"};
    if (bytes < 1024) return fmt::format("{} B", bytes);
    auto size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
    return fmt::format("{:.1f} {}", size, units.at(unit));
}

Table backup_table(std::span<const Backup> backups, const Zone& zone) {
    Table table{"backups", {{"at"}, {"bundle"}, {"commit"}, {"size", true}, {"folder"}, {"offsite"}, {"machine"}}, {}, {}, {},
                {}};
    table.columns.back().audience = Audience::programs;
    table.columns.push_back(for_json("pruned"));
    for (const auto& backup : backups)
        table.rows.push_back({{shown(zone, backup.at), to_text(backup.at)},
                              {backup.bundle, backup.bundle, Look::accent},
                              {backup.commit.substr(0, short_commit), backup.commit, Look::faint},
                              {size_text(backup.bytes), backup.bytes},
                              {backup.folder, backup.folder},
                              word(backup.offsite),
                              word(backup.machine),
                              {"", texts_json(backup.pruned)}});
    return table;
}

Page backup_page(const Backup& backup) {
    Page page{"backup", {}, {}, {}};
    page.json = Value::Object{{"at", to_text(backup.at)},
                              {"bundle", backup.bundle},
                              {"commit", backup.commit},
                              {"size", backup.bytes},
                              {"folder", backup.folder},
                              {"offsite", word(backup.offsite).json},
                              {"machine", word(backup.machine).json},
                              {"pruned", texts_json(backup.pruned)}};
    page.porcelain.push_back({to_text(backup.at), backup.bundle, backup.commit, std::to_string(backup.bytes), backup.folder,
                              backup.offsite, backup.machine});
    return page;
}

Table platform_backup_table(std::span<const PlatformBackup> recorded, const Zone& zone) {
    Table table{"platform_backups", {{"at"}, {"platform"}, {"what"}, {"copy"}}, {}, {}, {}, {}};
    for (const auto& record : recorded)
        table.rows.push_back({{shown(zone, record.at), to_text(record.at)},
                              word(record.client),
                              word(record.restored  ? "restored"
                                   : record.offsite ? "copied, and off site"
                                                    : "copied"),
                              record.restored ? Cell{shown(zone, *record.restored), to_text(*record.restored)} : Cell{}});
    return table;
}

Page platform_backup_page(const PlatformBackup& record) {
    Page page{"platform_backup", {}, {}, {}};
    page.json = Value::Object{{"at", to_text(record.at)},
                              {"client", word(record.client).json},
                              {"offsite", record.offsite},
                              {"restored", record.restored ? Value(to_text(*record.restored)) : Value()}};
    page.porcelain.push_back({to_text(record.at), record.client, record.offsite ? "true" : "false",
                              record.restored ? to_text(*record.restored) : std::string()});
    return page;
}

std::string restore_text(const PlatformBackup& record, const Zone& zone) {
    return fmt::format("{} from the copy of {}", shown(zone, record.at), shown(zone, *record.restored));
}

Page backup_findings_page(std::span<const BackupFinding> findings) {
    Page page{"findings", {}, {}, {}};
    Value::Array all;
    for (const auto& [kind, text, platform, client] : findings) {
        const std::string what(word_of(kind)), of(platform ? "platform" : "desk");
        const auto whose = !platform ? "" : client.empty() ? "platform: " : fmt::format("platform of {}: ", client);
        // A bundle's finding begins with its name.
        const auto label = kind == BackupFinding::Kind::bundle ? "" : what + ": ";
        page.lines.push_back({{{whose}, {label, Look::warning}, {text}}});
        page.porcelain.push_back({what, text, of, client});
        all.push_back(Value::Object{{"kind", what}, {"text", text}, {"of", of}, {"client", word(client).json}});
    }
    page.json = std::move(all);
    return page;
}

}  // namespace desk::cli
