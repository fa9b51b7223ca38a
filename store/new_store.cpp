#include "store/new_store.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/places.hpp"
#include "core/text.hpp"
#include "store/file.hpp"
#include "store/git.hpp"

namespace desk {
namespace {

const std::string attributes_path(places::attributes), policy_path(places::policy);

/// The file's content with the lines that tell git how to keep and merge a desk's files; absent when it has them already.
std::optional<Write> attributes(const Folder& folder) {
    const auto old = folder.read(attributes_path);
    auto content = old.value_or("");
    if (!content.empty() && !content.ends_with('\n')) content += '\n';
    const auto wanted = git_attributes();
    const auto had = split(content, '\n');
    for (const auto line : split(wanted, '\n'))
        if (std::ranges::find(had, line) == had.end()) content.append(line).append("\n");
    if (content == old) return std::nullopt;
    return Write{attributes_path, std::move(content), !old};
}

}  // namespace

void make_desk(const std::string& path, const std::string& policy, bool commit) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) throw Error(Fault::io, fmt::format("{}: cannot make the folder: {}", path, error.message()));
    const auto folder = Folder::open(path);
    if (folder.exists(policy_path))
        throw Error(Fault::refused, fmt::format("{} is a desk already", path), "its policy is desk.toml");

    const auto tickets = folder.make_folder(std::string(places::tickets));
    AtomicWrites writes(folder);
    Git::Commit made{"init: a new desk\n", {policy_path}, {policy_path}};
    if (const auto write = attributes(folder)) {
        made.paths.push_back(attributes_path);
        if (write->create) made.created.push_back(attributes_path);
        writes.add(*write);
    }
    writes.add({policy_path, policy, true});
    writes.commit();
    if (const auto git = Git::around(path); git && commit) git->commit(made);
}

}  // namespace desk
