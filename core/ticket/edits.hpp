#pragma once

#include <string>
#include <string_view>

#include "core/ticket/ticket.hpp"

/// What the texts of a ticket's header were before they were edited.
namespace desk {

/// Takes back what was edited at or after an instant.
void take_back_edits(Ticket& ticket, Instant until);

/// A text of the header from the opening on, as one event after the other changes it. Points into the ticket.
class TextOverTime {
public:
    TextOverTime(const Ticket& ticket, std::string_view name, const std::string& now);

    void take(const Event& event);
    const std::string& text() const { return *text_; }

private:
    std::string_view name_;
    const std::string* now_;
    const std::string* text_;
    const Event* last_ = nullptr;  ///< with it the header says what it says now, also where somebody wrote something else there
};

/// Whether the ticket is this client's, or ever was.
bool was_ever_of(const Ticket& ticket, std::string_view client);

}  // namespace desk
