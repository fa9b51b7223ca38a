#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "store/git_range.hpp"

namespace desk {

/// What is wrong with a file as a commit left it, or with the commit itself: then the problem names no file.
struct AuditFinding {
    std::string commit;
    Problem problem;
};

struct Audit {
    std::size_t commits = 0;
    std::vector<AuditFinding> findings;  ///< the oldest commit first
};

/// Looks at what each commit of OLD..NEW did to the desk below the prefix: to the tickets (`audited`), to their names, and to the
/// policy, by which it is judged. `signatures`: git must find each commit's good.
Audit audit(const Repository& repository, const std::string& prefix, std::string_view range, bool signatures);

}  // namespace desk
