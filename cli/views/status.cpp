#include "cli/views/status.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/output/parts.hpp"
#include "cli/views/status_parts.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

constexpr int digest_columns = 72;
constexpr int narrow = 100;       ///< columns, below which a date is short
constexpr int short_screen = 12;  ///< lines, below which none is empty

struct Count {
    std::size_t count;
    const char* word;
    Look look;
};

std::vector<Count> counts_of(const Picture& picture) {
    return {{static_cast<std::size_t>(picture.open), "open", Look::normal},
            {picture.late.size(), "late", Look::bad},
            {picture.near.size(), "near", Look::warning},
            {picture.chase.size() + picture.waiting.size(), "waiting", Look::faint}};
}

/// Whose picture it is, in the headline.
std::string subject(const Viewer& viewer) {
    auto subject = viewer.desk.policy.name;
    for (const auto& part : {viewer.client, viewer.agent})
        if (!part.empty()) subject += (subject.empty() ? "" : ", ") + part;
    return visible(subject);
}

/// On one line of a terminal: the name gives way.
std::vector<Line> headline(const Picture& picture, const Viewer& viewer, int columns) {
    std::vector<Span> spans{{status_moment(viewer, columns >= narrow)}};
    for (const auto& [count, word, look] : counts_of(picture))
        if (count > 0) spans.push_back({fmt::format("   {} {}", count, word), look});
    int taken = 0;
    for (const auto& span : spans) taken += width(span.text);
    const auto name = fitted(subject(viewer), columns - taken - 3);
    constexpr int shortest = 4;
    if (width(name) >= std::min(shortest, width(subject(viewer)))) spans.insert(spans.begin(), {{name, Look::strong}, {"   "}});
    return {{std::move(spans)}};
}

std::vector<Line> digest_headline(const Picture& picture, const Viewer& viewer) {
    const auto moment = status_moment(viewer, true);
    const auto name = fitted(subject(viewer), digest_columns - width(moment) - 2);
    std::vector<std::string> counts;
    for (const auto& [count, word, look] : counts_of(picture))
        if (count > 0) counts.push_back(fmt::format("{} {}", count, word));
    std::vector<Line> lines{{{{name + (name.empty() ? "" : ", ") + moment, Look::strong}}}};
    if (!counts.empty()) lines.push_back({{{joined(counts, ", ")}}});
    return lines;
}

Screen screen_of(const Terminal& terminal, int taken) {
    if (!terminal.is_terminal) return {false, digest_columns, 0};
    return {true, terminal.columns, std::max(terminal.lines - taken, 1)};
}

}  // namespace

Page status_page(const Picture& picture, const Viewer& viewer, const Terminal& terminal, std::size_t told) {
    auto page = status_for_programs(picture, viewer);
    if (!terminal.is_terminal && picture.is_empty()) return page;
    page.lines = terminal.is_terminal ? headline(picture, viewer, terminal.columns) : digest_headline(picture, viewer);
    if (!terminal.is_terminal || terminal.lines >= short_screen) page.lines.emplace_back();
    constexpr int prompt = 1;
    const auto taken = page.lines.size() + told + prompt;
    auto laid = laid_out(status_parts(picture, viewer), screen_of(terminal, static_cast<int>(taken)));
    if (laid.empty()) page.lines.resize(1);
    std::ranges::move(laid, std::back_inserter(page.lines));
    return page;
}

}  // namespace desk::cli
