#pragma once

#include <map>

#include "core/month/uptime.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"

/// `availability/2026-11.yaml` <-> Availability (desk-outage(1)).
namespace desk {

/// What the desk knows of its availability.
struct KnownAvailability {
    std::map<Month, Availability> months;  ///< by the files: a time belongs to the month in which it begins
};

/// A file that cannot be read is a problem of the store.
KnownAvailability availability_of(const Store& store);

std::string to_yaml(const Availability& availability);

/// Absent with a problem. Refuses unknown keys, and a time that ends before it begins.
std::optional<Availability> availability_from(std::string_view bytes, const std::string& file, std::vector<Problem>& problems);

/// Stages the file of the month.
void stage_availability(Change& change, Month month, const Availability& availability, const std::string& summary);

std::string availability_path(Month month);

}  // namespace desk
