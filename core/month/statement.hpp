#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/contract/money.hpp"
#include "core/month/hours.hpp"
#include "core/month/weeks.hpp"

/// The statement of a client's month: what it costs, line by line. Each line is rounded once; the total is the sum of the lines.
/// All lines of a statement are of its currency. A client whose month has amounts of another one has a second statement for them.
namespace desk {

struct StatementLine {
    enum class What {
        charge,      ///< of the contract, every month
        over,        ///< work over the hours of the month
        planned,     ///< work over what the contract includes of a kind
        credit,      ///< for a month that missed the uptime
        correction,  ///< of a month that was closed before
    };
    What what{};
    std::string text;                 ///< the item of a charge, the kind of planned work, what was done
    std::optional<Reference> ticket;  ///< of work
    std::optional<Instant> began;     ///< of work
    Seconds time{0};                  ///< of work, as it is charged
    std::optional<Money> hourly;      ///< of work
    std::optional<Month> of;          ///< of a credit or correction
    Money amount{};

    friend bool operator==(const StatementLine&, const StatementLine&) = default;
};

std::string_view to_text(StatementLine::What what);  ///< `over`
std::optional<StatementLine::What> statement_line_from(std::string_view word);

struct Statement {
    std::string client;
    Currency currency;
    HoursSum hours = {};
    std::vector<StatementLine> lines = {};
    Seconds unpriced{0};  ///< work over the hours for which no rate was in force: it costs nothing

    Money total() const;
    friend bool operator==(const Statement&, const Statement&) = default;
};

/// A month that is over and was stated. What is recorded later is a correction in the month that is open next.
struct ClosedMonth {
    Month month{};
    Instant at{};
    std::string by;
    std::vector<Statement> statements;  ///< by client; the one with the hours comes first
    std::vector<WeekHours> weeks = {};  ///< none: it was closed when statements did not keep them

    friend bool operator==(const ClosedMonth&, const ClosedMonth&) = default;
};

/// How the second closing of a month differs from the first, in a sentence; empty: no figure does.
std::string difference(const ClosedMonth& first, const ClosedMonth& second);

/// By month.
using ClosedMonths = std::map<Month, ClosedMonth>;

/// What the hours of a month cost, with the charges of the contract, its currency being that of the contract: neither credits nor
/// corrections. The lines may be of several currencies until they are `separated`.
Statement statement_of(const ClientHours& hours, Month month, const Desk& desk);

/// The statement with the lines of its currency, then one without hours for each other currency.
std::vector<Statement> separated(Statement statement);

/// The statements of a client in a closed month.
std::span<const Statement> statements_of(const ClosedMonth& closed, const std::string& client);

/// Uses the current names of clients that were renamed since.
void name_as_now(ClosedMonths& closed, const Desk& desk);

}  // namespace desk
