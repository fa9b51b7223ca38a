#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/ticket/ticket.hpp"

/// Ticket <-> YAML, after desk-ticket(5). `desk` writes exactly one form. It is read by a strict reader of our own, one pass over
/// the bytes; what a person or a script wrote in another form is read by yaml-cpp. For every file that the strict reader accepts
/// the two give the same ticket.
namespace desk {

/// How much of a ticket is wanted.
enum class Depth {
    unless_closed,  ///< the header; but nothing if it says `status: closed`
    whole_unless_closed,
    header,  ///< all but the log
    whole,
};

constexpr bool skips_closed(Depth depth) { return depth == Depth::unless_closed || depth == Depth::whole_unless_closed; }
constexpr bool has_log(Depth depth) { return depth == Depth::whole || depth == Depth::whole_unless_closed; }

struct Reading {
    std::optional<Ticket> ticket;    ///< absent: broken, or closed and not wanted
    std::optional<Problem> problem;  ///< why it is broken; `where.file` is the `file` that was passed
    bool canonical = false;          ///< the strict reader took it (sure only at `Depth::whole`)
    bool loses_comment = false;      ///< writing it back in canonical form would lose a comment
};

/// Reads a ticket file. Never throws on its content: what is wrong becomes a `Problem` with file, line and column.
Reading ticket_from(std::string_view bytes, const std::string& file, Depth depth = Depth::whole);

/// Whether the header at the start of the bytes says `status: closed`. Looks only at the beginnings of lines, up to that
/// key, and is false if one looks odd; a reader must then judge.
bool says_closed(std::string_view beginning);

/// Whether the ticket may still matter: it is not closed, or there has been an event of one of these verbs since
/// it was first resolved or closed.
bool may_want(std::string_view bytes, std::initializer_list<std::string_view> verbs);

}  // namespace desk
