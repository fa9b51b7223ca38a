#include "cli/views/problems.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/json.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t short_name = 10;  ///< of a commit: enough letters to be the only one

Value to_json(const Finding& finding) {
    auto json = cli::to_json(finding.problem);
    if (finding.commit.empty()) return json;
    auto members = std::get<Value::Object>(json.data());
    members.insert(members.begin(), {"commit", finding.commit});
    return members;
}

/// As GitHub reads what stands between `::` and `::`, and what stands behind.
std::string escaped(std::string_view text, std::string_view marks) {
    std::string out;
    for (const char c : text)
        out +=
            marks.find(c) == std::string_view::npos ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

std::string properties_of(const Where& where) {
    constexpr std::string_view marks = "%\r\n:,";
    std::string out = where.file.empty() ? "" : "file=" + escaped(where.file, marks) + ",";
    if (where.line > 0) out += fmt::format("line={},", where.line);
    if (where.column > 0) out += fmt::format("col={},", where.column);
    return out + "title=desk check";
}

}  // namespace

Page problem_page(std::span<const Finding> findings) {
    Page page{"problems", {}, {}, {}};
    Value::Array all;
    for (const auto& finding : findings) {
        const auto& [where, what] = finding.problem;
        Line line;
        if (!finding.commit.empty()) line.spans.push_back({finding.commit.substr(0, short_name) + " ", Look::accent});
        if (!where.file.empty()) line.spans.push_back({visible(to_text(where)), Look::strong});
        line.spans.push_back({(where.file.empty() ? "" : ": ") + visible(what)});
        page.lines.push_back(std::move(line));
        std::vector<std::string> fields{where.file, std::to_string(where.line), std::to_string(where.column), what};
        if (!finding.commit.empty()) fields.insert(fields.begin(), finding.commit);
        page.porcelain.push_back(std::move(fields));
        all.push_back(to_json(finding));
    }
    page.json = std::move(all);
    return page;
}

Page problem_page(std::span<const Problem> problems) {
    std::vector<Finding> findings;
    std::ranges::transform(problems, std::back_inserter(findings), [](const Problem& problem) { return Finding{problem, {}}; });
    return problem_page(findings);
}

Page contract_page(std::span<const Finding> changes) {
    Value::Array all;
    std::ranges::transform(changes, std::back_inserter(all), [](const Finding& change) { return to_json(change); });
    return {"contract", std::move(all), {}, {}};
}

std::string github_annotations(std::span<const Finding> findings) {
    std::string out;
    for (const auto& [problem, commit] : findings) {
        const auto what = (commit.empty() ? "" : commit.substr(0, short_name) + " ") + visible(problem.what);
        out += fmt::format("::error {}::{}\n", properties_of(problem.where), escaped(what, "%\r\n"));
    }
    return out;
}

}  // namespace desk::cli
