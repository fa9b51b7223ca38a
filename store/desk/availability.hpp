#pragma once

#include "core/month/uptime.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"

/// `availability/` <-> Availability (desk-outage(1)): a file for each record.
namespace desk {

/// All that is recorded, each outage with its end, without what was removed. A file that cannot be read is a problem of the
/// store.
Availability availability_of(const Store& store);

std::string to_yaml(const Availability& availability);

/// Absent with a problem. Refuses unknown keys, and a time that ends before it begins.
std::optional<Availability> availability_from(std::string_view bytes, const std::string& file, std::vector<Problem>& problems);

/// Why a file of `availability/` cannot be read; absent: it can.
std::optional<Problem> trouble_with_availability(const std::string& file, std::string_view bytes);

void stage_outage(Change& change, const Outage& outage, const std::string& summary);
void stage_maintenance(Change& change, const Maintenance& planned, const std::string& summary);
void stage_removal(Change& change, const Removal& removal, const std::string& summary);
void stage_outage_end(Change& change, const OutageEnd& end, const std::string& summary);

struct SplitMonths {
    std::vector<std::string> files;
    std::vector<std::string> kept;  ///< written by hand: comments in them would be lost
};

/// Stages the splitting of files of whole months, the former form, into a file for each record.
SplitMonths stage_split_months(Change& change, const Store& store, bool lose_comments);

}  // namespace desk
