#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/ticket/ticket.hpp"

namespace desk {

/// The texts of the header that `edit` may change.
inline constexpr std::array<std::string_view, 7> header_texts{
    "title", "client", "product", "requester.name", "requester.email", "requester.phone", "description"};

/// One of them.
std::string& field(Ticket& ticket, std::string_view name);
const std::string& field(const Ticket& ticket, std::string_view name);

}  // namespace desk
