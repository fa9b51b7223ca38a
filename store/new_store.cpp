#include "store/new_store.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"
#include "store/file.hpp"
#include "store/git.hpp"

namespace desk {
namespace {

constexpr auto attributes_path = ".gitattributes";
constexpr auto merge_attribute = "tickets/**/*.yaml merge=desk\n";

/// The file's content with the line that tells git how tickets are merged; absent when it says so already.
std::optional<Write> attributes(const Folder& folder) {
    const auto old = folder.read(attributes_path);
    if (old && old->find(merge_attribute) != std::string::npos) return std::nullopt;
    const auto before = old.value_or("");
    const auto line_end = before.empty() || before.ends_with('\n') ? "" : "\n";
    return Write{attributes_path, before + line_end + merge_attribute, !old};
}

/// Itself, or the nearest folder above it that there is.
std::string existing(std::filesystem::path path) {
    while (!std::filesystem::exists(path) && path != path.root_path()) path = path.parent_path();
    return path.string();
}

}  // namespace

bool make_desk(const std::string& path, const NewDesk& desk) {
    if (exists(symlink_status(std::filesystem::path(path) / "desk.toml")))
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

    const auto tickets = folder.make_folder("tickets");
    AtomicWrites writes(folder);
    Git::Commit made{"init: a new desk\n", {"desk.toml"}, {"desk.toml"}};
    if (const auto write = attributes(folder)) {
        made.paths.emplace_back(attributes_path);
        if (write->create) made.created.emplace_back(attributes_path);
        writes.add(*write);
    }
    writes.add({"desk.toml", desk.policy, true});
    writes.commit();
    if (git && desk.commit) git->commit(made);
    return makes_repository;
}

}  // namespace desk
