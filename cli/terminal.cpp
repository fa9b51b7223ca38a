#include "cli/terminal.hpp"

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

const std::vector<std::string> colors{"auto", "always", "never"};
constexpr int narrowest = 20;
constexpr int widest = 1000;

}  // namespace

Terminal terminal_as_wanted(Terminal terminal, const std::string& color,
                            const std::function<std::string(const std::string& name)>& environment) {
    if (!color.empty() && !contains(colors, color))
        throw Error(Fault::usage, fmt::format("--color: unknown word \"{}\"{}", color, did_you_mean(color, colors)),
                    "choose one of: auto, always, never");
    const auto forced = environment("CLICOLOR_FORCE");
    if (color == "always" || color == "never")
        terminal.colour = color == "always";
    else if (!environment("NO_COLOR").empty())
        terminal.colour = false;
    else
        terminal.colour = (!forced.empty() && forced != "0") || (terminal.is_terminal && environment("TERM") != "dumb");
    // What stands between the program and a terminal says how wide that is, as watch(1) does.
    const auto columns = number_from<int>(environment("COLUMNS"));
    if (!terminal.is_terminal && columns && *columns >= narrowest && *columns <= widest) {
        terminal.columns = *columns;
        terminal.is_fitted = true;
    }
    if (!terminal.is_terminal) return terminal;
    terminal.is_fitted = true;
    terminal.pager = "less -FRX";
    for (const auto* name : {"PAGER", "DESK_PAGER"})
        if (const auto pager = environment(name); !pager.empty()) terminal.pager = pager;
    if (terminal.pager == "cat") terminal.pager.clear();
    return terminal;
}

}  // namespace desk::cli
