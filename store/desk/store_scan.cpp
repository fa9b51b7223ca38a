#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <system_error>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "core/base/all_cores.hpp"
#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/former_names.hpp"
#include "store/desk/store.hpp"
#include "store/yaml/canonical.hpp"

/// What reads many tickets at once. There is no index: being quick is a matter of few system calls on all cores.
namespace desk {
namespace {

constexpr std::size_t names_per_piece = 256;
constexpr std::size_t first_look = 512;  // bytes: enough for the header up to its status, and cheaper to copy than a whole ticket
constexpr std::string_view suffix = ".yaml";

/// A table of open files of its own makes opening and closing cheaper for a thread. Where it is refused nothing is lost.
void own_table_of_files() { ::unshare(CLONE_FILES); }

bool is_number(std::string_view name, std::size_t digits) {
    return name.size() == digits && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

/// A month's folder: the names of its tickets, and what else lies there.
struct Shelf {
    std::string path;
    std::vector<std::string> names;
    std::vector<Problem> problems;
};

/// The line of git's first mark of a conflict; 0: there is none. In a whole file no other line begins so.
int line_of_conflict(std::string_view bytes) {
    constexpr std::string_view mark = "\n<<<<<<< ";
    const auto* found = static_cast<const char*>(::memmem(bytes.data(), bytes.size(), mark.data(), mark.size()));
    if (found == nullptr) return 0;
    return static_cast<int>(std::count(bytes.data(), found, '\n')) + 2;
}

Reference reference_of(std::string_view name) {
    if (!name.ends_with(suffix)) return {};
    return Reference::canonical(name.substr(0, name.size() - suffix.size())).value_or(Reference());
}

/// `26` and `11` of `tickets/2026/11`: what the references in it begin with.
std::string month_digits(const std::string& path) { return path.substr(10, 2) + path.substr(13, 2); }

void list(const Folder& root, Shelf& shelf) {
    const auto digits = month_digits(shelf.path);
    for (auto& entry : root.entries(shelf.path)) {
        const auto reference = reference_of(entry.name);
        const auto wrong = [&](std::string what) {
            shelf.problems.push_back({{shelf.path + "/" + entry.name}, std::move(what)});
        };
        if (reference == Reference())
            wrong("is not the name of a ticket");
        else if (entry.kind != Folder::Kind::file)
            wrong("is not a plain file");
        else if (!entry.name.starts_with(digits))
            wrong("belongs at " + path_of(reference));
        else
            shelf.names.push_back(std::move(entry.name));
    }
}

/// The folders in this one whose names pass; what else is there is a problem.
template <class Passes>
std::vector<std::string> folders_in(const Folder& root, const std::string& path, const Passes& passes,
                                    std::vector<Problem>& problems) {
    std::vector<std::string> folders;
    for (const auto& entry : root.entries(path)) {
        auto inside = path + "/" + entry.name;
        if (entry.kind == Folder::Kind::folder && passes(entry.name))
            folders.push_back(std::move(inside));
        else
            problems.push_back({{std::move(inside)}, "is not a folder of tickets"});
    }
    return folders;
}

std::vector<Shelf> shelves_in(const Folder& root, std::vector<Problem>& problems) {
    const auto is_year = [](std::string_view name) { return is_number(name, 4) && name.starts_with("20"); };
    const auto is_month = [](std::string_view name) { return is_number(name, 2); };
    std::vector<Shelf> shelves;
    for (const auto& year : folders_in(root, std::string(places::tickets), is_year, problems))
        for (auto& month : folders_in(root, year, is_month, problems)) shelves.push_back({std::move(month), {}, {}});
    on_all_cores(shelves.size(), [&] {
        own_table_of_files();
        return [&](std::size_t i) { list(root, shelves[i]); };
    });
    for (auto& shelf : shelves) std::ranges::move(shelf.problems, std::back_inserter(problems));
    return shelves;
}

/// A share of the work: some names of one shelf.
struct Piece {
    const Shelf* shelf = nullptr;
    std::size_t begin = 0, end = 0;
};

std::vector<Piece> pieces_of(const std::vector<Shelf>& shelves) {
    std::vector<Piece> pieces;
    for (const auto& shelf : shelves)
        for (std::size_t begin = 0; begin < shelf.names.size(); begin += names_per_piece)
            pieces.push_back({&shelf, begin, std::min(begin + names_per_piece, shelf.names.size())});
    return pieces;
}

/// What the words of tickets are compared with.
struct DeskWords {
    const Desk* renaming = nullptr;  ///< null: no word has another name now
    std::vector<std::string> priorities, kinds;
    LostWords* lost = nullptr;  ///< null: nobody asks

    void look_at(const Ticket& ticket) const {
        if (!lost) return;
        look_at("priority", ticket.now.priority, priorities);
        look_at("kind", ticket.now.kind, kinds);
    }

private:
    void look_at(std::string_view what, const std::string& word, const std::vector<std::string>& known) const {
        if (word.empty() || contains(known, word)) return;
        const std::scoped_lock lock(lost->mutex);
        lost->words.insert({what, word});
    }
};

/// Reads tickets on one thread. The buffer and the open folder are kept from piece to piece.
class Reader {
public:
    Reader(const Folder& root, const Wanted& wanted, const DeskWords& words, Problems& problems, Take take)
        : root_(root), wanted_(wanted), words_(words), problems_(problems), take_(std::move(take)), buffer_(64U << 10U, '\0') {}

    /// Answers the tickets that are not canonical.
    std::vector<Reference> read(const Piece& piece) {
        std::vector<Reference> by_hand;
        if (shelf_ != piece.shelf) folder_ = root_.folder(piece.shelf->path);
        shelf_ = piece.shelf;
        if (!folder_) return by_hand;
        for (std::size_t i = piece.begin; i < piece.end; ++i) read(shelf_->names[i], by_hand);
        return by_hand;
    }

private:
    void read(const std::string& name, std::vector<Reference>& by_hand) {
        const auto bytes = bytes_of(name);
        if (!bytes || (wanted_.may_match && !wanted_.may_match(*bytes))) return;
        path_.assign(shelf_->path).append("/").append(name);
        auto reading = ticket_from(*bytes, path_, wanted_.depth);
        // Whoever reads the header alone would not notice that git has left the log unmerged.
        const int line = reading.ticket && wanted_.depth != Depth::whole ? line_of_conflict(*bytes) : 0;
        if (line > 0) return problems_.add({{path_, line, 1}, "an unresolved merge conflict"});
        if (reading.problem) problems_.add(*reading.problem);
        if (!reading.ticket) return;
        if (!name.starts_with(reading.ticket->id.text()) || reading.ticket->id == Reference())
            problems_.add({{path_}, fmt::format("says `id: {}`, which is not its name", reading.ticket->id.text())});
        else
            take(reading, by_hand);
    }

    void take(Reading& reading, std::vector<Reference>& by_hand) const {
        if (!reading.canonical) by_hand.push_back(reading.ticket->id);
        if (words_.renaming) *reading.ticket = in_present_words(std::move(*reading.ticket), *words_.renaming);
        if (wanted_.matches && !wanted_.matches(*reading.ticket)) return;
        words_.look_at(*reading.ticket);
        take_(*std::move(reading.ticket));
    }

    Handle opened(const std::string& name) {
        Handle file(::openat(folder_.number(), name.c_str(), flags_));
        if (file || errno != EPERM || (flags_ & O_NOATIME) == 0) return file;
        flags_ &= ~O_NOATIME;  // only the owner may read without leaving a trace
        return opened(name);
    }

    /// Absent when it is not wanted, cannot be read, or has gone since it was listed. Valid until the next call.
    std::optional<std::string_view> bytes_of(const std::string& name) {
        const auto file = opened(name);
        if (!file && errno == ENOENT) return {};
        const bool briefly = skips_closed(wanted_.depth);
        std::size_t room = briefly ? first_look : buffer_.size();
        for (std::size_t size = 0; file;) {
            const ssize_t count = ::read(file.number(), buffer_.data() + size, room - size);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) break;
            const bool first = size == 0;
            size += static_cast<std::size_t>(count);
            const auto bytes = std::string_view(buffer_).substr(0, size);
            if (first && briefly && says_closed(bytes)) return {};
            if (size < room) return bytes;  // plain files end at a short read
            if (size > canonical::longest_file) return refuse(name, "is larger than 8 MiB");
            if (size == buffer_.size()) buffer_.resize(buffer_.size() * 2);
            room = buffer_.size();
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            throw io_error(shelf_->path + "/" + name, "cannot read", errno);
        return refuse(name, "cannot read: " + std::generic_category().message(errno));
    }

    std::nullopt_t refuse(const std::string& name, std::string what) const {
        problems_.add({{shelf_->path + "/" + name}, std::move(what)});
        return std::nullopt;
    }

    const Folder& root_;
    const Wanted& wanted_;
    const DeskWords& words_;
    Problems& problems_;
    Take take_;
    const Shelf* shelf_ = nullptr;
    Handle folder_;
    std::string buffer_, path_;
    int flags_ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOATIME;
};

}  // namespace

std::vector<Reference> Store::references() const {
    std::vector<Problem> problems;
    std::vector<Reference> references;
    for (const auto& shelf : shelves_in(folder_, problems))
        for (const auto& name : shelf.names) references.push_back(reference_of(name));
    std::ranges::sort(references);
    return references;
}

Found Store::all(const Wanted& wanted) const {
    return map(wanted, [](const Ticket&) { return std::optional(std::monostate()); });
}

std::vector<Reference> Store::read(const Wanted& wanted, const std::function<Take()>& make_take) const {
    std::vector<Problem> misplaced;
    const auto shelves = shelves_in(folder_, misplaced);
    problems_->add(misplaced);
    const auto pieces = pieces_of(shelves);
    DeskWords words;
    if (const auto* desk = wanted.as_stored ? nullptr : readable_desk()) {
        if (has_former_names(*desk)) words.renaming = desk;
        words.priorities = names_of(priorities_of(*desk));
        words.kinds = names_of(kinds_of(*desk));
        words.lost = lost_.get();
    }
    std::vector<std::vector<Reference>> found(pieces.size());
    on_all_cores(pieces.size(), [&] {
        own_table_of_files();
        return [&, reader = Reader(folder_, wanted, words, *problems_, make_take())](std::size_t i) mutable {
            found[i] = reader.read(pieces[i]);
        };
    });
    std::vector<Reference> by_hand;
    for (const auto& part : found) by_hand.insert(by_hand.end(), part.begin(), part.end());
    std::ranges::sort(by_hand);
    return by_hand;
}

}  // namespace desk
