#include "cli/output/notice.hpp"

#include "cli/output/display.hpp"
#include "core/base/text.hpp"

namespace desk::cli {

std::string told(std::string_view sentence, std::string_view hint) {
    auto text = "desk: " + visible(sentence) + "\n";
    if (!hint.empty())
        for (const auto line : split(hint, '\n')) text += "      " + visible(line) + "\n";
    return text;
}

}  // namespace desk::cli
