#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/ticket/yaml_value.hpp"
#include "core/time/time.hpp"

namespace desk {

/// A key of an event in the file. `required` keys must be there, whatever reader is used.
struct Key {
    std::string_view name;
    bool required = false;
};

constexpr Key may(std::string_view name) { return {name, false}; }
constexpr Key must(std::string_view name) { return {name, true}; }

/// What an event did (desk-ticket(5) explains each). `name` is the word after `do:`; `fields` calls `visit(Key, member)`
/// for every key in the order of the file. Both readers, the writer and JSON use this one list. An empty string, an absent
/// optional, false and zero are not written.
namespace did {

struct Open {
    std::string channel;
    std::optional<Instant> received;
    std::string kind, priority;
    int tier = 0;
    std::string assignee;
    std::optional<Seconds> waited = {};  ///< how long the caller waited for an answer
    std::string message = {};            ///< the Message-ID of the mail that it was
    bool quiet = false;                  ///< no automatic mail may go to whoever wrote it: a list, a program

    static constexpr std::string_view name = "open";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("channel"), self.channel);
        visit(may("received"), self.received);
        visit(may("waited"), self.waited);
        visit(may("kind"), self.kind);
        visit(may("priority"), self.priority);
        visit(may("tier"), self.tier);
        visit(may("assignee"), self.assignee);
        visit(may("message"), self.message);
        visit(may("quiet"), self.quiet);
    }
    friend bool operator==(const Open&, const Open&) = default;
};

struct Reply {
    std::string via, text;
    bool automatic = false;
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "reply";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("via"), self.via);
        visit(must("text"), self.text);
        visit(may("auto"), self.automatic);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Reply&, const Reply&) = default;
};

struct Hear {
    std::string via, text, who;
    bool no_answer = false;    ///< no answer is owed to it
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "hear";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("via"), self.via);
        visit(must("text"), self.text);
        visit(may("who"), self.who);
        visit(may("no_answer"), self.no_answer);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Hear&, const Hear&) = default;
};

struct Note {
    std::string text;
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "note";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("text"), self.text);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Note&, const Note&) = default;
};

struct Work {
    Minutes minutes{0};
    std::string text, mode;
    std::optional<Instant> began;  ///< else the event's `at` less the minutes
    std::optional<bool> counted;   ///< overrides the kind's `counts` for this entry
    std::string who = {};          ///< who worked, if not `by`
    std::string moved = {};        ///< the ticket on which it was first recorded

    static constexpr std::string_view name = "work";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("minutes"), self.minutes);
        visit(may("text"), self.text);
        visit(may("mode"), self.mode);
        visit(may("began"), self.began);
        visit(may("counted"), self.counted);
        visit(may("who"), self.who);
        visit(may("moved"), self.moved);
    }
    friend bool operator==(const Work&, const Work&) = default;
};

struct Prioritise {
    std::string from, to, why, asked_by, rule;

    static constexpr std::string_view name = "prioritise";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("from"), self.from);
        visit(must("to"), self.to);
        visit(may("why"), self.why);
        visit(may("asked_by"), self.asked_by);
        visit(may("rule"), self.rule);
    }
    friend bool operator==(const Prioritise&, const Prioritise&) = default;
};

struct Escalate {
    int from = 0, to = 0;
    std::string assignee, why, rule;

    static constexpr std::string_view name = "escalate";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("from"), self.from);
        visit(must("to"), self.to);
        visit(may("assignee"), self.assignee);
        visit(may("why"), self.why);
        visit(may("rule"), self.rule);
    }
    friend bool operator==(const Escalate&, const Escalate&) = default;
};

struct Assign {
    std::string to;  ///< an agent, or `nobody`

    static constexpr std::string_view nobody = "nobody";

    static constexpr std::string_view name = "assign";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("to"), self.to);
    }
    friend bool operator==(const Assign&, const Assign&) = default;
};

struct Kind {
    std::string from, to, why;

    static constexpr std::string_view name = "kind";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("from"), self.from);
        visit(must("to"), self.to);
        visit(may("why"), self.why);
    }
    friend bool operator==(const Kind&, const Kind&) = default;
};

