#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace desk {

/// Does the work on a file; returns why it was refused, if it was.
std::optional<Problem> problem_with(const std::string& file, const std::function<void()>& work);

/// Does the work; why it failed, if it did.
std::optional<Error> why_failed(const std::function<void()>& work);

/// Does the work; why it was refused, if the lifecycle or the policy does not allow it. All other failures go on.
std::optional<Error> why_refused(const std::function<void()>& work);

/// Does the work; false if what it reads is malformed. What cannot be read at all is a failure, as everywhere.
bool is_well_formed(const std::function<void()>& work);

/// What could not be read, from any file: every reader of a store reports into one of these, and the session shows
/// them. Each is kept once. May be used on several threads.
class Problems {
public:
    void add(const Problem& problem);
    void add(const std::vector<Problem>& problems);

    /// Does the work on a file; a refusal is a problem.
    void add_from(const std::string& file, const std::function<void()>& work);

    /// By place.
    std::vector<Problem> all() const;

    /// The same; none are left.
    std::vector<Problem> take();

private:
    mutable std::mutex mutex_;
    std::vector<Problem> problems_;  ///< by place
};

}  // namespace desk
