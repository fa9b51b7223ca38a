#pragma once

#include <mutex>
#include <optional>

namespace desk {

/// A value that is made on first use, once for all threads. If making it throws, the caller gets the exception, and the
/// next one tries again. (An exception must not leave `std::call_once` where libgcc is linked statically: the program ends.)
template <class T>
class MadeOnce {
public:
    template <class Make>
    const T& get(const Make& make) const {
        const std::scoped_lock lock(mutex_);
        if (!value_) value_ = make();
        return *value_;
    }

private:
    mutable std::mutex mutex_;
    mutable std::optional<T> value_;
};

}  // namespace desk
