#include "core/mail/template.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/base/words.hpp"

namespace desk {
namespace {

constexpr auto field_words = std::to_array<Word<MailField>>({{MailField::text, "text"},
                                                             {MailField::reference, "reference"},
                                                             {MailField::title, "title"},
                                                             {MailField::requester, "requester"},
                                                             {MailField::agent, "agent"},
                                                             {MailField::desk, "desk"},
                                                             {MailField::due, "due"},
                                                             {MailField::resolution, "resolution"},
                                                             {MailField::closes_on, "closes_on"},
                                                             {MailField::reopen_until, "reopen_until"},
                                                             {MailField::works, "works"},
                                                             {MailField::promise, "promise"},
                                                             {MailField::date, "date"},
                                                             {MailField::link, "link"},
                                                             {MailField::scores, "scores"}});

constexpr auto shipped = std::to_array<MailTemplate>({
    {"reply", MailField::text, R"({text}

{agent}
{desk}
)"},
    {"promise", MailField::date, R"({text}

You can count on {promise} for {reference} by {date}.

{agent}
{desk}
)"},
    {"confirmation", MailField::resolution, R"({reference} was resolved:

{resolution}

Does it work? Then follow this link, and send the mail that it opens: {works}
If it does not work, please answer this mail.
Without an answer it is closed on {closes_on}.

{agent}
{desk}
)"},
    {"closing", MailField::reference, R"({reference} is closed.

{text}

{resolution}

Until {reopen_until} it can be reopened: answer this mail.
You can write a review at {link}

{agent}
{desk}
)"},
    {"acknowledgement", MailField::reference, R"(Your mail has arrived. It is {reference}: please keep that in the subject
when you write again.
We will answer by {due}.

{desk}
)"},
    {"feedback", MailField::scores, R"({reference} is closed, and we would like to know how we did.

Follow one of these links, and send the mail that it opens:
{scores}

{desk}
)"},
});

std::vector<std::string> field_names() {
    std::vector<std::string> names;
    names.reserve(field_words.size());
    for (const auto& [field, word] : field_words) names.emplace_back(word);
    return names;
}

/// A piece of a line: a text, or a field.
struct Piece {
    std::string text;
    std::optional<MailField> field;
    std::string wrong = {};  ///< why it is neither
};

/// The piece that the line begins with, which is cut off.
Piece next_piece(std::string_view& line) {
    const auto brace = line.find('{');
    const auto take = [&](std::size_t length) {
        const auto taken = line.substr(0, length);
        line.remove_prefix(std::min(length, line.size()));
        return std::string(taken);
    };
    if (brace != 0) return {take(brace), {}};
    if (line.starts_with("{{")) return {take(2).substr(1), {}};
    const auto end = line.find('}');
    if (end == line.npos) return {take(line.size()), {}, "a brace is not closed"};
    const auto name = take(end + 1).substr(1, end - 1);
    const auto field = value_of(field_words, name);
    if (!field) return {{}, {}, fmt::format("unknown field \"{}\"{}", name, did_you_mean(name, field_names()))};
    return {{}, field};
}

/// Absent: one of its fields has nothing to say.
std::optional<std::string> filled_line(std::string_view line, const MailFields& fields) {
    std::string text;
    while (!line.empty()) {
        const auto piece = next_piece(line);
        if (piece.field && fields[*piece.field].empty()) return {};
        text += piece.field ? fields[*piece.field] : piece.text;
    }
    return text;
}

}  // namespace

std::span<const MailTemplate> mail_templates() { return shipped; }

std::optional<Problem> wrong_field(std::string_view text, MailField needed, const std::string& file) {
    int number = 0;
    bool has_needed = false;
    for (const auto line : split(text, '\n')) {
        ++number;
        for (auto rest = line; !rest.empty();) {
            const auto column = static_cast<int>(line.size() - rest.size()) + 1;
            const auto piece = next_piece(rest);
            if (!piece.wrong.empty()) return Problem{{file, number, column}, piece.wrong};
            has_needed = has_needed || piece.field == needed;
        }
    }
    if (!has_needed) return Problem{{file}, fmt::format("lacks {{{}}}", word_of(field_words, needed))};
    return {};
}

std::string filled(std::string_view text, MailField needed, const MailFields& fields, const std::string& file) {
    if (const auto wrong = wrong_field(text, needed, file))
        throw failure(*wrong, fmt::format("the fields are: {}; {{{{ stands for a brace", joined(field_names(), ", ")));
    std::string all;
    for (const auto line : split(text, '\n')) {
        const auto written = filled_line(line, fields);
        if (!written) continue;
        const bool is_empty = trimmed(*written).empty();
        if (is_empty && (all.empty() || all.ends_with("\n\n"))) continue;
        all += *written + "\n";
    }
    all.resize(all.find_last_not_of(" \n") + 1);
    return all;
}

}  // namespace desk
