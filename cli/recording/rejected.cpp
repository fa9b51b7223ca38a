#include "cli/recording/rejected.hpp"

#include <algorithm>

#include "core/base/address.hpp"
#include "store/mail/compose.hpp"

namespace desk::cli {
namespace {

constexpr auto no_address = "unknown@invalid";  // RFC 2606: never anybody's

Mailbox mailbox_of(const Requester& requester) {
    const auto is_plain = [](unsigned char c) { return c >= 0x20 && c < 0x7f; };
    const bool has_address = is_address(requester.email) && std::ranges::all_of(requester.email, is_plain);
    if (has_address) return {requester.name, requester.email};
    return {requester.name.empty() ? requester.email : requester.name, no_address};
}

}  // namespace

std::string rejected_mail(const Ticket& report) {
    OutgoingMail mail;
    mail.date = report.opened;
    mail.from = mailbox_of(report.requester);
    mail.subject = report.title;
    mail.further = {{"X-Client", report.client}, {"X-Channel", report.channel}, {"X-Phone", report.requester.phone}};
    mail.body = report.description;
    return composed(mail);
}

}  // namespace desk::cli
