#pragma once

#include <memory>
#include <string>

#include "core/contract/client.hpp"
#include "store/desk/problems.hpp"

namespace desk {

/// When support ceased in the store at this path, by the work of all its tickets; they are read when it is first asked for,
/// and what cannot be read of them is a problem.
std::shared_ptr<const Suspensions> suspensions_in(const std::string& path, std::shared_ptr<Problems> problems);

}  // namespace desk
