#include "store/desk/init.hpp"

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/places.hpp"
#include "store/desk/attributes.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"
#include "store/git/pending.hpp"
#include "store/git/repository.hpp"

namespace desk {
namespace {

const std::string policy_path(places::policy);

/// Itself, or the nearest folder above it that there is.
std::string existing(std::filesystem::path path) {
    while (!looked_up(path) && path != path.root_path()) path = path.parent_path();
    return path.string();
}

}  // namespace

bool make_desk(const std::string& path, const NewDesk& desk) {
    if (looked_up(path) && Folder::open(path).exists(policy_path))
        throw Error(Fault::refused, fmt::format("{} is already a desk", path), "its policy is desk.toml");
    const auto place = existing(path);
    auto git = Git::around(place);
    const bool makes_repository = !git && desk.repository;
    if (desk.commit && makes_repository) Git::must_know_author(place);
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) throw Error(Fault::io, fmt::format("{}: cannot make the folder: {}", path, error.message()));
    const auto folder = Folder::open(path);
    git = makes_repository ? Git::make(path) : Git::around(path);

    const auto tickets = folder.make_folder(std::string(places::tickets));
    AtomicWrites writes(folder);
    Git::Commit made{"init: a new desk\n", {policy_path}, {policy_path}};
    std::vector<std::optional<std::string_view>> contents{desk.policy};
    const auto of_git = {attributes_to_write(folder), ignored_to_write(folder)};
    for (const auto& write : of_git) {
        if (!write) continue;
        made.paths.push_back(write->path);
        contents.emplace_back(write->content);
        if (write->create) made.created.push_back(write->path);
        writes.add(*write);
    }
    writes.add({policy_path, desk.policy, true});
    const bool commits = git && desk.commit;
    if (commits) note_commit(*git, made, contents);
    writes.commit();
    if (commits) git->commit(made);
    if (commits) forget_commit(*git);
    return makes_repository;
}

}  // namespace desk
