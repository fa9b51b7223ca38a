#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/time/time.hpp"
#include "store/git/range.hpp"

namespace desk {

/// A problem with a file as a commit left it, or with the commit itself: then the problem names no file.
struct AuditFinding {
    std::string commit;
    Problem problem;
};

struct Audit {
    std::size_t commits = 0;
    std::vector<AuditFinding> findings;  ///< the oldest commit first
    std::vector<AuditFinding> listed;    ///< changes of the contract, if the desk does not say who may make them
};

struct AuditWanted {
    std::string range;
    bool signatures = false;  ///< git must find each commit's good
    Instant now{};
};

/// Checks what each commit of OLD..NEW did to the desk below the prefix: to the tickets (`audited`), to their names, to
/// the policy, and to the rest of the contract. Each is judged by the desk in its parents.
Audit audit(const Repository& repository, const std::string& prefix, const AuditWanted& wanted);

}  // namespace desk
