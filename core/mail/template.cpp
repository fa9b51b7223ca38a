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
                                                             {MailField::promise, "promise"},
                                                             {MailField::date, "date"},
                                                             {MailField::link, "link"},
                                                             {MailField::scores, "scores"}});

constexpr auto shipped = std::to_array<MailTemplate>({
    {"reply", R"({text}

{agent}
{desk}
)"},
    {"promise", R"({text}

You can count on {promise} for {reference} by {date}.

{agent}
{desk}
)"},
    {"confirmation", R"({reference} was resolved:

{resolution}

Does it work? Please answer this mail, whether it does or not.
Without an answer it is closed on {closes_on}.

{agent}
{desk}
)"},
    {"closing", R"({reference} is closed.

{text}

{resolution}

Until {reopen_until} it can be reopened: answer this mail.
You can write a review at {link}

{agent}
{desk}
)"},
    {"acknowledgement", R"(Your mail has arrived. It is {reference}: please keep that in the subject
when you write again.
We will answer by {due}.

{desk}
)"},
    {"feedback", R"({reference} is closed, and we would like to know how we did.

Follow one of these links, and send the mail that it opens:
{scores}

{desk}
)"},
});

/// Fills in one line.
class Filling {
public:
    Filling(std::string_view line, const MailFields& fields, const std::string& file, int number)
        : line_(line), fields_(fields), where_{file, number, 0} {}

    /// Absent: one of its fields has nothing to say.
    std::optional<std::string> text() {
        for (std::size_t at = 0; at < line_.size();) at = taken_at(at);
        return lacks_something_ ? std::nullopt : std::optional(std::move(text_));
    }

private:
    /// Takes what stands there; answers what comes behind it.
    std::size_t taken_at(std::size_t at) {
        if (line_[at] != '{') {
            text_ += line_[at];
            return at + 1;
        }
        if (line_.substr(at, 2) == "{{") {
            text_ += '{';
            return at + 2;
        }
        const auto end = line_.find('}', at);
        where_.column = static_cast<int>(at) + 1;
        if (end == line_.npos) throw failure({where_, "a brace is not closed"}, "{{ stands for a brace");
        const auto& value = fields_[field(std::string(line_.substr(at + 1, end - at - 1)))];
        lacks_something_ = lacks_something_ || value.empty();
        text_ += value;
        return end + 1;
    }

    MailField field(const std::string& name) const {
        if (const auto field = value_of(field_words, name)) return *field;
        std::vector<std::string> names;
        for (const auto& [field, word] : field_words) names.emplace_back(word);
        throw failure({where_, fmt::format("unknown field \"{}\"{}", name, did_you_mean(name, names))},
                      "choose one of: " + joined(names, ", "));
    }

    std::string_view line_;
    const MailFields& fields_;
    Where where_;
    std::string text_;
    bool lacks_something_ = false;
};

}  // namespace

std::span<const MailTemplate> mail_templates() { return shipped; }

std::string filled(std::string_view text, const MailFields& fields, const std::string& file) {
    std::string all;
    int number = 0;
    for (const auto line : split(text, '\n')) {
        const auto written = Filling(line, fields, file, ++number).text();
        if (!written) continue;
        const bool is_empty = trimmed(*written).empty();
        if (is_empty && (all.empty() || all.ends_with("\n\n"))) continue;
        all += *written + "\n";
    }
    all.resize(all.find_last_not_of(" \n") + 1);
    return all;
}

}  // namespace desk
