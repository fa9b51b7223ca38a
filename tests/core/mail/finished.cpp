#include "core/mail/finished.hpp"

#include <doctest/doctest.h>

#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/reopen_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Policy with_scale() {
    auto made = policy();
    made.channels = {{.name = "email", .address = "help@junction.example"}, {.name = "phone"}};
    made.feedback->scale = {"Excellent", "good", "poor"};
    made.mail->reopens = true;
    return made;
}

/// The score that a mail with this subject gives to the sample that is closed.
std::string score_of(const std::string& subject, const Policy& by = with_scale()) {
    Mail mail;
    mail.subject = subject;
    const auto rating = rating_in(mail, ticket({resolution(), closing()}), by);
    return rating ? rating->score : std::string();
}

}  // namespace

TEST_CASE("a subject gives a score directly after the reference, in the words of the scale") {
    CHECK(score_of("[2611-K7QF4] score: good") == "good");
    CHECK(score_of("2611k7qf4 SCORE : EXCELLENT ") == "Excellent");
    CHECK(score_of("[EXTERNAL] [2611-K7QF4] Score: poor") == "poor");
    for (const auto* subject :
         {"score: good", "score: good [2611-K7QF4]", "[2611-9XW2M] score: good", "[2611-K7QF4] score: fine",
          "[2611-K7QF4] score:", "[2611-K7QF4] good", "[2611-K7QF4] Credit score: poor", "[2611-K7QF4] scores: good",
          "[2611-K7QF4] score: good, but late", "Re: [2611-K7QF4] score: good", "AW : [2611-K7QF4] score: good"}) {
        CAPTURE(subject);
        CHECK(score_of(subject).empty());
    }
}

TEST_CASE("without a scale any single word is a score") {
    auto policy = with_scale();
    policy.feedback->scale.clear();
    CHECK(score_of("[2611-K7QF4] score: 9", policy) == "9");
    CHECK(score_of("[2611-K7QF4] score: very good", policy).empty());
}

TEST_CASE("a rating has the text of its mail, and is of what is resolved or closed") {
    Mail mail;
    mail.subject = "[2611-K7QF4] score: good";
    mail.identity = "1@acme.example";
    mail.said = "Quick!\n\nThe desk wrote:\n> How was it?";
    const auto policy = with_scale();
    const auto resolved = ticket({resolution()});
    CHECK(rating_in(mail, resolved, policy) == did::Rate{"good", "Quick!\n\n[1 quoted line left out]", false, "1@acme.example"});
    CHECK_FALSE(rating_in(mail, ticket(), policy));
    mail.said = " \n";
    CHECK(rating_in(mail, resolved, policy) == did::Rate{"good", "", false, "1@acme.example"});
    mail.references = {"2611-K7QF4.reply.1@junction.example"};
    CHECK_FALSE(rating_in(mail, resolved, policy));
}

TEST_CASE("what is written about a finished ticket opens it again where the policy says so, and by a channel that it allows") {
    auto policy = with_scale();
    const auto closed = ticket({resolution(), closing()});
    CHECK(reopening_by({}, "\nIt is back.\nSince noon.", closed, policy) == did::Reopen{"It is back.", "other", "email"});
    CHECK(reopening_by({}, " ", closed, policy) == did::Reopen{"(no text)", "other", "email"});
    CHECK(reopening_by({}, "x", ticket({resolution()}), policy));
    CHECK_FALSE(reopening_by({}, "x", ticket(), policy));
    policy.reopen->channels = {"phone"};
    CHECK_FALSE(reopening_by({}, "x", closed, policy));
    policy.reopen->channels = {"phone", "email"};
    CHECK(reopening_by({}, "x", closed, policy));
    policy.mail->reopens = false;
    CHECK_FALSE(reopening_by({}, "x", closed, policy));
}
