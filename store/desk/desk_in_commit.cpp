#include "store/desk/desk_in_commit.hpp"

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "store/git/repository.hpp"
#include "store/toml/policy.hpp"
#include "store/toml/reader.hpp"

namespace desk {
namespace {

template <std::size_t Size>
FilesInCommit files_at(const Repository& repository, const std::string& prefix, const std::string& commit,
                       const std::array<std::string_view, Size>& places) {
    std::vector<std::string> paths;
    paths.reserve(Size);
    for (const auto place : places) paths.push_back(prefix + std::string(place));
    return repository.files(commit, paths);
}

using Contents = std::map<std::string, std::optional<std::string>>;

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

/// Of the files of a folder: git is asked for all of them at once.
std::vector<std::string> ids_in(const FilesInCommit& files, const std::string& folder) {
    std::vector<std::string> ids;
    for (const auto& [path, id] : files)
        if (folder_of(path) == folder) ids.push_back(id);
    return ids;
}

PastDesk read(const Repository& repository, const std::string& prefix, std::string commit) {
    auto known = contract_files(repository, prefix, commit);
    known.merge(files_at(repository, prefix, commit, std::array{places::statements}));
    const auto files = files_in(repository, prefix, commit, known);
    const std::string file(places::policy);
    const auto text = files.read(file, most_toml_bytes);
    if (!text) throw Malformed(Problem{{file}, fmt::format("is not in {:.10}", commit)});
    const auto policy = policy_from_toml(*text, file, files.reader());
    PastDesk past{std::move(commit), desk_from(files, policy), {}, {}};
    Problems problems;
    past.closings = closings_of(files, problems);
    name_as_now(past.closings.months, past.desk);
    problems.add(past.desk.problems);
    past.problems = problems.take();
    return past;
}

}  // namespace

FilesInCommit contract_files(const Repository& repository, const std::string& prefix, const std::string& commit) {
    return files_at(repository, prefix, commit, read_from);
}

DeskFiles files_in(const Repository& repository, const std::string& prefix, const std::string& commit,
                   const FilesInCommit& files) {
    const auto folders = std::make_shared<std::map<std::string, Contents>>();
    const auto read = [&repository, prefix, commit, files, folders](const std::string& path, std::size_t limit) {
        const auto known = files.find(prefix + path);
        if (known == files.end()) return repository.content(commit, prefix + path, limit);
        const auto [folder, is_new] = folders->try_emplace(folder_of(known->first));
        if (is_new) folder->second = repository.contents(ids_in(files, folder->first), limit);
        const auto content = folder->second.find(known->second);
        return content == folder->second.end() ? std::nullopt : content->second;
    };
    const auto names = [prefix, files](const std::string& folder) {
        const auto start = prefix + folder + "/";
        std::vector<std::string> found;
        for (const auto& [path, id] : files)
            if (path.starts_with(start) && path[start.size()] != '.' && path.find('/', start.size()) == path.npos)
                found.push_back(path.substr(start.size()));
        return found;
    };
    return {read, names};
}

PastDesk desk_at(const Store& store, std::string_view revision) {
    const auto git = Git::around(store.folder().path());
    if (!git) throw Error(Fault::not_found, fmt::format("{}: is not in a git repository", store.folder().path()));
    const auto repository = Repository::at(store.folder().path());
    auto commit = repository.commit(revision);
    if (!commit) throw Error(Fault::usage, fmt::format("unknown commit \"{}\"", revision));
    return read(repository, git->prefix(), *std::move(commit));
}

std::optional<PastDesk> committed_desk(const Store& store) {
    const auto git = Git::around(store.folder().path());
    if (!git) return {};
    const auto repository = Repository::at(store.folder().path());
    auto commit = repository.commit("HEAD");
    if (!commit) return {};
    std::optional<PastDesk> past;
    problem_with(std::string(places::policy), [&] { past = read(repository, git->prefix(), *std::move(commit)); });
    return past;
}

}  // namespace desk
