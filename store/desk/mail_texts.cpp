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

std::optional<Problem> what_is_wrong_with(const Folder& desk, const MailTemplate& mail) {
    const auto path = template_path(mail.name);
    std::optional<Problem> wrong;
    auto unreadable = problem_with(path, [&] { wrong = wrong_field(own_template(desk, path).value_or(""), mail.needed, path); });
    return unreadable ? unreadable : wrong;
}

}  // namespace

std::string mail_text(const Folder& desk, std::string_view name, const MailFields& fields) {
    const auto path = template_path(name);
    const auto& shipped = *std::ranges::find(mail_templates(), name, &MailTemplate::name);
    desk.must_be_folder(std::string(places::templates));
    const auto own = own_template(desk, path);
    return filled(own ? *own : shipped.text, shipped.needed, fields, path);
}

std::vector<Problem> wrong_templates(const Folder& desk) {
    std::vector<std::string> known;
    known.reserve(mail_templates().size());
    for (const auto& each : mail_templates()) known.push_back(fmt::format("{}{}", each.name, ending));
    std::vector<Problem> wrong;
    for (const auto& name : desk.names(std::string(places::templates))) {
        if (!name.ends_with(ending)) continue;
        const auto found = std::ranges::find(known, name);
        if (found == known.end()) {
            wrong.push_back({{fmt::format("{}/{}", places::templates, name)},
                             fmt::format("is the text of no mail{}", did_you_mean(name, known))});
            continue;
        }
        auto problem = what_is_wrong_with(desk, mail_templates()[static_cast<std::size_t>(found - known.begin())]);
        if (problem) wrong.push_back(std::move(*problem));
    }
    return wrong;
}

}  // namespace desk
