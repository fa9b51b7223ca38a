#include "cli/shell/manual.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/shell/shell.hpp"

namespace desk::cli {
namespace {

namespace fs = std::filesystem;

/// The page beside the program, as `cmake --install` puts it; empty: there is none.
std::string page_beside(const std::string& program, const std::string& section, const std::string& page) {
    if (program.empty()) return {};
    const auto pages = fs::path(program).parent_path().parent_path() / "share" / "man" / ("man" + section);
    std::error_code missing;
    for (const auto* ending : {"", ".gz"})
        if (const auto path = pages / fmt::format("{}.{}{}", page, section, ending); fs::exists(path, missing))
            return path.string();
    return {};
}

}  // namespace

bool open_manual(const std::string& section, const std::string& page, const std::string& program) {
    const auto beside = page_beside(program, section, page);
    const auto words = beside.empty() ? std::vector{section, page} : std::vector{beside};
    return run_by_shell("man -w \"$@\" >/dev/null 2>&1 && exec man", words) == 0;
}

}  // namespace desk::cli
