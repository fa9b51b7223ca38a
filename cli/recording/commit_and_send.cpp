#include "cli/recording/commit_and_send.hpp"

#include <fmt/format.h>

#include "store/desk/problems.hpp"
#include "store/mail/compose.hpp"

namespace desk::cli {

std::optional<SendingFailure> commit_and_send(const OutgoingMail& mail, Context& context) {
    bool was_sent = false;
    const auto failure = why_failed([&] {
        const auto text = composed(mail);
        if (text.size() > MailLimits::bytes)
            throw Error(Fault::refused, fmt::format("the mail would have more than {} MB", MailLimits::bytes >> 20U),
                        "send a link to where the files lie");
        context.commit([&] {
            context.send_mail(text);
            was_sent = true;
        });
    });
    return failure ? std::optional(SendingFailure{*failure, was_sent}) : std::nullopt;
}

}  // namespace desk::cli
