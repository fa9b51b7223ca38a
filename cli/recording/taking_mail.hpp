#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "cli/command.hpp"
#include "cli/views/mail.hpp"
#include "core/mail/decide.hpp"
#include "store/desk/known_mails.hpp"
#include "store/mail/spool.hpp"

namespace desk::cli {

/// What tickets know of mails: for a few it is looked for, for many all of it is read once.
class Knowledge {
public:
    Knowledge(std::size_t mails, Context& context);
    KnownMails of(const Mail& mail) const;

    /// The ticket knows it from now on; an empty one is none.
    void add(const Mail& mail, const std::string& ticket);

private:
    Context& context_;
    std::optional<MailIndex> all_;
};

/// Records and commits a mail that opens a ticket or belongs to one, and says which it is now. Answers why it cannot be, now or
/// later; absent: it is.
std::optional<Error> recorded_or_why_not(const Mail& mail, const MailDecision& decision, std::string& ticket, Context& context);

/// Says what would become of a mail.
void judge(const Mail& mail, bool is_shown, const Knowledge& knowledge, Context& context);

/// Takes what the spool has, in the order in which it came, and at last the one of this name, which is shown. Of the others what
/// cannot be decided now waits for the next run; answers whether there is none.
bool take_waiting(const Spool& spool, const std::string& last, Context& context);

}  // namespace desk::cli
