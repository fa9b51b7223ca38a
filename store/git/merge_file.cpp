#include "store/git/merge_file.hpp"

#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "store/file/file.hpp"
#include "store/git/run.hpp"

namespace desk {

void write_version(const std::string& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << content;
    file.close();
    if (!file) throw io_error(path, "cannot write", errno);
}

void merge_lines(const MergeFiles& files, const std::string& marker_size) {
    const auto ran = git::run(".", {"merge-file", "-L", "ours", "-L", "base", "-L", "theirs", "--marker-size=" + marker_size,
                                    "--", files.ours, files.base, files.theirs});
    // The status is the number of conflicts; from 128 on git has failed.
    if (ran.status > 127 || ran.status == git::not_installed) throw git::failed(ran, files.ours + ": cannot be merged: ");
}

}  // namespace desk
