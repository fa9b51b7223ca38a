#include "store/desk/platform_backups.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "store/desk/problems.hpp"
#include "store/desk/record_name.hpp"
#include "store/toml/values.hpp"

namespace desk {
namespace {

/// Inside the place of the desk's own, and kept like it.
std::string kept_in() { return fmt::format("{}/platform", places::backups); }
constexpr std::string_view suffix = ".toml";

Instant instant_of(const Setting& setting) {
    const auto at = canonical_instant_from(text_from(setting));
    if (!at) setting.want("a time in UTC");
    return *at;
}

void read_record(Settings& root, PlatformBackup& record) {
    root.must("at", record.at, instant_of, R"("2026-11-24T02:00:00.000Z")");
    root.may("client", record.client, text_from, R"("acme")");
    root.may("offsite", record.offsite, flag_from, "true");
    root.may("restored", record.restored, instant_of, R"("2026-11-24T02:00:00.000Z")");
}

std::string to_toml(const PlatformBackup& record) {
    auto toml = fmt::format("at = {}\n", quoted_toml(to_text(record.at)));
    if (!record.client.empty()) toml += fmt::format("client = {}\n", quoted_toml(record.client));
    if (record.offsite) toml += "offsite = true\n";
    if (record.restored) toml += fmt::format("restored = {}\n", quoted_toml(to_text(*record.restored)));
    return toml;
}

}  // namespace

std::vector<PlatformBackup> platform_backups_of(const Store& store) {
    std::vector<PlatformBackup> records;
    for (const auto& name : store.folder().names(kept_in())) {
        if (!name.ends_with(suffix)) continue;
        const auto file = fmt::format("{}/{}", kept_in(), name);
        store.problems().add_from(file, [&] {
            PlatformBackup record;
            const auto text = store.folder().read(file, most_toml_bytes);
            if (text) read_toml(*text, file, [&](Settings& root) { read_record(root, record); });
            if (text) records.push_back(std::move(record));
        });
    }
    std::ranges::stable_sort(records, {}, &PlatformBackup::at);
    return records;
}

void stage_platform_backup(Change& change, const PlatformBackup& record, const std::string& summary) {
    const auto toml = to_toml(record);
    change.stage_file(fmt::format("{}/{}{}", kept_in(), record_name(record.at, toml), suffix), toml, summary);
}

}  // namespace desk
