#pragma once

#include <string>

/// What a merge driver does with the files that git hands it. They are git's temporaries, not files of the store.
namespace desk {

/// The three versions of one file. git hands over the ancestor's empty if there is none.
struct MergeFiles {
    std::string base, ours, theirs;
};

/// Puts the merged content where git looks for it, in place of ours.
void write_version(const std::string& path, const std::string& content);

/// Leaves what git would have left without a driver: ours and theirs line by line, with markers of this size around conflicts.
void merge_lines(const MergeFiles& files, const std::string& marker_size);

}  // namespace desk
