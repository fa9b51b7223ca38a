#include "store/git/bundle.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "store/file/file.hpp"
#include "store/file/unique_name.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view scratch_name = "desk-verify";

/// A folder that is gone in the end. It is made beside the bundle, where there is room and one may write: the desk's own disk may
/// be full. Else in the place for what is temporary.
class ScratchFolder {
public:
    ScratchFolder(const fs::path& beside, const std::string& otherwise) {
        sweep(beside);
        path_ = beside / unique_name(scratch_name);
        if (::mkdir(path_.c_str(), 0700) == 0) return;
        if (!otherwise.empty()) path_ = fs::path(otherwise) / unique_name(scratch_name);
        if (otherwise.empty() || ::mkdir(path_.c_str(), 0700) != 0) throw io_error(path_, "cannot make the folder", errno);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code failed;
        fs::remove_all(path_, failed);
    }

    const std::string& path() const { return path_; }

private:
    static void sweep(const fs::path& folder) {
        std::error_code failed;
        fs::directory_iterator entries(folder, failed);
        for (; !failed && entries != fs::directory_iterator(); entries.increment(failed))
            if (const auto name = entries->path().filename().string();
                finished_name(name) == scratch_name && is_left_over(name)) {
                std::error_code kept;
                fs::remove_all(entries->path(), kept);
            }
    }

    std::string path_;
};

/// HEAD's commit; empty before the first one.
std::string head_of(const std::string& folder) {
    const auto ran = git::run(folder, {"rev-parse", "--verify", "--quiet", "HEAD"});
    return ran.well() ? std::string(trimmed(ran.out)) : std::string();
}

/// HEAD's commit in the bundle; empty when it has none.
std::string head_in(const Git& git, const std::string& file) {
    const auto heads = git::must(git.folder(), {"bundle", "list-heads", file, "HEAD"}, "read the bundle");
    return heads.substr(0, heads.find_first_of(" \n"));
}

void check_is_whole(const Git& git) {
    const auto shallow = git::must(git.folder(), {"rev-parse", "--is-shallow-repository"}, "look at the repository");
    if (trimmed(shallow) == "true")
        throw Error(Fault::refused, "this clone does not have the whole history, so it cannot make a full backup",
                    "run `git fetch --unshallow` to get the rest");
}

std::string trouble(const Ran& ran) { return ran.well() ? std::string() : git::last_words(ran); }

}  // namespace

std::string write_bundle(const Git& git, const std::string& file, bool progress) {
    const auto before = head_of(git.folder());
    if (before.empty())
        throw Error(Fault::refused, "nothing is committed yet, so there is nothing to back up",
                    "`git add` and `git commit` do it");
    check_is_whole(git);
    const auto ran =
        git::run_shown(git.folder(), {"bundle", "create", progress ? "--progress" : "--quiet", file, "--all"}, progress);
    if (!ran.well()) throw git::failed(ran, fmt::format("{}: cannot write the backup: ", fs::path(file).parent_path().string()));
    auto head = head_in(git, file);
    // Others may have committed meanwhile.
    if (head.empty() || (head != before && head != head_of(git.folder())))
        throw Error(Fault::io, "the backup does not have the last commit in it", "try again");
    return head;
}

std::string trouble_with_bundle(const Git& git, const std::string& file, const std::string& otherwise) {
    const ScratchFolder scratch(fs::path(file).parent_path(), otherwise);
    auto why = trouble(git::run(git.folder(), {"clone", "--quiet", "--mirror", "--template=", "--", file, scratch.path()}));
    if (!why.empty()) return why;
    return head_of(scratch.path()).empty() ? "it has no HEAD" : "";
}

std::string clone_bundle(const std::string& file, const std::string& folder) {
    const auto parent = fs::path(folder).parent_path().string();
    auto why = trouble(git::run(parent, {"clone", "--quiet", "--origin", "origin", "--", file, folder}));
    if (!why.empty()) return why;
    why = trouble(git::run(folder, {"remote", "remove", "origin"}));
    if (!why.empty()) return why;
    // A clone has one branch only; the others were those of the remote.
    why = trouble(git::run(folder, {"fetch", "--quiet", "--update-head-ok", "--no-write-fetch-head", "--", file, "+refs/*:refs/*",
                                    "^refs/remotes/*"}));
    if (why.empty()) {
        const auto opened = Folder::open(folder);
        if (::syncfs(opened.handle()) != 0) throw io_error(folder, "cannot sync", errno);
    }
    return why;
}

}  // namespace desk
