#include "store/desk/mail_texts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/lines.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "store/desk/problems.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_template = std::size_t{64} << 10U;
constexpr std::string_view ending = ".txt";

std::string template_path(std::string_view name) { return fmt::format("{}/{}{}", places::templates, name, ending); }

/// Absent: the desk has none of its own.
std::optional<std::string> own_template(const Folder& desk, const std::string& path) {
    auto text = desk.read(path, longest_template);
    if (text && invalid_utf8_at(*text)) throw failure({{path}, "is not UTF-8"});
    return text ? std::optional(plain_lines(*text)) : std::nullopt;
}

std::optional<Problem> what_is_wrong_with(const Folder& desk, const std::string& path) {
    std::optional<Problem> wrong;
    auto unreadable = problem_with(path, [&] { wrong = wrong_field(own_template(desk, path).value_or(""), path); });
    return unreadable ? unreadable : wrong;
}

}  // namespace

std::string mail_text(const Folder& desk, std::string_view name, const MailFields& fields) {
    const auto path = template_path(name);
    if (const auto own = own_template(desk, path)) return filled(*own, fields, path);
    const auto shipped = std::ranges::find(mail_templates(), name, &MailTemplate::name);
    return filled(shipped->text, fields, path);
}

std::vector<Problem> wrong_templates(const Folder& desk) {
    std::vector<std::string> known;
    for (const auto& each : mail_templates()) known.push_back(fmt::format("{}{}", each.name, ending));
    std::vector<Problem> wrong;
    for (const auto& name : desk.names(std::string(places::templates))) {
        if (!name.ends_with(ending)) continue;
        const auto path = fmt::format("{}/{}", places::templates, name);
        if (std::ranges::find(known, name) == known.end())
            wrong.push_back({{path}, fmt::format("is the text of no mail{}", did_you_mean(name, known))});
        else if (auto problem = what_is_wrong_with(desk, path))
            wrong.push_back(std::move(*problem));
    }
    return wrong;
}

}  // namespace desk
