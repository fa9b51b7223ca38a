#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"
#include "store/file/file.hpp"

namespace desk {

/// Mails that were taken and not decided yet, one file each: in git's directory, where nothing is ever committed; where there is
/// no git in `rejected/spool/`.
class Spool {
public:
    explicit Spool(const Folder& desk);

    /// Keeps a mail; it survives a power cut when this returns. The same one is kept once. Answers its name.
    std::string keep(std::string_view bytes, Instant now);

    /// The folder above it.
    const std::string& place() const { return root().path(); }

    /// In the order in which they came.
    std::vector<std::string> names() const;

    /// Absent: somebody else has decided it.
    std::optional<std::string> read(const std::string& name) const;
    void remove(const std::string& name) const;

private:
    std::string path_of(const std::string& name) const { return folder_ + "/" + name; }

    /// What lies there, by the marks of the bytes; listed once, when the first mail is kept.
    struct Kept {
        std::map<std::string, std::string, std::less<>> names;
        std::size_t next = 0;  ///< in the order of those of one moment
    };
    Kept kept_now() const;

    std::optional<Kept> kept_;
    std::optional<Folder> own_root_;  ///< git's directory
    const Folder& desk_;
    const Folder& root() const { return own_root_ ? *own_root_ : desk_; }
    std::string folder_;
};

/// The most that is taken at all; what is larger than `MailLimits::bytes` is kept, and not read.
constexpr std::size_t most_mail_bytes = std::size_t{100} << 20U;

}  // namespace desk
