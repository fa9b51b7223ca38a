#pragma once

#include "core/month/statement.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"

/// `statements/2026-11.toml`: the months that were closed, as they were stated (desk-hours(1)).
namespace desk {

/// A file that cannot be read is a problem of the store; its month then counts as open.
ClosedMonths closed_months(const Store& store);

void stage_closed_month(Change& change, const ClosedMonth& closed);

/// Records in the client's file what it agreed to. A client without a file gets one. Refuses a client whose name cannot be that
/// of a file, and a file that cannot be read.
void stage_agreement(Change& change, const Store& store, const std::string& client, const Client::Agreed& agreed);

}  // namespace desk
