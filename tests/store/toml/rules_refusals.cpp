#include "core/verbs/recording.hpp"
#include "tests/store/policies.hpp"

using namespace desk;
using namespace desk::test;

TEST_CASE("what is no target or no goal is refused") {
    const std::string hint =
        "\nwrite targets as in: 1 hour, 4 business hours, 2 working days, same business day, next business day, next morning, "
        "agreed, next release, none";
    CHECK(refusal("[priority.high]\nrespond = \"next relase\"\n") ==
          "desk.toml:7:11: \"next relase\" is not a target, did you mean \"next release\"?" + hint);
    CHECK(refusal("[priority.high]\nrespond = { any = [\"soon\"] }\n") == "desk.toml:7:20: \"soon\" is not a target" + hint);
    const std::string must = " must be a target, { any = [...] } or { all = [...] }, as in: respond = \"4 business hours\"";
    for (const std::string wrong :
         {"4", "[\"1 hour\"]", "{ most = [\"1 hour\"] }", "{}", "{ any = [\"1 hour\"], all = [\"1 hour\"] }"})
        CHECK(refusal("[priority.high]\nrespond = " + wrong + "\n") == "desk.toml:7:11: respond in [priority.high]" + must);
    CHECK(refusal("[kind.x]\nresolve = { all = [] }\n") ==
          "desk.toml:7:19: all in [kind.x.resolve] must be a list of targets, as in: all = [\"next morning\", \"24 hours\"]");
    CHECK(refusal("[updates]\nevery = \"next morning\"\n") ==
          "desk.toml:7:9: every in [updates] must be a length of time or a number of working days, as in: every = \"8 business "
          "hours\"");
}

TEST_CASE("a target that can never come due is refused") {
    const std::string closed = "[calendar.never]\nhours = {}\n";
    CHECK(refusal(closed + "[priority.high]\ncalendar = \"never\"\nrespond = \"1 hour\"\n") ==
          "desk.toml:10:11: the calendar \"never\" is never open");
    CHECK(refusal(closed + "[channel.email]\nrespond = { any = [\"agreed\", \"2 working days\"] }\ncalendar = \"never\"\n") ==
          "desk.toml:9:11: the calendar \"never\" is never open");
    CHECK(refusal(closed + "[kind.x]\ncalendar = \"never\"\nresolve = \"agreed\"\n") == "accepted");
    CHECK(refusal("[priority.high]\ncalendar = \"always\"\nrespond = \"4 business hours\"\n") == "accepted");
    const std::string round_the_clock = "[desk]\ntimezone = \"UTC\"\n";
    CHECK(refusal_of([&] { policy_from_toml(round_the_clock + "[priority.high]\nrespond = \"4 business hours\"\n"); }) ==
          "desk.toml:4:11: business hours need a calendar with hours, and there is only \"always\"");
    CHECK(refusal_of([&] { policy_from_toml(round_the_clock + "[resolution]\nclose_after = \"4 business hours\"\n"); }) ==
          "desk.toml:4:15: business hours need a calendar with hours, and there is only \"always\"");
}

TEST_CASE("names of other tables must be known, wherever those stand") {
    CHECK(refusal("[channel.email]\nhighest = \"lwo\"\n" + priorities) ==
          "desk.toml:7:11: unknown priority \"lwo\", did you mean \"low\"?\nchoose one of: high, low");
    CHECK(refusal("[[assess]]\nwhen = {}\npriority = \"urgent\"\n" + priorities) ==
          "desk.toml:8:12: unknown priority \"urgent\"\nchoose one of: high, low");
    CHECK(refusal("[priority.high]\nchannels = [\"phne\"]\n" + channels) ==
          "desk.toml:7:13: unknown channel \"phne\", did you mean \"phone\"?\nchoose one of: phone, email");
    CHECK(refusal("[reopen]\nchannels = [\"fax\"]\n" + channels) ==
          "desk.toml:7:13: unknown channel \"fax\"\nchoose one of: phone, email");
    CHECK(refusal("[updates]\nlate_by = \"emial\"\n" + channels) ==
          "desk.toml:7:11: unknown channel \"emial\", did you mean \"email\"?\nchoose one of: phone, email");
    CHECK(refusal("[[shift]]\nname = \"day\"\ncalendar = \"offic\"\n") ==
          "desk.toml:8:12: unknown calendar \"offic\", did you mean \"office\"?\nchoose one of: always, office");
    CHECK(refusal("[[route]]\nwhen = {}\nto = \"an\"\n[desk.agents]\nann = \"Ann <ann@x>\"\nkim = \"Kim <kim@x>\"\n") ==
          "desk.toml:8:6: unknown agent \"an\", did you mean \"ann\"?\nchoose one of: ann, kim");
    CHECK(refusal("[[route]]\nwhen = {}\nto = \"anybody\"\n") == "accepted");
}

