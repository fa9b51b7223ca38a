#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/contract/client.hpp"
#include "core/mail/automatic.hpp"
#include "core/mail/leads.hpp"
#include "core/mail/mail.hpp"
#include "core/ticket/reference.hpp"
#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

/// What becomes of a mail. Sender, Return-Path and what stands in the text count for nothing; whoever knows a reference does not
/// get into a ticket of another client by it.
namespace desk {

struct MailDecision {
    enum class Verdict {
        opens,    ///< a ticket
        adds,     ///< to one
        rejects,  ///< it is kept, and that is all
        ignores,
    };
    struct Facts {
        bool name = false, client = false, phone = false, description = false;
    };

    Verdict verdict = Verdict::rejects;
    std::string reason;   ///< in words
    std::string warning;  ///< about what was decided all the same
    Automatic automatic = Automatic::no;
    bool may_answer = false;
    MailTime received;
    Mailbox requester;
    std::string agent;                           ///< the one of ours who has sent it; empty: none
    std::string recorder;                        ///< who takes it after all; empty: the program takes it
    std::string client;                          ///< empty: it is not known
    std::string_view client_by;                  ///< `contact`, `domain`, `body`; empty: not at all
    std::optional<MailLead> ticket;              ///< that it belongs to
    std::optional<Reference> mentions, follows;  ///< that it names and may not get to; that it goes on from
    std::optional<Facts> facts;                  ///< where they were looked for
    std::string said;                            ///< what is recorded
    NewTicket report;                            ///< where it opens one
    std::string_view event;                      ///< `open`, `hear`, `reply`, `note`, `rate`, `confirm`; empty: none
    std::optional<did::Rate> rating;             ///< where it is one
    bool confirms = false;                       ///< it says that the resolution works
    std::optional<did::Reopen> reopening;        ///< where the ticket is reopened by it
};

inline constexpr auto mail_verdicts = std::to_array<Word<MailDecision::Verdict>>({{MailDecision::Verdict::opens, "new"},
                                                                                  {MailDecision::Verdict::adds, "adds"},
                                                                                  {MailDecision::Verdict::rejects, "reject"},
                                                                                  {MailDecision::Verdict::ignores, "ignore"}});

/// Refuses with `Fault::malformed` where the file of a client that it may be of cannot be read. `forced`: whoever kept it before
/// wants it taken now, whatever there is against it.
MailDecision decide(const Mail& mail, const Desk& desk, const KnownMails& known, Instant now, bool forced = false);

}  // namespace desk
