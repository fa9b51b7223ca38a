#pragma once

#include <string>

#include "core/ticket/ticket.hpp"

/// The one form in which tickets are written (desk-ticket(5)).
namespace desk {

/// The canonical form. A fixed point: reading and writing it again gives the same bytes.
std::string to_yaml(const Ticket& ticket);

}  // namespace desk
