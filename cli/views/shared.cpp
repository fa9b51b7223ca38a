#include "cli/views/shared.hpp"

#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"

namespace desk::cli {

Look look_of(Status status) {
    switch (status) {
        case Status::fresh: return Look::accent;
        case Status::open: return Look::normal;
        case Status::waiting: return Look::warning;
        case Status::resolved: return Look::good;
        case Status::closed: return Look::faint;
    }
    return Look::normal;
}

Look look_of(const Policy& policy, std::string_view priority) {
    const auto rank = rank_of(policy, priority);
    if (policy.priorities.size() < 2 || rank > 1) return Look::normal;
    return rank == 0 ? Look::bad : Look::warning;
}

std::string shown(const Requester& requester) {
    std::vector<std::string> parts;
    if (!requester.name.empty() && !requester.email.empty())
        parts.push_back(fmt::format("{} <{}>", requester.name, requester.email));
    else if (!requester.name.empty() || !requester.email.empty())
        parts.push_back(requester.name + requester.email);
    if (!requester.phone.empty()) parts.push_back(requester.phone);
    return joined(parts, ", ");
}

Cell word(const std::string& text, Look look) { return {text, text.empty() ? Value() : Value(text), look}; }

Cell duration(Seconds time, Look look) { return {hours_text(time), std::int64_t{time.count()}, look}; }

}  // namespace desk::cli
