#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include <pwd.h>

#include "cli/app.hpp"

// The process: the only file that reads the clock, the environment, the terminal and the machine's settings.
namespace {

std::string environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value ? value : "";
}

/// The IANA name of the machine's zone; empty when it cannot be told.
std::string machine_timezone() {
    constexpr std::string_view zones = "zoneinfo/";
    auto zone = environment("TZ");
    if (zone.starts_with(':')) zone.erase(0, 1);
    std::error_code error;
    if (zone.empty()) zone = std::filesystem::read_symlink("/etc/localtime", error).string();
    if (zone.empty()) std::getline(std::ifstream("/etc/timezone") >> std::ws, zone);
    if (const auto at = zone.find(zones); at != std::string::npos) zone.erase(0, at + zones.size());
    return zone;
}

std::string program() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).string();
}

std::string login_name() {
    if (auto name = environment("USER"); !name.empty()) return name;
    const auto* entry = getpwuid(getuid());
    return entry ? entry->pw_name : "";
}

desk::cli::Terminal terminal() {
    desk::cli::Terminal terminal;
    terminal.is_terminal = isatty(STDOUT_FILENO) == 1;
    if (!terminal.is_terminal) return terminal;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        terminal.columns = size.ws_col;
        terminal.lines = size.ws_row;
    }
    return terminal;
}

desk::Instant now() { return std::chrono::floor<desk::Milliseconds>(std::chrono::system_clock::now()); }

std::string current_folder() {
    std::error_code error;
    const auto folder = std::filesystem::current_path(error);
    return error ? "." : folder.string();
}

}  // namespace

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    return desk::cli::run({{words + (count > 0 ? 1 : 0), words + count},
                           environment,
                           now,
                           now(),
                           current_folder(),
                           login_name(),
                           machine_timezone(),
                           program(),
                           terminal,
                           terminal(),
                           isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
                           std::cin,
                           std::cout,
                           std::cerr});
}
