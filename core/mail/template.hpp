#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

/// The texts of mails. A template has fields in braces, and no code: what a desk has brought from somewhere is never a program.
namespace desk {

/// What can stand between braces.
enum class MailField {
    text,       ///< what the agent has written
    reference,  ///< of the ticket
    title,
    requester,     ///< the name
    agent,         ///< who writes; nobody does an automatic mail
    desk,          ///< the name of the desk
    due,           ///< by when the response is due
    resolution,    ///< what was done
    closes_on,     ///< when a resolved ticket closes by itself
    reopen_until,  ///< the last day on which it can be reopened
    works,         ///< a link that answers that a resolution works
    promise,       ///< what was promised: a resolution, a fix, a reply, a step
    date,          ///< by when
    link,          ///< the page for reviews
    scores,        ///< the scores, each with the link that answers with it
};

/// The fields that have something to say.
class MailFields {
public:
    void set(MailField field, std::string value) { values_[static_cast<std::size_t>(field)] = std::move(value); }
    const std::string& operator[](MailField field) const { return values_[static_cast<std::size_t>(field)]; }

private:
    std::array<std::string, 15> values_;
};

/// What the mails are called, and their texts where the desk has none of its own.
struct MailTemplate {
    std::string_view name;
    MailField needed;  ///< without it nothing would be said
    std::string_view text;
};
std::span<const MailTemplate> mail_templates();

/// The first field that does not exist, or is not closed; else that it lacks the one that is needed.
std::optional<Problem> wrong_field(std::string_view text, MailField needed, const std::string& file);

/// The text with its fields filled in. A line with a field that has nothing to say is left out, and several empty lines become
/// one; `{{` is a brace. Refuses what `wrong_field` finds, with `Fault::malformed`.
std::string filled(std::string_view text, MailField needed, const MailFields& fields, const std::string& file);

}  // namespace desk
