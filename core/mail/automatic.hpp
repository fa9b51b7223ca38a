#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/words.hpp"
#include "core/contract/policy.hpp"
#include "core/mail/mail.hpp"
#include "core/ticket/reference.hpp"

namespace desk {

/// Where clients write to: the channel of the policy whose address is one of email.
struct MailAddress {
    std::string channel = "email";
    std::string box, domain;  ///< `help`, `junction.example`; empty: the policy has none

    std::string text() const { return domain.empty() ? std::string() : box + "@" + domain; }
    /// Whether it is the desk itself, or that with something behind a plus.
    bool is(std::string_view address) const;
};
MailAddress address_of(const Policy& policy);

/// The ticket that a Message-ID names which is in the form of ours (`message_id`); absent: it is not.
std::optional<Reference> ticket_named_by(std::string_view message_id, const MailAddress& desk);

/// What kind of a mail it is, if no person has written it to us.
enum class Automatic { no, reply, generated, bulk, list, bounce, own };

inline constexpr auto automatic_words = std::to_array<Word<Automatic>>({{Automatic::no, "no"},
                                                                        {Automatic::reply, "reply"},
                                                                        {Automatic::generated, "generated"},
                                                                        {Automatic::bulk, "bulk"},
                                                                        {Automatic::list, "list"},
                                                                        {Automatic::bounce, "bounce"},
                                                                        {Automatic::own, "own"}});

Automatic automatic(const Mail& mail, const MailAddress& desk);

/// Whether a program has made it: on a list people write.
constexpr bool is_by_program(Automatic kind) { return kind != Automatic::no && kind != Automatic::list; }

/// Whether an answer by a program may go out to it.
bool may_be_answered(const Mail& mail, Automatic kind);

/// When it reached the desk, and how that is known: `received` (by the topmost server that is none who fetches mail), `date` (as
/// the sender says, unless that is ahead), `now`.
struct MailTime {
    Instant at{};
    std::string_view by;
};
MailTime received_at(const Mail& mail, Instant now);

}  // namespace desk
