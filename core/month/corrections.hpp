#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/month/statement.hpp"

/// What closed months would cost by what is known today, compared with what was charged for them. Each client and each currency
/// separately, and before credits, which have an account of their own.
namespace desk {

/// By client and the code of the currency.
using NetAmounts = std::map<std::pair<std::string, std::string>, Money>;

/// What the charges and the work of a statement come to: without credits, and without the corrections of other months.
Money net_of(const Statement& statement);

NetAmounts net_of(const std::vector<Statement>& statements);

/// What was charged for each closed month so far: by its own statements, and by the corrections in later ones.
std::map<Month, NetAmounts> charged_so_far(const ClosedMonths& closed);

/// These amounts less those; none is zero.
NetAmounts difference(NetAmounts amounts, const NetAmounts& others);

/// The closed months whose corrections belong to this one: those before it that no open month follows before it does. Rising.
std::vector<Month> corrected_in(Month month, const ClosedMonths& closed);

StatementLine correction_line(Month of, const Money& amount);

}  // namespace desk
