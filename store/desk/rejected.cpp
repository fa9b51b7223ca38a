#include "store/desk/rejected.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/time/zone.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/mail/spool.hpp"

namespace desk {
namespace {

constexpr std::string_view reason_header = "X-Rejected: ";
constexpr auto kept_for = std::chrono::days(90);
constexpr std::size_t most_kept_bytes = most_mail_bytes + (std::size_t{1} << 20U);  // with the reason

/// `2026/11/20261120T091403Z`
std::string stem_of(Instant at) {
    const auto local = Zone::utc().local(at);
    const auto year = static_cast<int>(local.day.year());
    const auto month = static_cast<unsigned>(local.day.month()), day = static_cast<unsigned>(local.day.day());
    return fmt::format("{0:04}/{1:02}/{0:04}{1:02}{2:02}T{3:02}{4:02}{5:02}Z", year, month, day, local.hour, local.minute,
                       local.second);
}

/// On one line, in which nobody can put another header.
std::string one_line(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(
        line, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return line;
}

/// By the name of the file; absent: it is none of ours.
std::optional<Instant> kept_at(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);
    if (name.size() < 16 || name[8] != 'T' || name[15] != 'Z') return {};
    return instant_from(fmt::format("{}-{}-{}T{}:{}:{}Z", name.substr(0, 4), name.substr(4, 2), name.substr(6, 2),
                                    name.substr(9, 2), name.substr(11, 2), name.substr(13, 2)));
}

}  // namespace

/// Of thousands that come in one moment each takes a few looks, not thousands.
std::string path_for_rejected(const Folder& desk, Instant now) {
    const auto path = [stem = stem_of(now)](int n) { return fmt::format("{}/{}-{}.eml", places::rejected, stem, n); };
    int taken = 0, free = 1;
    while (desk.exists(path(free))) taken = std::exchange(free, free * 2);
    while (free - taken > 1) {
        const int between = taken + (free - taken) / 2;
        (desk.exists(path(between)) ? taken : free) = between;
    }
    return path(free);
}

std::string keep_rejected(const Folder& desk, const std::string& mail, std::string_view why, Instant now) {
    auto path = path_for_rejected(desk, now);
    const std::string_view line_end = mail.find("\r\n") != mail.npos ? "\r\n" : "\n";
    const auto reason = one_line(why);
    AtomicWrites writes(desk);
    writes.add(path, std::array{reason_header, std::string_view(reason), line_end, std::string_view(mail)}, true);
    writes.commit();
    return path;
}

std::vector<std::string> rejected_mails(const Folder& desk) {
    std::vector<std::string> paths;
    const std::string root(places::rejected);
    for (const auto& [year, kind] : desk.entries(root)) {
        if (kind != Folder::Kind::folder || fmt::format("{}/{}", root, year) == places::spool) continue;
        for (const auto& [month, month_kind] : desk.entries(fmt::format("{}/{}", root, year))) {
            if (month_kind != Folder::Kind::folder) continue;
            for (const auto& name : desk.names(fmt::format("{}/{}/{}", root, year, month)))
                if (name.ends_with(".eml")) paths.push_back(fmt::format("{}/{}/{}/{}", root, year, month, name));
        }
    }
    std::ranges::sort(paths);
    return paths;
}

RejectedMail rejected_mail_at(const Folder& desk, const std::string& path) {
    auto bytes = desk.read(path, most_kept_bytes).value_or("");
    RejectedMail rejected{path, {}, {}};
    if (bytes.starts_with(reason_header)) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        rejected.why = trimmed(std::string_view(bytes).substr(reason_header.size(), end - reason_header.size()));
        bytes.erase(0, std::min(end + 1, bytes.size()));
    }
    rejected.mail = std::move(bytes);
    return rejected;
}

RejectedMail rejected_mail_named(const Folder& desk, std::string_view typed) {
    const auto is_meant = [&](const std::string& path) {
        const auto name = std::string_view(path).substr(path.rfind('/') + 1);
        return path == typed || name == typed || name.substr(0, name.size() - 4) == typed;
    };
    const auto paths = rejected_mails(desk);
    const auto found = std::ranges::find_if(paths, is_meant);
    if (found == paths.end())
        throw Error(Fault::not_found, fmt::format("no mail \"{}\" was rejected", typed),
                    "`desk mail list` shows those that were");
    return rejected_mail_at(desk, *found);
}

void remove_rejected(const Folder& desk, const std::string& path) {
    const auto [above, name] = place_of(path);
    const auto folder = desk.folder(above);
    if (folder && ::unlinkat(folder.number(), name.c_str(), 0) != 0 && errno != ENOENT)
        throw io_error(path, "cannot remove", errno);
}

std::vector<std::string> sweep_rejected(const Folder& desk, Instant now) {
    std::vector<std::string> removed;
    for (const auto& path : rejected_mails(desk)) {
        const auto at = kept_at(path);
        if (!at || *at > now - kept_for) continue;
        // Older versions of desk had the reason further down, and committed the file: what git has stays.
        if (!desk.read(path, most_kept_bytes).value_or("").starts_with(reason_header)) continue;
        remove_rejected(desk, path);
        removed.push_back(path);
    }
    return removed;
}

}  // namespace desk
