#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/calendar.hpp"
#include "core/time/time.hpp"

namespace desk {

/// How long something may take, in one of the forms that contracts use (desk.toml(5), TARGETS).
struct Target {
    enum class Form {
        time,               ///< `1 hour`, `30 minutes`: open time of the calendar; on `always` plain time
        business_time,      ///< `4 business hours`: open time of the calendar, of the desk's where that one is `always`
        working_days,       ///< `2 working days`: by the policy's rule
        same_business_day,  ///< the close of the day, or of the next working day where it is over
        next_business_day,  ///< the close of the first working day after the day
        next_morning,       ///< the policy's `morning` of the first working day after the day
        agreed,             ///< the date that a `promise` names
        next_release,       ///< something offered meanwhile, and a promised date for the fix
        none,               ///< `none`: the contract gives none, and says so
    };
    Form form = Form::none;
    Seconds time{0};  ///< of time and business time
    int days = 0;     ///< of working days

    friend bool operator==(const Target&, const Target&) = default;
};

/// One target, or several joined: `{ any = [...] }` is met when one of them is (due is the latest), `{ all = [...] }` when all
/// are (due is the earliest).
struct Goal {
    enum class Join { any, all };
    Join join = Join::all;
    std::vector<Target> targets;  ///< never empty

    friend bool operator==(const Goal&, const Goal&) = default;
};

/// `4 business hours`; absent if it is no target.
std::optional<Target> target_from(std::string_view text);

/// The way it is written in the policy, in one spelling: `1 hour`, `90 minutes`, `2 working days`.
std::string to_text(const Target& target);

/// `next morning or 24 hours`, `2 working days and agreed`.
std::string to_text(const Goal& goal);

bool has(const Goal& goal, Target::Form form);

}  // namespace desk
