#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"
#include "store/file/file.hpp"

namespace desk {

/// One file to write: a new one that must not exist yet, or the replacement of one.
struct Write {
    std::string path;
    std::string content;
    bool create = false;
};

/// Several files, written completely or not at all as far as a file system can: all temporaries are written and synced in the
/// folders of their targets before the first is renamed, and the folders are synced before it returns. If killed at any instant,
/// every file is old or new. A failure removes the temporaries. Readers ignore them (`unique_name`).
class AtomicWrites {
public:
    explicit AtomicWrites(const Folder& root);
    AtomicWrites(const AtomicWrites&) = delete;
    AtomicWrites& operator=(const AtomicWrites&) = delete;
    ~AtomicWrites();  ///< removes what was not committed

    void add(const Write& write);  ///< writes and syncs the temporary; the target is untouched
    void add(const std::string& path, std::span<const std::string_view> content,
             bool create);                 ///< the same, one piece after another
    void remove(const std::string& path);  ///< removes the file when all is written
    void commit();                         ///< renames all, in order. A `create` whose target exists by now is `Fault::io`.

private:
    struct Temporary;
    int open_folder(const std::string& path);
    void remove_files();
    void sync_folders();

    const Folder& root_;
    std::map<std::string, Handle> folders_;  ///< of the targets, each opened once
    std::vector<Temporary> temporaries_;
    std::vector<std::string> removed_;
};

/// Removes temporaries that are older than an hour and whose process is gone, in the folder itself and in the places of a
/// desk in it; returns their paths.
std::vector<std::string> sweep_temporaries(const Folder& root, Instant now);

}  // namespace desk
