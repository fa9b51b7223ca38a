#pragma once

#include <optional>
#include <string_view>

#include "core/time/time.hpp"

namespace desk {

/// A date as mails have it (RFC 5322), and as odd programs write it: `Fri, 20 Nov 2026 09:10:00 +0100 (CET)`, `20 Nov 26 09:10
/// EST`. Without a zone it is UTC. Absent: it is none.
std::optional<Instant> mail_date_from(std::string_view text);

}  // namespace desk
