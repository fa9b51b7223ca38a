#include "core/base/line_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/text.hpp"

namespace desk {
namespace {

using Lines = std::span<const std::string_view>;

constexpr std::size_t most_compared = 4'000'000;  ///< pairs of lines: some milliseconds

std::vector<std::string_view> lines_of(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text.empty() ? std::vector<std::string_view>() : split(text, '\n');
}

void all_of(Lines lines, bool comes, std::vector<ChangedLine>& changed) {
    for (const auto line : lines) changed.push_back({comes, line});
}

/// How long a common part is left from each pair of lines on.
class CommonParts {
public:
    CommonParts(Lines before, Lines after) : width_(after.size() + 1), lengths_((before.size() + 1) * width_) {
        for (auto i = before.size(); i-- > 0;)
            for (auto j = after.size(); j-- > 0;)
                lengths_[i * width_ + j] = before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }

    std::uint32_t at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

private:
    std::size_t width_;
    std::vector<std::uint32_t> lengths_;
};

}  // namespace

std::vector<ChangedLine> changed_lines(std::string_view before, std::string_view after) {
    const auto old_lines = lines_of(before), new_lines = lines_of(after);
    Lines old_part(old_lines), new_part(new_lines);
    while (!old_part.empty() && !new_part.empty() && old_part.front() == new_part.front()) {
        old_part = old_part.subspan(1);
        new_part = new_part.subspan(1);
    }
    while (!old_part.empty() && !new_part.empty() && old_part.back() == new_part.back()) {
        old_part = old_part.first(old_part.size() - 1);
        new_part = new_part.first(new_part.size() - 1);
    }
    std::vector<ChangedLine> changed;
    std::size_t i = 0, j = 0;
    if (old_part.size() * new_part.size() <= most_compared) {
        const CommonParts common(old_part, new_part);
        while (i < old_part.size() && j < new_part.size()) {
            if (old_part[i] == new_part[j]) {
                ++i;
                ++j;
            } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
                changed.push_back({false, old_part[i++]});
            } else {
                changed.push_back({true, new_part[j++]});
            }
        }
    }
    all_of(old_part.subspan(i), false, changed);
    all_of(new_part.subspan(j), true, changed);
    return changed;
}

}  // namespace desk
