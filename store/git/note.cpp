#include "store/git/note.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"

namespace desk {
namespace {

/// `desk/merging`; of a desk below the top of the work tree `desk/merging-` and the mark of where it is.
std::string path_of(const Git& git, NoteOf what) {
    const std::string_view name = what == NoteOf::merge ? "merging" : "pending";
    return fmt::format("desk/{}{}", name, git.prefix().empty() ? "" : "-" + mark_of(git.prefix()));
}

}  // namespace

std::string mark_of(std::string_view bytes) {
    std::uint64_t mark = 0xcbf29ce484222325U;  // FNV-1a
    for (const unsigned char byte : bytes) mark = (mark ^ byte) * 0x100000001b3U;
    return fmt::format("{:016x}{:x}", mark, bytes.size());
}

std::optional<std::vector<std::string>> note(const Git& git, NoteOf what) {
    const auto path = git.git_dir() + "/" + path_of(git, what);
    if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT) return {};
    const auto text = Folder::open(git.git_dir()).read(path_of(git, what), std::size_t{64} << 20U);
    if (!text) return {};
    auto fields = words_of(*text, '\0');
    if (!fields.empty()) fields.pop_back();  // each ends in one
    return fields;
}

void write_note(const Git& git, NoteOf what, const std::vector<std::string>& fields) {
    std::string text;
    for (const auto& field : fields) text.append(field).push_back('\0');
    const auto folder = Folder::open(git.git_dir());
    AtomicWrites writes(folder);
    writes.add({path_of(git, what), std::move(text), false});
    writes.commit();
}

void remove_note(const Git& git, NoteOf what) {
    const auto path = git.git_dir() + "/" + path_of(git, what);
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw io_error(path, "cannot remove", errno);
}

}  // namespace desk
