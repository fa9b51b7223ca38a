#include "cli/shell/editor.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "cli/shell/shell.hpp"
#include "core/base/error.hpp"
#include "core/base/lines.hpp"
#include "core/base/text.hpp"
#include "store/file/file.hpp"

namespace desk::cli {
namespace {

constexpr std::string_view scissors = "# ------------------------ >8 ------------------------";

std::string template_of(const std::string& text, const std::string& explanation) {
    if (explanation.empty()) return text;
    auto all = fmt::format("{}\n\n{}\n# Do not change the line above. Everything below it is ignored.\n#\n", text, scissors);
    for (const auto line : split(explanation, '\n')) all += fmt::format("# {}\n", line);
    return all;
}

std::string without_explanation(std::string text) {
    const auto at = text.starts_with(scissors) ? 0 : text.find(fmt::format("\n{}", scissors));
    if (at != std::string::npos) text.resize(at);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

}  // namespace

Draft::Draft(const std::string& folder, const std::string& text, const std::string& explanation)
    : path_(folder + "/desk-XXXXXX.md"), given_(text), text_(text) {
    const int file = mkostemps(path_.data(), 3, 0);
    if (file < 0) throw Error(Fault::io, fmt::format("{}: cannot make a file for the text: {}", folder, std::strerror(errno)));
    if (!write_all(file, template_of(text, explanation))) throw io_error(path_, "cannot write", errno);
    close(file);
}

bool Draft::is_written() const { return !trimmed(text_).empty() && trimmed(text_) != trimmed(given_); }

void Draft::keep() {
    kept_ = true;
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text_ << "\n";
}

Draft::~Draft() {
    if (!kept_) unlink(path_.c_str());
}

std::string Draft::edited(const std::string& editor) {
    const auto status = run_by_shell(editor, {&path_, 1});
    std::ifstream file(path_, std::ios::binary);
    text_ = without_explanation(plain_lines(std::string(std::istreambuf_iterator<char>(file), {})));
    if (status != 0) throw Error(Fault::io, fmt::format("the editor \"{}\" failed, so nothing was recorded", editor));
    return text_;
}

}  // namespace desk::cli
