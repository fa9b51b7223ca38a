#include "core/repository/undo.hpp"

#include <array>

#include <doctest/doctest.h>

#include "tests/samples.hpp"

namespace desk {
namespace {

Instant at(int minute) { return Instant(std::chrono::minutes(minute)); }

Ticket sample() {
    Ticket ticket;
    ticket.id = *Reference::canonical("2611-K7QF4");
    ticket.title = "Payroll export fails";
    append(ticket, {at(1), "sam", did::Open{}, {}});
    return ticket;
}

Ticket with(Ticket ticket, Event event) {
    append(ticket, std::move(event));
    return ticket;
}

const Event noted{at(2), "sam", did::Note{"one"}, {}};

}  // namespace

TEST_CASE("the verb of a commit stands in its subject") {
    CHECK(verb_in("K7QF4 close: no answer") == "close");
    CHECK(verb_in("close 3 tickets: K7QF4, 9XW2M, 8XW2M") == "close");
    CHECK(verb_in("change 2 tickets: K7QF4, 9XW2M") == "change");
    CHECK(verb_in("K7QF4 mail: sent acknowledgement") == "mail");
    CHECK(verb_in("sync: 2 files left to commit") == "sync");
    for (const auto* subject : {"", "Rules", "close", "K7QF4", "k7qf4 close: no answer", "K7QF4 closes it", "K7QF4 fix: no verb",
                                "fix 3 tickets: K7QF4", "docs: close: K7QF4"}) {
        CAPTURE(subject);
        CHECK(verb_in(subject).empty());
    }
}

TEST_CASE("every verb has a command that puts it right, or is refused by name") {
    const std::vector tickets{sample().id};
    constexpr auto verbs = std::to_array<std::string_view>(
        {"open",   "reply", "hear",   "note",   "work", "prioritise", "escalate", "assign",  "kind",
         "scope",  "wait",  "resume", "answer", "step", "promise",    "resolve",  "confirm", "close",
         "reopen", "rate",  "link",   "attach", "edit", "correct",    "retract"});
    static_assert(verbs.size() + 2 == std::variant_size_v<AnyDid>, "all of them, but Unknown, and Sent, which is of `mail`");
    for (const auto verb : verbs) {
        CAPTURE(verb);
        CHECK(opposite(verb, tickets).find("K7QF4") != std::string::npos);
        CHECK_NOTHROW(must_be_undoable(verb));
    }
    for (const auto* verb : {"init", "check", "sync", "backup", "hours", "outage", "maintenance", "refuse", "mail"})
        CHECK_THROWS_AS(must_be_undoable(verb), Error);
    CHECK(opposite("resolve", tickets) == "`desk reopen K7QF4 --why TEXT` does the opposite");
    const std::vector two{sample().id, *Reference::canonical("2611-9XW2M")};
    CHECK(opposite("close", two) == "`desk reopen K7QF4 9XW2M --why TEXT` does the opposite");
    CHECK(opposite("link", two) == "`desk correct TICKET --entry last --void --why TEXT` takes it back");
    CHECK(opposite("work", tickets) == "`desk correct K7QF4 TIME --why TEXT` says how long it really took; --void takes it back");
}

TEST_CASE("one command adds one event, several edits, and what the rules do with it") {
    const auto before = sample();
    CHECK(is_of_one_command(&before, with(before, noted), "note"));
    CHECK_FALSE(is_of_one_command(&before, with(before, noted), "reply"));
    CHECK_FALSE(is_of_one_command(&before, with(with(before, noted), {at(3), "sam", did::Note{"two"}, {}}), "note"));
    CHECK(is_of_one_command(&before, with(with(before, noted), {at(3), "desk", did::Escalate{0, 2, {}, {}, "immediate"}, {}}),
                            "note"));
    auto edited = with(with(before, {at(2), "sam", did::Edit{"title", before.title, "Other"}, {}}),
                       {at(3), "sam", did::Edit{"client", {}, "acme"}, {}});
    edited.title = "Other";
    edited.client = "acme";
    CHECK(is_of_one_command(&before, edited, "edit"));
    const auto changed = with(edited, {at(4), "sam", did::Kind{{}, "howto", {}}, {}});
    CHECK(is_of_one_command(&before, changed, "edit"));
    CHECK_FALSE(is_of_one_command(&before, with(edited, {at(4), "sam", did::Note{"more"}, {}}), "edit"));
}

TEST_CASE("what is resolved in one go, or heard in a call, is one command where it is of one instant") {
    const auto go = [](std::vector<Did> all, Milliseconds apart) {
        auto ticket = sample();
        Instant when = at(2);
        for (auto& what : all) {
            append(ticket, {when, "sam", std::move(what), {}});
            when += apart;
        }
        return ticket;
    };
    did::Resolve resolution;
    resolution.text = "corrected";
    const std::vector<Did> finish{samples::worked(Minutes(5)), resolution, did::Confirm{"Jane"}, did::Close{}};
    const auto resolved = go(finish, Milliseconds(1)), later = go(finish, Milliseconds(2));
    const auto before = sample();
    CHECK(is_of_one_command(&before, resolved, "resolve"));
    CHECK(!is_of_one_command(&before, later, "resolve"));
    CHECK(!is_of_one_command(&before, resolved, "close"));
    auto call = finish;
    call.insert(call.begin(), did::Hear{"phone", "again", "Jane"});
    CHECK(is_of_one_command(&before, go(call, Milliseconds(1)), "hear"));
    CHECK(!is_of_one_command(&before, go(finish, Milliseconds(1)), "hear"));
    call.insert(call.begin(), did::Note{"beside it"});
    CHECK(!is_of_one_command(&before, go(call, Milliseconds(1)), "hear"));
}

TEST_CASE("files are attached by one command where they are of one instant, with the answer that they are, or with a mail") {
    const auto go = [](std::vector<Did> all, Milliseconds apart) {
        auto ticket = sample();
        Instant when = at(2);
        for (auto& what : all) {
            append(ticket, {when, "sam", std::move(what), {}});
            when += apart;
        }
        return ticket;
    };
    const did::Attach one{"a.png", 1, "0a", {}, {}}, two{"b.png", 1, "0b", {}, {}};
    const auto before = sample();
    CHECK(is_of_one_command(&before, go({one, two, did::Answer{"error", "see a.png"}}, Milliseconds(1)), "attach"));
    CHECK(!is_of_one_command(&before, go({one, two}, Milliseconds(2)), "attach"));
    CHECK(!is_of_one_command(&before, go({one, did::Note{"beside it"}}, Milliseconds(1)), "attach"));
    CHECK(is_of_one_command(&before, go({did::Reply{"email", "Hello"}, one, two}, Milliseconds(1)), "reply"));
    CHECK(!is_of_one_command(&before, go({samples::worked(Minutes(5)), one}, Milliseconds(1)), "work"));
}

TEST_CASE("what has sent a mail stays; what came as one does not") {
    const auto before = sample();
    const auto by = [&](Did what) { return with(before, {at(2), "sam", std::move(what), {}}); };
    const std::string own = "2611-K7QF4.reply.1a2b3c@desk.example", other = "2611-9XW2M.reply.1@desk.example";
    did::Resolve resolution;
    resolution.text = "corrected";
    resolution.message = own;
    did::Close closing;
    closing.message = own;
    for (const Did& what : std::vector<Did>{did::Sent{"acknowledgement", own}, did::Reply{"email", "Hello", false, own},
                                            resolution, closing, did::Promise{"2026-12-01", {}, {}, own}}) {
        CAPTURE(verb_of(what));
        CHECK_THROWS_AS(must_have_sent_nothing(&before, by(what), verb_of(what)), Error);
        CHECK_FALSE(took_mail_in(&before, by(what)));
        const auto after = by(what);
        CHECK_NOTHROW(must_have_sent_nothing(&after, after, verb_of(what)));
    }
    for (const Did& what :
         std::vector<Did>{did::Reply{"email", "Hello", false, other}, did::Hear{"email", "Hello", "Jane", false, own},
                          did::Note{"Hello", "1@acme.example"}, did::Rate{"good", {}, false, "1@acme.example"}}) {
        CAPTURE(verb_of(what));
        CHECK_NOTHROW(must_have_sent_nothing(&before, by(what), verb_of(what)));
        CHECK(took_mail_in(&before, by(what)));
    }
    CHECK_FALSE(took_mail_in(&before, by(did::Note{"Hello"})));
    const auto hint = [&] {
        try {
            must_have_sent_nothing(&before, by(resolution), "resolve");
        } catch (const Error& error) {
            return error.hint;
        }
        return std::string();
    };
    CHECK(hint() == "`desk reply K7QF4 TEXT` tells the client; for the entry: `desk reopen K7QF4 --why TEXT` does the opposite");
}

TEST_CASE("a mail that reopens a ticket, with a file, is one command; so is a rating") {
    auto before = sample();
    did::Resolve resolution;
    resolution.text = "corrected";
    append(before, {at(2), "sam", resolution, {}});
    auto after = with(before, {at(3), "desk", did::Hear{"email", "Again", "Jane", false, "1@acme.example"}, {}});
    append(after, {at(3) + Milliseconds(1), "desk", did::Reopen{"Again", "other", "email"}, {}});
    append(after, {at(3) + Milliseconds(2), "desk", did::Attach{"a.png", 1, "0a", {}, {}}, {}});
    CHECK(is_of_one_command(&before, after, "hear"));
    CHECK(is_of_one_command(&before, with(before, {at(3), "desk", did::Rate{"good", {}, false, "1@acme.example"}, {}}), "rate"));
}

TEST_CASE("an entry that was moved is one command of the ticket that it left and of the one that it came to") {
    const auto before = with(sample(), {at(1), "sam", samples::worked(Minutes(60)), {}});
    const auto left =
        with(before, {at(2), "sam", did::Correct{at(1), "sam", Minutes(0), {}, {}, {}, "2611-9XW2M", "wrong one"}, {}});
    CHECK(is_of_one_command(&before, left, "correct"));
    auto came = samples::worked(Minutes(60));
    came.moved = "2611-9XW2M";
    CHECK(is_of_one_command(&before, with(before, {at(2), "sam", came, {}}), "correct"));
    CHECK_FALSE(is_of_one_command(&before, with(before, {at(2), "sam", samples::worked(Minutes(60)), {}}), "correct"));
}

TEST_CASE("what was changed by hand beside it is more than one command") {
    const auto before = sample();
    auto after = with(before, noted);
    after.title = "By hand";
    CHECK_FALSE(is_of_one_command(&before, after, "note"));
    auto altered = with(before, noted);
    samples::recorded(altered).front().by = "kim";
    CHECK_FALSE(is_of_one_command(&before, altered, "note"));
}

TEST_CASE("a ticket that was not there came with its opening") {
    CHECK(is_of_one_command(nullptr, sample(), "open"));
    CHECK_FALSE(is_of_one_command(nullptr, with(sample(), noted), "note"));
}

}  // namespace desk
