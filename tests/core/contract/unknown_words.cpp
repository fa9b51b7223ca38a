#include "core/contract/unknown_words.hpp"

#include <doctest/doctest.h>

#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

std::vector<std::string> against(Did what, const Policy& policy) {
    std::vector<std::string> sentences;
    for (const auto& objection : objections(event("2026-11-20T10:00Z", std::move(what)), policy))
        sentences.push_back(objection.sentence);
    return sentences;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("whom a ticket waits for is known from desk and the policy") {
    auto policy = samples::policy();
    CHECK(against(did::Wait{"client", "", {}}, policy).empty());
    CHECK(against(did::Wait{"clinet", "", {}}, policy) ==
          Sentences{"nobody named \"clinet\" to wait for, did you mean \"client\"?"});
    CHECK(against(did::Wait{"landlord", "", {}}, policy).size() == 1);
    policy.clock->waits = {"landlord"};
    CHECK(against(did::Wait{"landlord", "", {}}, policy).empty());
    policy.clock->pause.resolve = {"supplier"};
    CHECK(against(did::Wait{"supplier", "", {}}, policy).empty());
}

TEST_CASE("a way of resolving is known from desk and the policy") {
    auto policy = samples::policy();
    for (const auto* how : {"", "fixed", "workaround", "article", "advice", "training"})
        CHECK(against(did::Resolve{"done", how, "", ""}, policy).empty());
    CHECK(against(did::Resolve{"done", "fixd", "", ""}, policy) ==
          Sentences{"unknown resolution \"fixd\", did you mean \"fixed\"?"});
    policy.resolution->how = {"restarted"};
    CHECK(against(did::Resolve{"done", "restarted", "", ""}, policy).empty());
}

TEST_CASE("a channel is known where the policy names some") {
    auto policy = samples::policy();
    policy.channels.clear();
    CHECK(against(did::Reply{"fax", "Yes", false}, policy).empty());
    policy.channels = {{"phone"}, {"email"}};
    CHECK(against(did::Reply{"email", "Yes", false}, policy).empty());
    CHECK(against(did::Reply{"", "Yes", false}, policy).empty());
    const Sentences wanted{"unknown channel \"emial\", did you mean \"email\"?"};
    CHECK(against(did::Reply{"emial", "Yes", false}, policy) == wanted);
    CHECK(against(did::Hear{"emial", "Yes", "", false}, policy) == wanted);
    CHECK(against(did::Reopen{"again", "", "emial"}, policy) == wanted);
}

TEST_CASE("an item is known where the policy asks something") {
    auto policy = samples::policy();
    policy.intake->items.clear();
    CHECK(against(did::Answer{"Please", "restart the PC"}, policy).empty());
    policy.intake->items.push_back({"steps", "", {}, {{{"impact", {"site"}}}}, {}});
    CHECK(against(did::Answer{"steps", "1, 2, 3"}, policy).empty());
    CHECK(against(did::Answer{"impact", "site"}, policy).empty());
    CHECK(against(did::Answer{"Please", "restart the PC"}, policy) == Sentences{"unknown item \"Please\""});
}

TEST_CASE("the policy says whether such a word is refused") {
    auto policy = samples::policy();
    const auto how = [&](Did what) { return objections(event("2026-11-20T10:00Z", std::move(what)), policy).at(0).how; };
    CHECK(how(did::Wait{"clinet", "", {}}) == Strictness::warn);
    policy.intake->unknown_word = Strictness::refuse;
    CHECK(how(did::Wait{"clinet", "", {}}) == Strictness::refuse);
    policy.intake->unknown_word = Strictness::accept;
    CHECK(against(did::Wait{"clinet", "", {}}, policy).empty());
}
