#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

/// Who is calling: the contacts of the clients' files, and whoever has reported something before.
namespace desk {

struct Caller {
    Requester requester;
    std::string client;  ///< empty: not known
    std::string role;    ///< as the client's file says; empty: they are not in it

    friend bool operator==(const Caller&, const Caller&) = default;
};

/// Whether it can be a telephone number: four digits at the least, and nothing else but what numbers are written with.
bool is_phone_number(std::string_view text);

/// Whether two numbers are one, by their digits. One may lack the country, and one of four digits is an extension.
bool same_number(std::string_view a, std::string_view b);

/// Whether somebody may be meant: the number or the address is theirs, or each word of the name begins one of their name.
bool may_be(const Requester& person, const Requester& wanted);

/// Everybody who may be meant by a number, an address, a name, or a client, in files and in the tickets given: those of the files
/// first, who are contacts on the day before the others, then the latest reporters. One person is there once. Where a full name
/// is meant, those who are only called alike are not. A client without contacts, and one whose domain alone is known, is a person
/// without a name. `client`, where it is named: only those who are not known to be another's.
std::vector<Caller> callers_meant(const Requester& wanted, const std::string& client, const Desk& desk,
                                  std::span<const Ticket> tickets, Day day);

}  // namespace desk
