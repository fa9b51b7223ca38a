#pragma once

#include <array>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

/// What mails may bring into the desk, and people by hand; and which mails go out without anybody writing them.
struct Policy::Mail {
    /// When whoever has written is told that the mail has come.
    enum class Acknowledge { no, at_once, in_hours };

    int file_limit = 25;     ///< MB of one attached file
    int ticket_limit = 200;  ///< MB of all files of a ticket
    Acknowledge acknowledge = Acknowledge::no;
    bool confirm = false;  ///< whoever reported what is resolved is asked whether it works
    bool closing = false;  ///< and told when it is closed
    bool reopens = false;  ///< what the client writes about a resolved or closed ticket opens it again

    template <class Self, class Visit>
    static void keys(Self& mail, Visit& visit) {
        static constexpr auto acknowledge_words = std::to_array<Word<Acknowledge>>(
            {{Acknowledge::no, "no"}, {Acknowledge::at_once, "at once"}, {Acknowledge::in_hours, "in hours"}});
        visit(may("file_limit", R"("25 MB")"), mail.file_limit, form::Megabytes{});
        visit(may("ticket_limit", R"("200 MB")"), mail.ticket_limit, form::Megabytes{});
        visit(may("acknowledge", R"("at once")"), mail.acknowledge, form::OneOf{acknowledge_words});
        visit(may("confirm", "true"), mail.confirm, form::Plain{});
        visit(may("closing", "true"), mail.closing, form::Plain{});
        visit(may("reopens", "true"), mail.reopens, form::Plain{});
    }

    friend bool operator==(const Mail&, const Mail&) = default;
};

}  // namespace desk
