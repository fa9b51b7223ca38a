#include "core/verbs/correcting.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/ticket/revision.hpp"
#include "core/verbs/refusals.hpp"

namespace desk {

using namespace refusals;

namespace {

bool revises(const Event& event) { return as<did::Correct>(event) || as<did::Retract>(event); }

void must_have_why(const std::string& why) {
    if (trimmed(why).empty()) refuse("a correction needs a reason", "say what was wrong: --why REASON");
}

/// The correction that holds, where it is one; null where the entry holds as it was recorded.
const did::Correct* correction_of(const Ticket& ticket, const Event& entry) {
    const auto* revision = ticket.log.revision_of(entry);
    return revision ? as<did::Correct>(*revision) : nullptr;
}

void must_be_here(const Ticket& ticket, const Event& entry) {
    if (!as<did::Work>(entry))
        refuse(fmt::format("{} is not a time entry", shown(entry)),
               "only time can be corrected; --void takes back what was recorded");
    const auto* correction = correction_of(ticket, entry);
    if (!correction || correction->moved.empty()) return;
    refuse(fmt::format("the entry was moved to {}", correction->moved), fmt::format("desk correct {}", correction->moved));
}

/// The entry as it holds; as it was recorded where it was taken back.
did::Work present_work(const Ticket& ticket, const Event& entry) {
    const auto* now = ticket.log.as_it_holds(entry);
    return *as<did::Work>(now ? *now : entry);
}

did::Work with(did::Work work, const RightWork& right) {
    work.minutes = right.minutes.value_or(work.minutes);
    if (right.began) work.began = right.began;
    if (!right.text.empty()) work.text = right.text;
    if (!right.who.empty()) work.who = right.who;
    return work;
}

void must_be_possible(const Event& entry, const did::Work& work, const Acting& acting) {
    if (work.minutes <= Minutes(0)) refuse("work takes at least a minute", "--void takes the entry back");
    if (work.minutes > longest_work) refuse(fmt::format("{} is more than 24 hours in one entry", to_text(work.minutes)));
    const auto begin = began(entry, work);
    if (begin + work.minutes > std::max(acting.now, entry.at))
        refuse(fmt::format("work that began at {} and took {} ends in the future", shown(acting.policy.zone, begin),
                           to_text(work.minutes)),
               "--at says when the work began");
}

/// What differs from the entry as it was recorded: the last correction alone holds, so it says all of it.
did::Correct difference(const Event& entry, const did::Work& right, const std::string& why) {
    const auto& recorded = *as<did::Work>(entry);
    did::Correct correct{entry.at, entry.by};
    if (right.minutes != recorded.minutes) correct.minutes = right.minutes;
    if (right.began != recorded.began) correct.began = right.began;
    if (right.text != recorded.text) correct.text = right.text;
    if (right.who != recorded.who) correct.who = right.who;
    correct.why = why;
    return correct;
}

did::Correct no_time(const Event& entry, const std::string& why) {
    did::Correct correct{entry.at, entry.by};
    correct.minutes = Minutes(0);
    correct.why = why;
    return correct;
}

}  // namespace

const Event* last_work_of(const Ticket& ticket, const std::string& agent) {
    const auto& all = ticket.log.recorded();
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Event& event) {
        const auto* now = as<did::Work>(event) ? ticket.log.as_it_holds(event) : nullptr;
        const auto* work = now ? as<did::Work>(*now) : nullptr;
        return work && (event.by == agent || work->who == agent);
    });
    return found == all.rend() ? nullptr : &*found;
}

const Event* last_revisable(const Ticket& ticket) {
    const auto& all = ticket.log.recorded();
    const auto found = std::find_if(all.rbegin(), all.rend(),
                                    [&](const Event& event) { return !revises(event) && ticket.log.as_it_holds(event); });
    return found == all.rend() ? nullptr : &*found;
}

bool may_be_taken_back(const Event& event, Instant now) {
    // What one command records after the other is dated a little later than now.
    return is_retractable(event, now + Seconds(1));
}

Event correct(const Ticket& ticket, const Event& entry, const RightWork& right, const std::string& why, const Acting& acting) {
    must_be_here(ticket, entry);
    must_have_why(why);
    if (!right.who.empty()) must_be_agent(right.who, acting.policy);
    const auto* now = ticket.log.as_it_holds(entry);
    if (!now && !right.minutes)
        refuse("the entry was taken back", fmt::format("desk correct {} TIME says how long it took after all", code(ticket)));
    const auto present = present_work(ticket, entry);
    const auto made = with(present, right);
    must_be_possible(entry, made, acting);
    if (now && made == present) refuse("the entry already says that");
    return dated(ticket, difference(entry, made, why), acting);
}

Event take_back(const Ticket& ticket, const Event& event, const std::string& why, const Acting& acting) {
    must_have_why(why);
    if (as<did::Open>(event))
        refuse("the opening of a ticket cannot be taken back", fmt::format("desk close {} --why REASON", code(ticket)));
    if (!ticket.log.as_it_holds(event)) refuse(fmt::format("{} has already been taken back", shown(event)));
    if (as<did::Work>(event)) {
        must_be_here(ticket, event);
        return dated(ticket, no_time(event, why), acting);
    }
    if (!may_be_taken_back(event, acting.now))
        refuse(fmt::format("{} cannot be taken back: it has changed the ticket", shown(event)));
    const did::Retract retract{event.at, event.by, std::string(verb_of(event)), why};
    // What is dated later is taken back from before it.
    if (event.at > acting.now) return {acting.now, acting.agent, retract, {}};
    return dated(ticket, retract, acting);
}

did::Work moved_work(const Ticket& ticket, const Event& entry, const RightWork& right, const Acting& acting) {
    must_be_here(ticket, entry);
    if (!ticket.log.as_it_holds(entry)) refuse("the entry was taken back: there is nothing to move");
    if (!right.who.empty()) must_be_agent(right.who, acting.policy);
    auto work = with(present_work(ticket, entry), right);
    must_be_possible(entry, work, acting);
    work.began = began(entry, work);
    if (work.who.empty() && entry.by != acting.agent) work.who = entry.by;
    if (work.who == acting.agent) work.who.clear();
    work.moved = ticket.id.text();
    return work;
}

Event move_away(const Ticket& ticket, const Event& entry, const Reference& to, const std::string& why, const Acting& acting) {
    must_be_here(ticket, entry);
    must_have_why(why);
    if (to == ticket.id) refuse(fmt::format("the entry is already on {}", code(ticket)));
    auto correct = no_time(entry, why);
    correct.moved = to.text();
    return dated(ticket, std::move(correct), acting);
}

}  // namespace desk
