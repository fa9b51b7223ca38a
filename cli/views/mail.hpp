#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/mail/decide.hpp"
#include "core/mail/owed_mails.hpp"
#include "store/desk/rejected.hpp"

namespace desk::cli {

/// A mail, and what became of it, or would.
struct DecidedMail {
    const Mail& mail;
    const MailDecision& decision;
    std::string ticket;  ///< the one that it opened or was added to; empty: none
    std::string kept;    ///< where it lies, where it was not taken; empty: nowhere
};

/// For programs alone: a mail server that sees anything on standard output may send it back.
Table mail_table(const DecidedMail& decided);

/// In a few words: `opens 2611-K7QF4  The printer stops`, `rejected: bulk mail`.
std::string in_words(const DecidedMail& decided);

/// One of those that were not taken, as far as a list has it.
struct ListedMail {
    std::string path, why;
    Mailbox from;
    std::string subject;
};
Table rejected_table(std::span<const ListedMail> mails);

/// An automatic mail that is owed on a ticket.
struct OwedMailLine {
    Ticket ticket;
    OwedMail owed;
};
Table owed_mails_table(std::span<const OwedMailLine> lines, const Zone& zone);

/// Mails as they would go out.
Page mails_page(const std::vector<std::string>& composed);

/// One of them, with why it was not taken.
Page rejected_page(const RejectedMail& rejected, const Mail& mail);

}  // namespace desk::cli
