#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/made_once.hpp"
#include "core/contract/client.hpp"
#include "store/desk/problems.hpp"

namespace desk {

/// Read when they are first asked for.
class SuspensionsWhenAsked : public Suspensions {
public:
    const std::vector<Period>& of(const std::string& client) const final;

protected:
    using ByClient = std::map<std::string, std::vector<Period>>;

private:
    virtual ByClient read() const = 0;

    MadeOnce<ByClient> periods_;
};

/// When support ceased in the store at this path, by the work of all its tickets; they are read on first use,
/// and what cannot be read of them is a problem.
std::shared_ptr<const Suspensions> suspensions_in(const std::string& path, std::shared_ptr<Problems> problems);

}  // namespace desk