struct Scope {
    std::string to, why;
    std::string doc = {};  ///< what it is against, in the documentation

    static constexpr std::string_view name = "scope";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("to"), self.to);
        visit(must("why"), self.why);
        visit(may("doc"), self.doc);
    }
    friend bool operator==(const Scope&, const Scope&) = default;
};

struct Wait {
    std::string whom, why;
    std::optional<Instant> until;

    static constexpr std::string_view name = "wait";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("for"), self.whom);
        visit(may("why"), self.why);
        visit(may("until"), self.until);
    }
    friend bool operator==(const Wait&, const Wait&) = default;
};

struct Resume {
    std::string why;

    static constexpr std::string_view name = "resume";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("why"), self.why);
    }
    friend bool operator==(const Resume&, const Resume&) = default;
};

/// An item of the report, or another fact that the policy asks for.
struct Answer {
    std::string item, text;

    static constexpr std::string_view name = "answer";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("item"), self.item);
        visit(must("text"), self.text);
    }
    friend bool operator==(const Answer&, const Answer&) = default;
};

struct Step {
    std::string step, result, text;

    static constexpr std::string_view name = "step";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("step"), self.step);
        visit(may("result"), self.result);
        visit(may("text"), self.text);
    }
    friend bool operator==(const Step&, const Step&) = default;
};

struct Promise {
    std::string due, what, agreed_by;  ///< `due` is a date, `2026-12-01`
    std::string message = {};          ///< as of `Open`

    static constexpr std::string_view name = "promise";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("due"), self.due);
        visit(may("for"), self.what);
        visit(may("agreed_by"), self.agreed_by);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Promise&, const Promise&) = default;
};

struct Resolve {
    std::string text, how, cause, during;
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "resolve";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("text"), self.text);
        visit(may("how"), self.how);
        visit(may("cause"), self.cause);
        visit(may("during"), self.during);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Resolve&, const Resolve&) = default;
};

struct Confirm {
    std::string who;
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "confirm";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("who"), self.who);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Confirm&, const Confirm&) = default;
};

struct Close {
    std::string why, rule;
    std::optional<Instant> recorded =
        {};                    ///< when, where that was later than `at`; two that differ only in this are one, the later holds
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "close";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(may("why"), self.why);
        visit(may("rule"), self.rule);
        visit(may("recorded"), self.recorded);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Close&, const Close&) = default;
};

struct Reopen {
    std::string why, reason, via;

    static constexpr std::string_view name = "reopen";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("why"), self.why);
        visit(may("reason"), self.reason);
        visit(may("via"), self.via);
    }
    friend bool operator==(const Reopen&, const Reopen&) = default;
};

struct Rate {
    std::string score, text;
    bool read = false;
    std::string message = {};  ///< as of `Open`

    static constexpr std::string_view name = "rate";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("score"), self.score);
        visit(may("text"), self.text);
        visit(may("read"), self.read);
        visit(may("message"), self.message);
    }
    friend bool operator==(const Rate&, const Rate&) = default;
};

struct Link {
    std::string to, as;

    static constexpr std::string_view name = "link";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("to"), self.to);
        visit(may("as"), self.as);
    }
    friend bool operator==(const Link&, const Link&) = default;
};

/// A file below `attachments/`, in the folder of the ticket.
struct Attach {
    std::string file;                      ///< its name there
    int size = 0;                          ///< in bytes
    std::string sha256;                    ///< in small hexadecimal digits
    std::string original = {}, type = {};  ///< what it was called, if otherwise; `application/pdf`

    static constexpr std::string_view name = "attach";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("file"), self.file);
        visit(must("size"), self.size);
        visit(must("sha256"), self.sha256);
        visit(may("name"), self.original);
        visit(may("type"), self.type);
    }
    friend bool operator==(const Attach&, const Attach&) = default;
};

struct Edit {
    std::string field, from, to;  ///< an empty `to` took the text away
    std::string why = {};

