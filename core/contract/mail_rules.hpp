#pragma once

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

/// What mails may bring into the desk, and people by hand.
struct Policy::Mail {
    int file_limit = 25;     ///< MB of one attached file
    int ticket_limit = 200;  ///< MB of all files of a ticket

    template <class Self, class Visit>
    static void keys(Self& mail, Visit& visit) {
        visit(may("file_limit", R"("25 MB")"), mail.file_limit, form::Megabytes{});
        visit(may("ticket_limit", R"("200 MB")"), mail.ticket_limit, form::Megabytes{});
    }

    friend bool operator==(const Mail&, const Mail&) = default;
};

}  // namespace desk
