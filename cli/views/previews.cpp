#include "cli/views/previews.hpp"

#include <fmt/format.h>

#include "core/base/line_diff.hpp"

namespace desk::cli {
namespace {

std::string_view fate_of(const Change::Preview& file) { return !file.after ? "remove" : file.before ? "change" : "create"; }

}  // namespace

Page previews_page(const Change::Previews& previews) {
    Page page{"would_write", {}, {}, {}};
    Value::Array files;
    for (const auto& file : previews.files) {
        const std::string before = file.before.value_or(""), after = file.after.value_or("");
        page.lines.push_back({{{fmt::format("would {} ", fate_of(file))}, {file.path, Look::strong}}});
        Value::Array changed;
        for (const auto& [comes, text] : changed_lines(before, after)) {
            const auto line = fmt::format("{}{}", comes ? '+' : '-', text);
            page.lines.push_back({{{line, comes ? Look::good : Look::bad}}, 2});
            changed.emplace_back(line);
        }
        files.push_back(Value::Object{{"file", file.path}, {"what", fate_of(file)}, {"lines", std::move(changed)}});
        page.porcelain.push_back({file.path, std::string(fate_of(file))});
    }
    if (!files.empty()) page.lines.push_back({{{"commit: " + previews.subject, Look::faint}}});
    page.json = std::move(files);
    return page;
}

}  // namespace desk::cli
