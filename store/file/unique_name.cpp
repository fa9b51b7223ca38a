#include "store/file/unique_name.hpp"

#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "store/file/file.hpp"

namespace desk {
namespace {

constexpr std::string_view mark = ".tmp.";

/// `<pid>` of `<pid>.<random>`.
std::optional<pid_t> process_in(std::string_view rest) {
    const auto end = rest.find('.');
    const auto process = number_from<pid_t>(rest.substr(0, end));
    return end != rest.npos && process && *process > 0 ? process : std::nullopt;
}

}  // namespace

std::string unique_name(std::string_view name) {
    return fmt::format(".{}{}{}.{:08x}", name, mark, ::getpid(), random_bits() >> 32U);
}

std::optional<std::string_view> finished_name(std::string_view name) {
    const auto end = name.rfind(mark);
    if (!name.starts_with('.') || end == name.npos || end == 0) return {};
    return name.substr(1, end - 1);
}

bool is_left_over(std::string_view name) {
    const auto finished = finished_name(name);
    if (!finished) return false;
    const auto process = process_in(name.substr(1 + finished->size() + mark.size()));
    return process && ::kill(*process, 0) != 0 && errno == ESRCH;
}

}  // namespace desk
