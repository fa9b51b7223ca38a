#include "store/mail/spool.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/mail/outgoing.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/git/note.hpp"
#include "store/git/repository.hpp"
#include "store/mail/identity.hpp"

namespace desk {
namespace {

constexpr std::size_t mark_size = 24;
constexpr std::string_view suffix = ".eml";

/// By what the bytes are known again: what is before the end of the name.
std::string mark_in(std::string_view name) {
    name.remove_suffix(suffix.size());
    return std::string(name.substr(name.rfind('-') + 1));
}

}  // namespace

Spool::Spool(const Folder& desk) : desk_(desk), folder_(places::spool) {
    const auto git = Git::around(desk.path());
    if (!git) return;
    own_root_ = Folder::open(git->git_dir());
    folder_ = fmt::format("desk/mail{}", git->prefix().empty() ? "" : "-" + mark_of(git->prefix()));
}

Spool::Kept Spool::kept_now() const {
    Kept kept;
    for (auto& name : names()) {
        ++kept.next;
        kept.names.emplace(mark_in(name), std::move(name));
    }
    return kept;
}

std::string Spool::keep(std::string_view bytes, Instant now) {
    if (!kept_) kept_ = kept_now();
    auto mark = mail_digest(bytes).substr(0, mark_size);
    if (const auto known = kept_->names.find(mark); known != kept_->names.end() && root().exists(path_of(known->second)))
        return known->second;
    auto name = fmt::format("{}-{:06}-{}{}", mail_stamp(now), kept_->next++, mark, suffix);
    AtomicWrites writes(root());
    writes.add(path_of(name), std::array{bytes}, false);
    writes.commit();
    kept_->names.insert_or_assign(std::move(mark), name);
    return name;
}

std::vector<std::string> Spool::names() const {
    auto names = root().names(folder_);
    std::erase_if(names, [](const std::string& name) { return !name.ends_with(suffix); });
    return names;
}

std::optional<std::string> Spool::read(const std::string& name) const { return root().read(path_of(name), most_mail_bytes); }

void Spool::remove(const std::string& name) const {
    const auto folder = root().folder(folder_);
    if (folder && ::unlinkat(folder.number(), name.c_str(), 0) != 0 && errno != ENOENT)
        throw io_error(path_of(name), "cannot remove", errno);
}

}  // namespace desk
