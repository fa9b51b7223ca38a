#include "cli/output/pager.hpp"

#include "cli/shell/shell.hpp"

namespace desk::cli {

bool page(const std::string& text, const std::string& command) {
    const auto status = run_by_shell(command, {}, &text);
    // So says the shell of what it may not run, and of what it did not find.
    return status && *status != 126 && *status != 127;
}

}  // namespace desk::cli