TEST_CASE("a tier is a number that the policy has") {
    const std::string rule = "[[escalation.immediate]]\nwhen = {}\nto = ";
    CHECK(refusal(rule + "3\n" + tiers) == "desk.toml:8:6: unknown tier 3\nthe policy has 2");
    CHECK(refusal(rule + "1\n") == "desk.toml:8:6: unknown tier 1\nthe policy has none");
    CHECK(refusal(rule + "0\n" + tiers) ==
          "desk.toml:8:6: to in [[escalation.immediate]] must be the number of a tier, as in: to = 3");
    CHECK(refusal(rule + "2\n" + tiers) == "accepted");
}

TEST_CASE("raising and escalating near a limit need to know how near") {
    CHECK(refusal("[escalation]\nraise = true\n") == "desk.toml:6:1: raise in [escalation] needs near, as in: near = 80");
    CHECK(refusal("[escalation]\nescalate = true\n") == "desk.toml:6:1: escalate in [escalation] needs near, as in: near = 80");
    CHECK(refusal("[escalation]\nnear = 0\n") ==
          "desk.toml:7:8: near in [escalation] must be a percentage, 1 to 100, as in: near = 80");
    CHECK(refusal("[escalation]\nraise = false\n") == "accepted");
}

TEST_CASE("words out of a closed set are listed, and the one that was meant is named") {
    CHECK(refusal("[clock]\nresponse = [\"replay\"]\n") ==
          "desk.toml:7:13: response in [clock] must be \"work\", \"reply\" or \"acknowledgement\", as in: response = [\"work\", "
          "\"reply\"]\ndid you mean \"reply\"?");
    CHECK(refusal("[clock]\ncombine = \"first\"\n") ==
          "desk.toml:7:11: combine in [clock] must be \"earliest\" or \"latest\", as in: combine = \"earliest\"");
    CHECK(refusal("[intake]\non_missing = \"accept\"\n") ==
          "desk.toml:7:14: on_missing in [intake] must be \"ask\", \"warn\" or \"refuse\", as in: on_missing = \"ask\"");
    CHECK(refusal("[intake]\nunless = \"known\"\n") ==
          "desk.toml:7:10: unless in [intake] must be \"client known\", as in: unless = \"client known\"");
    CHECK(refusal("[contacts]\nrole = \"x\"\nenforce = \"redirct\"\n") ==
          "desk.toml:8:11: enforce in [contacts] must be \"accept\", \"warn\", \"redirect\" or \"refuse\", as in: enforce = "
          "\"warn\"\ndid you mean \"redirect\"?");
    CHECK(refusal("[clock]\nmorning = \"25:00\"\n") ==
          "desk.toml:7:11: morning in [clock] must be a time of day, as in: morning = \"09:00\"");
    CHECK(refusal_of([] { policy_from_toml("[desk]\ntimezone = \"UTC\"\nqueue = [\"dues\"]\n"); }) ==
          "desk.toml:3:10: queue in [desk] must be \"immediate\", \"due\", \"priority\" or \"received\", as in: queue = "
          "[\"immediate\", \"due\"]\ndid you mean \"due\"?");
}

TEST_CASE("what a rule cannot do without is named") {
    CHECK(refusal("[[assess]]\npriority = \"high\"\n") ==
          "desk.toml:6:1: [[assess]] needs when, as in: when = { kind = \"fault\", impact = [\"team\", \"site\"] }");
    CHECK(refusal("[[route]]\nwhen = {}\n") == "desk.toml:6:1: [[route]] needs to, as in: to = \"ann\"");
    CHECK(refusal("[[escalation.immediate]]\nwhen = {}\n") == "desk.toml:6:1: [[escalation.immediate]] needs to, as in: to = 3");
    CHECK(refusal("[contacts]\nenforce = \"warn\"\n") ==
          "desk.toml:6:1: [contacts] needs role, as in: role = \"representative\"");
    CHECK(refusal("[[intake.item]]\nask = \"x\"\n") == "desk.toml:6:1: [[intake.item]] needs name, as in: name = \"steps\"");
    CHECK(refusal("[[intake.item]]\nname = \"a\"\n[[intake.item]]\nname = \"a\"\n") == "desk.toml:9:8: \"a\" is listed twice");
}

