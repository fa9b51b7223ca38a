#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

/// The refusals of the verbs. Only for the sources of this room.
namespace desk::refusals {

/// The five characters by which people name a ticket.
std::string code(const Ticket& ticket);

[[noreturn]] void refuse(const std::string& sentence, const std::string& hint = {});

void must_have_text(std::string_view text, std::string_view what);
void must_not_be_closed(const Ticket& ticket);
void must_know(std::string_view what, const std::string& word, const std::vector<std::string>& known);
void must_know_tier(int tier, const Policy& policy);
void must_differ(const Ticket& ticket, std::string_view what, std::string_view from, std::string_view to);

/// Refuses an action (`resolve`, `work remote`, the name of a step) that must wait for a step of a process.
void must_be_free(const Ticket& ticket, std::string_view action, const Policy& policy);

}  // namespace desk::refusals
