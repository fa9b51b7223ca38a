#include "cli/output/template.hpp"

#include <fmt/format.h>

#include "core/base/error.hpp"

namespace desk::cli {
namespace {

Error malformed(std::string_view text, std::string_view why) {
    return {Fault::usage, fmt::format("\"{}\": {}", text, why), "as in '{id}\\t{title}'; a brace itself is {{ or }}"};
}

/// What the sign after a backslash stands for; another one stands for itself, with its backslash.
std::string unescaped(char sign) {
    if (sign == 't') return "\t";
    if (sign == 'n') return "\n";
    return sign == '\\' ? "\\" : std::string("\\") + sign;
}

}  // namespace

Template template_from(std::string_view text) {
    Template made{{""}, {}};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char sign = text[i];
        const bool doubled = i + 1 < text.size() && text[i + 1] == sign;
        if (sign == '\\' && i + 1 < text.size()) {
            made.texts.back() += unescaped(text[++i]);
        } else if ((sign == '{' || sign == '}') && doubled) {
            made.texts.back() += text[i++];
        } else if (sign == '{') {
            const auto end = text.find('}', i);
            if (end == std::string_view::npos) throw malformed(text, "a brace is not closed");
            made.columns.emplace_back(text.substr(i + 1, end - i - 1));
            made.texts.emplace_back();
            i = end;
        } else if (sign == '}') {
            throw malformed(text, "a brace is closed that was not opened");
        } else {
            made.texts.back() += sign;
        }
    }
    return made;
}

}  // namespace desk::cli
