#include "store/mail/spool.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/sha256.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/git/note.hpp"
#include "store/git/repository.hpp"

namespace desk {
namespace {

constexpr std::size_t mark_size = 24;

/// `20261120T091403217Z`
std::string stamp(Instant now) {
    auto text = to_text(now);
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == '.'; });
    return text;
}

}  // namespace

Spool::Spool(const Folder& desk) : desk_(desk), folder_(places::spool) {
    const auto git = Git::around(desk.path());
    if (!git) return;
    own_root_ = Folder::open(git->git_dir());
    folder_ = fmt::format("desk/mail{}", git->prefix().empty() ? "" : "-" + mark_of(git->prefix()));
}

std::string Spool::keep(const std::string& bytes, Instant now) const {
    const auto mark = sha256(bytes).substr(0, mark_size) + ".eml";
    const auto others = names();
    for (const auto& name : others)
        if (name.ends_with(mark)) return name;
    auto name = fmt::format("{}-{:06}-{}", stamp(now), others.size(), mark);  // in order, also of those of one moment
    AtomicWrites writes(root());
    writes.add({path_of(name), bytes, false});
    writes.commit();
    return name;
}

std::vector<std::string> Spool::names() const {
    auto names = root().names(folder_);
    std::erase_if(names, [](const std::string& name) { return !name.ends_with(".eml"); });
    return names;
}

std::optional<std::string> Spool::read(const std::string& name) const { return root().read(path_of(name), most_mail_bytes); }

void Spool::remove(const std::string& name) const {
    const auto folder = root().folder(folder_);
    if (folder && ::unlinkat(folder.number(), name.c_str(), 0) != 0 && errno != ENOENT)
        throw io_error(path_of(name), "cannot remove", errno);
}

}  // namespace desk