TEST_CASE("a condition is about words that a ticket can have") {
    const auto when = [](const std::string& words) {
        return refusal("[[intake.item]]\nname = \"impact\"\nanswers = [\"team\", \"site\"]\nwhen = " + words + "\n" + priorities +
                       kinds + tiers + channels);
    };
    CHECK(when("{ kind = \"falt\" }") ==
          "desk.toml:9:17: unknown kind \"falt\", did you mean \"fault\"?\nchoose one of: fault, change");
    CHECK(when("{ priority = [\"high\", \"lowest\"] }") ==
          "desk.toml:9:21: unknown priority \"lowest\"\nchoose one of: high, low");
    CHECK(when("{ channel = \"fax\" }") == "desk.toml:9:20: unknown channel \"fax\"\nchoose one of: phone, email");
    CHECK(when("{ tier = \"3\" }") == "desk.toml:9:17: unknown tier \"3\"\nchoose one of: 1, 2");
    CHECK(when("{ scope = \"inside\" }") == "desk.toml:9:18: unknown scope \"inside\"\nchoose one of: in, out");
    CHECK(when("{ impact = \"sit\" }") ==
          "desk.toml:9:19: unknown answer \"sit\", did you mean \"site\"?\nchoose one of: team, site");
    CHECK(when("{ impct = \"site\" }") ==
          "desk.toml:9:18: unknown item \"impct\", did you mean \"impact\"?\nchoose one of: client, kind, channel, priority, "
          "product, tier, scope, impact");
    CHECK(when("{ kind = [] }") ==
          "desk.toml:9:17: kind in [intake.item.when] must be a text or a list of texts, as in: kind = \"site\"");
    CHECK(when("\"fault\"") ==
          "desk.toml:9:8: when in [[intake.item]] must be a table, as in: when = { kind = \"fault\", impact = [\"team\", "
          "\"site\"] }");
    CHECK(when("{ client = \"acme\", size = \"big\", product = \"Payroll\", impact = \"site\" }") == "accepted");
}

TEST_CASE("a step gates and follows only what is there") {
    const auto step = [](const std::string& name, const std::string& more = "") {
        return "[[process.p.step]]\nname = \"" + name + "\"\n" + more;
    };
    CHECK(refusal(step("quote", "gates = [\"aproval\"]\n") + step("approval")) ==
          "desk.toml:8:10: unknown later step \"aproval\", did you mean \"approval\"?\nchoose one of: approval, resolve, close, "
          "work, work onsite, work remote");
    CHECK(refusal(step("a") + step("b", "gates = [\"a\"]\n")) ==
          "desk.toml:10:10: unknown later step \"a\"\nchoose one of: resolve, close, work, work onsite, work remote");
    CHECK(refusal(step("a", "gates = [\"there\"]\n") + "[[process.other.step]]\nname = \"there\"\n") == "accepted");
    CHECK(refusal(step("a", "after = { b = [\"yes\"] }\n") + step("b")) ==
          "desk.toml:8:15: unknown earlier step \"b\"\nthe policy has none");
    CHECK(refusal(step("hardware") + step("b", "after = { hardwar = [\"yes\"] }\n")) ==
          "desk.toml:10:21: unknown earlier step \"hardwar\", did you mean \"hardware\"?\nchoose one of: hardware");
    CHECK(refusal(step("a", "results = [\"yes\", \"no\"]\n") + step("b", "after = { a = \"maybe\" }\n")) ==
          "desk.toml:11:15: unknown result \"maybe\"\nchoose one of: yes, no");
    CHECK(refusal(step("a") + step("b", "after = {}\n")) ==
          "desk.toml:10:9: after in [[process.p.step]] must be one earlier step and its results, as in: after = { quote = "
          "[\"yes\"] }");
    CHECK(refusal(step("resolve")) == "desk.toml:7:8: \"resolve\" cannot be a step's name: it has a meaning of its own");
    CHECK(refusal(step("a") + step("a")) == "desk.toml:9:8: \"a\" is listed twice");
    CHECK(refusal("[process.p]\nstrict = true\n") == "desk.toml:6:1: [process.p] needs steps, as in: [[process.p.step]]");
    CHECK(
        refusal(step("a", "within = \"agreed\"\n")) ==
        "desk.toml:8:10: within in [[process.p.step]] must be a length of time or a number of working days, as in: within = \"2 "
        "working days\"");
}
