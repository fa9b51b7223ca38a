#pragma once

#include <vector>

#include "core/month/hours.hpp"

namespace desk {

/// Support ceases when recorded time uses up more than there is. An agreement restores it from its moment on. The
/// client is null if it has no file.
std::vector<Period> suspensions_in(const ClientHours& hours, const Client* client, const Policy& policy, Month month,
                                   const Zone& zone);

/// Whether support may cease under some policy of the desk, so that its clocks need to know of the work.
bool may_suspend(const Desk& desk);

}  // namespace desk