    static constexpr std::string_view name = "edit";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("field"), self.field);
        visit(may("from"), self.from);
        visit(may("to"), self.to);
        visit(may("why"), self.why);
    }
    friend bool operator==(const Edit&, const Edit&) = default;
};

/// The right values of a `work` event, identified by (`of`, `of_by`). What is absent stays as it is in the entry.
struct Correct {
    Instant of{};
    std::string of_by;
    std::optional<Minutes> minutes = {};  ///< zero: there was none
    std::optional<Instant> began = {};
    std::string text = {}, who = {};
    std::string moved = {};  ///< the ticket that it belongs to, and is on now
    std::string why = {};

    static constexpr std::string_view name = "correct";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("of"), self.of);
        visit(must("of_by"), self.of_by);
        visit(may("minutes"), self.minutes);
        visit(may("began"), self.began);
        visit(may("text"), self.text);
        visit(may("who"), self.who);
        visit(may("moved"), self.moved);
        visit(must("why"), self.why);
    }
    friend bool operator==(const Correct&, const Correct&) = default;
};

/// Takes back an event, identified by (`of`, `of_by`, `of_do`).
struct Retract {
    Instant of{};
    std::string of_by, of_do, why;

    static constexpr std::string_view name = "retract";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("of"), self.of);
        visit(must("of_by"), self.of_by);
        visit(must("of_do"), self.of_do);
        visit(must("why"), self.why);
    }
    friend bool operator==(const Retract&, const Retract&) = default;
};

/// An automatic mail that was owed has gone out.
struct Sent {
    std::string what;     ///< `acknowledgement`, …
    std::string message;  ///< as of `Open`

    static constexpr std::string_view name = "sent";
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit(must("what"), self.what);
        visit(must("message"), self.message);
    }
    friend bool operator==(const Sent&, const Sent&) = default;
};

/// An event that this version does not know. Its keys are kept as the event's unknown keys.
struct Unknown {
    std::string verb;

    template <class Self, class Visit>
    static void fields(Self&, Visit&&) {}
    friend bool operator==(const Unknown&, const Unknown&) = default;
};

}  // namespace did

/// Any one of them.
using AnyDid =
    std::variant<did::Open, did::Reply, did::Hear, did::Note, did::Work, did::Prioritise, did::Escalate, did::Assign, did::Kind,
                 did::Scope, did::Wait, did::Resume, did::Answer, did::Step, did::Promise, did::Resolve, did::Confirm, did::Close,
                 did::Reopen, did::Rate, did::Link, did::Attach, did::Edit, did::Correct, did::Retract, did::Sent, did::Unknown>;

/// The variant, copied, compared and destroyed in event.cpp: it is so large that it adds a second to compiling every file that
/// does so.
struct Did : AnyDid {
    using AnyDid::AnyDid;
    Did(const Did& other);
    Did(Did&& other) noexcept;
    Did& operator=(const Did& other);
    Did& operator=(Did&& other) noexcept;
    ~Did();
    bool operator==(const Did& other) const;
};

/// Who has done what the policy's rules did.
constexpr std::string_view rules_name = "desk";

/// One entry of a ticket's log. Never changed or removed; identified by (at, by, do).
struct Event {
    Instant at{};
    std::string by;  ///< an agent, or `desk` for the program's own rules
    Did what = did::Note{};
    std::vector<UnknownKey> unknown_keys;

    friend bool operator==(const Event&, const Event&) = default;
};

/// The word after `do:`.
std::string_view verb_of(const Did& what);
inline std::string_view verb_of(const Event& event) { return verb_of(event.what); }

/// The Message-ID of the mail that the event was; empty: it was none.
std::string_view message_of(const Event& event);

/// The order of a log: by time, then agent, then verb.
bool before(const Event& a, const Event& b);

/// The empty event of this verb; `Unknown` if the word is not one of ours.
Did did_from(std::string_view verb);

/// The event as T, or null.
template <class T>
const T* as(const Event& event) {
    return std::get_if<T>(&event.what);
}

}  // namespace desk
