#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/month/billing.hpp"
#include "core/month/report.hpp"

/// The past under another contract.
namespace desk {

/// What a month came to.
struct Outcome {
    int met = 0, missed = 0;
    Seconds over{0};  ///< work over the hours of the month
    Amounts charge, credit;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct MonthDifference {
    Month month{};
    Outcome before, after;
};

/// A target of a ticket with another result: `met`, `missed`, `2 missed`, `1 met, 1 missed`, or `none`.
struct TicketDifference {
    const Ticket* ticket = nullptr;
    Measure measure{};
    std::string before, after;
};

struct WhatIf {
    std::vector<MonthDifference> months;
    std::vector<TicketDifference> tickets;  ///< by reference
    Currency before, after;                 ///< of the two policies; a client's contract may have another
};

/// The targets whose results change under another desk. The tickets are in the words of their files, by reference, and as they
/// were at the end of the period; each desk has its own words for them.
std::vector<TicketDifference> differences(std::span<const Ticket> tickets, const Period& period, const Desk& before,
                                          const Desk& after);

/// The desk as if every client had this policy. What its contracts charge and include stays.
Desk under(const Desk& desk, Policy policy);

/// One of the two contracts that are compared.
struct Side {
    const Desk& desk;
    const BillingSources& sources;
};

/// The tickets are as in `differences`; `worked` are those with work in the months needed. `client` is named as the second desk
/// names it. Points into the tickets.
WhatIf what_if(std::span<const Ticket> tickets, std::span<const Ticket> worked, Month first, Month last, const Period& period,
               const Side& before, const Side& after, const std::string& client);

}  // namespace desk
