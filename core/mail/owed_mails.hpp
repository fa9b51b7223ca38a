#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/words.hpp"
#include "core/contract/client.hpp"
#include "core/mail/automatic.hpp"
#include "core/mail/template.hpp"
#include "core/ticket/ticket.hpp"

/// The mails that go out without anybody writing them. They are owed until the log has them as `sent`; none is owed on a ticket
/// that a list or a program has opened.
namespace desk {

struct OwedMail {
    enum class What { acknowledgement, confirmation, closing, feedback };

    What what{};
    Instant since{};
    std::string message;  ///< its Message-ID, which follows from what is owed: a second attempt sends the same mail
    std::string to;       ///< the address

    friend bool operator==(const OwedMail&, const OwedMail&) = default;
};

inline constexpr auto owed_mail_words = std::to_array<Word<OwedMail::What>>({{OwedMail::What::acknowledgement, "acknowledgement"},
                                                                             {OwedMail::What::confirmation, "confirmation"},
                                                                             {OwedMail::What::closing, "closing"},
                                                                             {OwedMail::What::feedback, "feedback"}});

/// What is owed now, in the order in which it came to be. An acknowledgement that did not go out in a day is owed no longer,
/// nor is any other after a week; nor what a person has made superfluous.
std::vector<OwedMail> owed_mails(const Ticket& ticket, const Terms& terms, const MailAddress& desk, Instant now);

/// What automatic mails an address has got: somebody else's program that answers them is answered a few times a day.
class MailBrake {
public:
    explicit MailBrake(Instant now) : now_(now) {}

    /// Counts what has gone out about the ticket to the address.
    void count(const Ticket& ticket, const std::string& address);
    void count(const std::string& address, OwedMail::What what);

    /// Whether one more may go out today: one acknowledgement, and ten in all.
    bool lets(const std::string& address, OwedMail::What what) const;

private:
    struct Counted {
        int acknowledgements = 0, all = 0;
    };
    Instant now_;
    std::map<std::string, Counted> by_address_;  ///< in small letters
};

/// What the mail says, as far as it follows from the ticket; the rest is empty.
MailFields fields_of(const Ticket& ticket, const Terms& terms, const MailAddress& desk, Instant now);

}  // namespace desk
