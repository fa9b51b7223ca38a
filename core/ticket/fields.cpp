#include "core/ticket/fields.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"

namespace desk {

const std::string& field(const Ticket& ticket, std::string_view name) {
    if (name == "title") return ticket.title;
    if (name == "client") return ticket.client;
    if (name == "product") return ticket.product;
    if (name == "requester.name") return ticket.requester.name;
    if (name == "requester.email") return ticket.requester.email;
    if (name == "requester.phone") return ticket.requester.phone;
    if (name == "description") return ticket.description;
    throw Error(Fault::internal, fmt::format("\"{}\" is no editable field", name));
}

std::string& field(Ticket& ticket, std::string_view name) { return const_cast<std::string&>(field(std::as_const(ticket), name)); }

}  // namespace desk
