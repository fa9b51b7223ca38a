#include "cli/views/description.hpp"

#include <type_traits>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/ticket/event.hpp"
#include "core/ticket/revision.hpp"
#include "core/time/length.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

namespace desk::cli {
namespace {

std::string behind(std::string_view words, const std::string& value) {
    return value.empty() ? std::string() : fmt::format("{}{}", words, value);
}

/// The deed of each event.
struct Deed {
    const Zone& zone;

    std::string operator()(const did::Open& open) const {
        std::vector<std::string> facts;
        for (const auto& fact : {open.kind, open.priority}) {
            if (!fact.empty()) facts.push_back(fact);
        }
        if (open.tier != 0) facts.push_back(fmt::format("tier {}", open.tier));
        if (!open.assignee.empty()) facts.push_back(fmt::format("for {}", open.assignee));
        if (open.waited) facts.push_back("waited " + seconds_text(*open.waited));
        return "opened" + behind(" by ", open.channel) + behind(": ", joined(facts, ", "));
    }
    std::string operator()(const did::Reply& reply) const {
        return (reply.automatic ? "automatic answer" : "told the client") + behind(" by ", reply.via);
    }
    std::string operator()(const did::Hear& hear) const {
        return fmt::format("heard from {}", hear.who.empty() ? "the client" : hear.who) + behind(" by ", hear.via);
    }
    std::string operator()(const did::Note&) const { return "noted"; }
    std::string operator()(const did::Work& work) const {
        return fmt::format("worked {}", to_text(work.minutes)) + behind(" from ", moment(work.began)) + behind(", ", work.mode) +
               behind(", done by ", work.who) + behind(", moved from ", work.moved);
    }
    std::string operator()(const did::Prioritise& change) const {
        return "priority " + (change.from.empty() ? "" : change.from + " -> ") + change.to +
               behind(", asked by ", change.asked_by) + behind(", by rule ", change.rule);
    }
    std::string operator()(const did::Escalate& change) const {
        return fmt::format("escalated to tier {}", change.to) + behind(", for ", change.assignee) +
               behind(", by rule ", change.rule);
    }
    std::string operator()(const did::Assign& change) const { return "assigned to " + change.to; }
    std::string operator()(const did::Kind& change) const {
        return "kind " + (change.from.empty() ? "" : change.from + " -> ") + change.to;
    }
    std::string operator()(const did::Scope& change) const {
        return (change.to == "out" ? "out of scope" : "in scope") + behind(", by ", change.doc);
    }
    std::string operator()(const did::Wait& wait) const {
        return "waits for " + wait.whom + behind(" until ", moment(wait.until));
    }
    std::string operator()(const did::Resume&) const { return "resumed"; }
    std::string operator()(const did::Answer& answer) const { return "answered " + answer.item; }
    std::string operator()(const did::Step& step) const { return "step " + step.step + behind(": ", step.result); }
    std::string operator()(const did::Promise& promise) const { return "promised for " + promise.due; }
    std::string operator()(const did::Resolve& resolve) const {
        return "resolved" + behind(", ", resolve.how) + behind(", cause: ", resolve.cause) + behind(", during: ", resolve.during);
    }
    std::string operator()(const did::Confirm& confirm) const { return "confirmed" + behind(" by ", confirm.who); }
    std::string operator()(const did::Close& close) const { return "closed" + behind(", by rule ", close.rule); }
    std::string operator()(const did::Reopen& reopen) const {
        return "reopened" + behind(", ", reopen.reason) + behind(" by ", reopen.via);
    }
    std::string operator()(const did::Rate& rate) const { return "rated " + rate.score + (rate.read ? ", read" : ""); }
    std::string operator()(const did::Link& link) const {
        return (link.as.empty() || link.as == "relates" ? "relates to" : link.as) + " " + link.to;
    }
    std::string operator()(const did::Attach& attached) const { return "attached " + attached.file; }
    std::string operator()(const did::Edit& edit) const {
        // A text of several lines is not for a line of the log.
        const bool brief = edit.field != "description";
        return "edited the " + edit.field + (brief ? behind(": ", edit.from) + " -> " + edit.to : "");
    }
    std::string operator()(const did::Correct& correct) const { return revision_in_words({{}, {}, correct, {}}, zone); }
    std::string operator()(const did::Retract& retract) const { return revision_in_words({{}, {}, retract, {}}, zone); }
    std::string operator()(const did::Sent& sent) const { return "sent the " + sent.what; }
    std::string operator()(const did::Unknown& unknown) const { return unknown.verb; }

    std::string moment(const std::optional<Instant>& at) const { return at ? shown(zone, *at) : std::string(); }
};

}  // namespace

std::string deed(const Event& event, const Zone& zone) { return std::visit(Deed{zone}, event.what); }

std::string described(const Log& log, const Event& recorded, const Zone& zone) {
    return deed(recorded, zone) + behind(", ", fate_in_words(log, recorded));
}

const std::string& text_of(const Event& event) {
    static const std::string none;
    const std::string* found = &none;
    std::visit(
        [&]<class T>(const T& what) {
            T::fields(what, [&]<class Member>(Key key, const Member& member) {
                if constexpr (std::is_same_v<Member, std::string>)
                    if (key.name == "text" || key.name == "why") found = &member;
            });
        },
        event.what);
    return *found;
}

std::string summary(const Event& event, const Zone& zone) {
    const std::string text(first_line(text_of(event)));
    return fmt::format("{}: {}", verb_of(event), text.empty() ? deed(event, zone) : text);
}

}  // namespace desk::cli
