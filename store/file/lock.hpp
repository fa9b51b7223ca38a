#pragma once

#include <chrono>

#include "store/file/file.hpp"

namespace desk {

/// The store's lock, an flock on its `tickets/` folder; released at the end of its life and when the process dies. Children do
/// not inherit it.
class Lock {
public:
    /// Waits up to `patience`, then `Fault::busy`, naming the process that holds it.
    static Lock take(const Folder& root, std::chrono::milliseconds patience = std::chrono::seconds(10));

private:
    explicit Lock(Handle handle) : handle_(std::move(handle)) {}
    Handle handle_;
};

}  // namespace desk
