#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"
#include "store/file/file.hpp"

/// What could not become a ticket, and is kept for a while all the same: whole, with the reason before it. Never committed.
namespace desk {

/// A name that is free now; the first, where those before it are all taken.
std::string path_for_rejected(const Folder& desk, Instant now);

/// Keeps a mail, or a report in the form of one, under that name: `rejected/2026/11/20261120T091403Z-1.eml`.
std::string keep_rejected(const Folder& desk, const std::string& mail, std::string_view why, Instant now);

struct RejectedMail {
    std::string path;
    std::string why;
    std::string mail;  ///< as it came
};

/// The paths, in the order of time.
std::vector<std::string> rejected_mails(const Folder& desk);

/// `Fault::io` where it cannot be read.
RejectedMail rejected_mail_at(const Folder& desk, const std::string& path);

/// By its path, or the name of its file without the end; `Fault::not_found` where there is none.
RejectedMail rejected_mail_named(const Folder& desk, std::string_view typed);

void remove_rejected(const Folder& desk, const std::string& path);

/// Removes those that are older than 90 days, by their names, but for what older versions have committed; answers their paths.
std::vector<std::string> sweep_rejected(const Folder& desk, Instant now);

}  // namespace desk
