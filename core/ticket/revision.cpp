#include "core/ticket/revision.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"

namespace desk {
namespace {

/// "0:20 from 2026-11-20 09:31, done by kim"
std::string right_of(const did::Correct& correct, const Zone& zone) {
    std::string words;
    if (correct.minutes) words += " to " + to_text(*correct.minutes);
    if (correct.began) words += " from " + shown(zone, *correct.began);
    if (!correct.who.empty()) words += (words.empty() ? " to " : ", ") + std::string("done by ") + correct.who;
    return words;
}

}  // namespace

std::optional<did::Work> corrected(did::Work work, const Event& revision) {
    const auto* correct = as<did::Correct>(revision);
    if (!correct) return {};
    work.minutes = correct->minutes.value_or(work.minutes);
    if (correct->began) work.began = correct->began;
    if (!correct->text.empty()) work.text = correct->text;
    if (!correct->who.empty()) work.who = correct->who;
    return work.minutes > Minutes(0) ? std::optional(std::move(work)) : std::nullopt;
}

std::vector<WorkVersion> versions_of(const Log& log, const Event& recorded) {
    const auto& work = *as<did::Work>(recorded);
    std::vector<WorkVersion> versions{{recorded.at, work}};
    for (const auto* revision : log.revisions_of(recorded)) versions.push_back({revision->at, corrected(work, *revision)});
    return versions;
}

std::string revision_in_words(const Event& event, const Zone& zone) {
    const auto of = [&](std::string_view verb, const std::string& by, Instant at) {
        return fmt::format("the {} by {} of {}", verb, by, shown(zone, at));
    };
    if (const auto* retract = as<did::Retract>(event)) return "took back " + of(retract->of_do, retract->of_by, retract->of);
    const auto* correct = as<did::Correct>(event);
    if (!correct) return {};
    const auto subject = of(did::Work::name, correct->of_by, correct->of);
    if (!correct->moved.empty()) return fmt::format("moved {} to {}", subject, correct->moved);
    if (correct->minutes == Minutes(0)) return "took back " + subject;
    return "corrected " + subject + right_of(*correct, zone);
}

std::string fate_in_words(const Log& log, const Event& recorded) {
    const auto* revision = log.revision_of(recorded);
    if (!revision) return {};
    const auto* correct = as<did::Correct>(*revision);
    if (correct && !correct->moved.empty()) return fmt::format("moved to {} by {}", correct->moved, revision->by);
    const auto* now = log.as_it_holds(recorded);
    if (!now) return fmt::format("taken back by {}", revision->by);
    const auto &was = *as<did::Work>(recorded), &is = *as<did::Work>(*now);
    if (was.minutes == is.minutes) return fmt::format("corrected by {}", revision->by);
    return fmt::format("corrected to {} by {}", to_text(is.minutes), revision->by);
}

}  // namespace desk
