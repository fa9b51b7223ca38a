#include "store/desk/init.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/places.hpp"
#include "store/desk/attributes.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"
#include "store/git/repository.hpp"

namespace desk {
namespace {

const std::string attributes_path(places::attributes), policy_path(places::policy);

/// Itself, or the nearest folder above it that there is.
std::string existing(std::filesystem::path path) {
    while (!looked_up(path) && path != path.root_path()) path = path.parent_path();
    return path.string();
}

}  // namespace

bool make_desk(const std::string& path, const NewDesk& desk) {
    if (looked_up(path) && Folder::open(path).exists(policy_path))
        throw Error(Fault::refused, fmt::format("{} is a desk already", path), "its policy is desk.toml");
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
    if (const auto write = attributes_to_write(folder)) {
        made.paths.push_back(attributes_path);
        if (write->create) made.created.push_back(attributes_path);
        writes.add(*write);
    }
    writes.add({policy_path, desk.policy, true});
    writes.commit();
    if (git && desk.commit) git->commit(made);
    return makes_repository;
}

}  // namespace desk
