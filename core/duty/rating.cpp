#include "core/duty/rating.hpp"

#include <algorithm>

#include "core/contract/feedback_rules.hpp"

namespace desk {
namespace {

bool is_follow_up(const Event& event) {
    const auto* reply = as<did::Reply>(event);
    return (reply && !reply->automatic) || as<did::Note>(event) || as<did::Link>(event) || as<did::Reopen>(event);
}

}  // namespace

std::vector<Rating> ratings_of(const Ticket& ticket) {
    std::vector<Rating> ratings;
    for (const auto& event : ticket.log) {
        if (is_follow_up(event))
            for (auto& each : ratings) each.followed = true;
        const auto* said = as<did::Rate>(event);
        if (!said) continue;
        const bool unread = std::ranges::any_of(ratings, [](const Rating& each) { return !each.read; });
        if (said->read)
            for (auto& each : ratings) each.read = true;
        const bool is_mark = said->read && said->text.empty() && unread;
        if (!is_mark) ratings.push_back({&event, said, said->read, false});
    }
    return ratings;
}

bool is_low(const Policy::Feedback& feedback, std::string_view score) {
    const auto rank = [&](std::string_view word) { return std::ranges::find(feedback.scale, word) - feedback.scale.begin(); };
    const auto size = static_cast<std::ptrdiff_t>(feedback.scale.size());
    return !feedback.low.empty() && rank(score) < size && rank(score) >= rank(feedback.low);
}

std::string_view headline(const Policy::Feedback& feedback) {
    if (!feedback.headline.empty()) return feedback.headline;
    return feedback.scale.empty() ? std::string_view() : feedback.scale.front();
}

}  // namespace desk
