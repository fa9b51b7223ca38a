#include "store/desk/timer.hpp"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"

namespace desk {
namespace {

std::optional<Timer> timer_from(std::string_view line) {
    const auto words = split(trimmed(line), ' ');
    if (words.size() != 2) return {};
    const auto ticket = Reference::canonical(words[0]);
    const auto since = instant_from(words[1]);
    return ticket && since ? std::optional(Timer{*ticket, *since}) : std::nullopt;
}

}  // namespace

TimerFile::TimerFile(std::string state, const std::string& desk, const std::string& agent)
    : state_(std::move(state)),
      // One for each desk: its path goes on below ours.
      path_("desk/timers" + (std::filesystem::weakly_canonical(desk) / (agent + ".timer")).string()) {}

TimerFile::Reading TimerFile::read() const {
    if (!looked_up(state_)) return {};
    const auto bytes = Folder::open(state_).read(path_);
    if (!bytes) return {};
    auto timer = timer_from(*bytes);
    if (!timer) return {{}, Problem{{fmt::format("{}/{}", state_, path_)}, "this is no timer"}};
    return {std::move(timer), {}};
}

void TimerFile::start(const Timer& timer) const {
    std::filesystem::create_directories(state_);
    const auto folder = Folder::open(state_);
    AtomicWrites writes(folder);
    writes.add({path_, fmt::format("{} {}\n", timer.ticket.text(), to_text(timer.since)), true});
    writes.commit();
}

void TimerFile::remove() const {
    const auto folder = Folder::open(state_);
    AtomicWrites writes(folder);
    writes.remove(path_);
    writes.commit();
}

}  // namespace desk
