#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ticket/ticket.hpp"

/// What the texts of a ticket's header were before they were edited. Besides those of `header_texts` the log says when it was
/// received, and by which channel.
namespace desk {

inline constexpr std::string_view received_name = "received", channel_name = "channel";

/// The first `open`; null if the log has none.
const Event* opening_of(const Log& log);

/// The text according to the log: by the last edit that holds; if all were taken back, as it was before the first of them; for
/// when it was received, and by which channel, else as the opening says. Absent: the log does not say.
std::optional<std::string> said_of(const Log& log, std::string_view name);

/// Sets the text in the header, if the log says it.
void follow_edits(Ticket& ticket, std::string_view name);

/// Applies to the header what an event in the log edited, or an edit that it took back.
void follow_edit(Ticket& ticket, const Event& event);

/// A text of `header_texts`, `received` as in the file, or `channel`.
std::string text_in_header(const Ticket& ticket, std::string_view name);

/// A text of an edit as people read it: a time in the zone, "none" where there is none.
std::string shown_text(std::string_view name, const std::string& text, const Zone& zone);

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
    const Event* last_ = nullptr;  ///< with it the header is as it is now, even if somebody wrote something else there
};

/// Whether the ticket is this client's, or ever was.
bool was_ever_of(const Ticket& ticket, std::string_view client);

}  // namespace desk
