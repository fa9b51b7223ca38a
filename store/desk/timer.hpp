#pragma once

#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "core/ticket/reference.hpp"
#include "core/time/time.hpp"

namespace desk {

/// Somebody works on a ticket, and since when.
struct Timer {
    Reference ticket;
    Instant since{};

    friend bool operator==(const Timer&, const Timer&) = default;
};

/// The one timer of an agent on a desk. It is a file below the user's own folder for such things, for it belongs to this machine
/// and not to the desk.
class TimerFile {
public:
    /// `state` is that folder; it need not be there yet. `desk` is the desk's folder.
    TimerFile(std::string state, const std::string& desk, const std::string& agent);

    struct Reading {
        std::optional<Timer> timer;     ///< absent: none runs
        std::optional<Problem> broken;  ///< what stands in the file is none
    };
    Reading read() const;

    /// Refuses where one runs already: `Fault::io`.
    void start(const Timer& timer) const;
    void remove() const;

private:
    std::string state_, path_;
};

}  // namespace desk
