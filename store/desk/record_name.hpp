#pragma once

#include <string>
#include <string_view>

#include "core/time/time.hpp"

/// The names of records: what is recorded once and never changed has a file of its own, so that any number of clones may record
/// something and merge, and each record can be taken back by itself.
namespace desk {

/// `20261103T100000Z-2f6e1c09ab`: the time, by which they sort, and a hash of the content. So two records never share a
/// file, and the same one has the same name in every clone.
std::string record_name(Instant at, std::string_view content);

bool is_record_name(std::string_view name);

/// The length of each.
constexpr std::size_t record_name_length = 27;

}  // namespace desk
