#include "store/toml/client.hpp"

#include "core/contract/tier.hpp"
#include "tests/store/policies.hpp"

using namespace desk;
using namespace desk::test;
using std::chrono::year;

namespace {

Desk made() {
    Desk desk;
    desk.policy = test::read(tiers + "[desk.agents]\nann = \"Ann Lee <ann@desk.example>\"\n");
    desk.policy.products = {"Payroll", "CRM"};
    desk.further.push_back({"gold", desk.policy});
    desk.further[0].policy.tiers.pop_back();
    return desk;
}

Client client(const std::string& text) {
    return client_from_toml(text, "clients/acme.toml", "acme", made(), {{"silver", {{"policies/silver.toml"}, "a tab"}}});
}

std::string refused(const std::string& text) {
    return refusal_of([&] { client(text); });
}

}  // namespace

TEST_CASE("a client says what its file says") {
    const auto acme = client(R"(
name    = "Acme Ltd"
domains = ["acme.example", "acme.test"]
manager = "ann"
portal  = "acme"
[[contact]]
name     = "Jim Poe"
email    = "jim@acme.example"
phone    = "+44 20 7946 0123"
role     = "representative"
from     = "2026-08-01"
to       = "2026-08-14"
replaces = "Jane Doe"
[[contact]]
name = "Jane Doe"
role = "representative"
[[contract]]
from = "2027-01-01"
[[contract]]
from     = "2026-01-01"
to       = "2026-12-31"
policy   = "gold"
tiers    = [1]
products = ["Payroll"]
)");
    Client expected;
    expected.name = "acme";
    expected.full = "Acme Ltd";
    expected.domains = {"acme.example", "acme.test"};
    expected.manager = "ann";
    expected.portal = "acme";
    expected.contacts = {{"Jim Poe", "jim@acme.example", "+44 20 7946 0123", "representative", year(2026) / 8 / 1,
                          year(2026) / 8 / 14, "Jane Doe"},
                         {"Jane Doe", "", "", "representative", {}, {}, ""}};
    expected.contracts = {{year(2026) / 1 / 1, year(2026) / 12 / 31, "gold", {1}, {"Payroll"}},
                          {year(2027) / 1 / 1, {}, "", {}, {}}};
    CHECK(acme == expected);
    CHECK(client("").full.empty());
}

TEST_CASE("a client's file keeps to what the desk has") {
    const std::string contract = "[[contract]]\nfrom = \"2026-01-01\"\n", file = "clients/acme.toml:";
    CHECK(refused("manager = \"anne\"\n") == file + "1:11: unknown agent \"anne\", did you mean \"ann\"?\nchoose one of: ann");
    CHECK(refused(contract + "policy = \"glod\"\n") ==
          file + "3:10: unknown policy \"glod\", did you mean \"gold\"?\nchoose one of: gold");
    CHECK(refused(contract + "policy = \"silver\"\n") ==
          file + "3:10: the policy \"silver\" cannot be read: policies/silver.toml: a tab");
    CHECK(refused(contract + "tiers = [1, 3]\n") == file + "3:13: unknown tier 3\nthe policy has 2");
    CHECK(refused(contract + "policy = \"gold\"\ntiers = [2]\n") == file + "4:10: unknown tier 2\nthe policy has 1");
    CHECK(refused(contract + "products = [\"Payrol\"]\n") ==
          file + "3:13: unknown product \"Payrol\", did you mean \"Payroll\"?\nchoose one of: Payroll, CRM");
}

TEST_CASE("contracts follow one another, and contacts come before they go") {
    const auto contract = [](const std::string& from, const std::string& to = "") {
        return "[[contract]]\nfrom = \"" + from + "\"\n" + (to.empty() ? "" : "to = \"" + to + "\"\n");
    };
    const std::string file = "clients/acme.toml:";
    CHECK(refused(contract("2026-01-01", "2025-12-31")) == file + "1:1: it ends on 2025-12-31, before it begins");
    CHECK(refused(contract("2026-01-01", "2026-06-30") + contract("2026-06-30")) ==
          file + "4:1: it overlaps with the contract from 2026-01-01");
    CHECK(refused(contract("2026-01-01") + contract("2027-01-01")) ==
          file + "3:1: it overlaps with the contract from 2026-01-01");
    CHECK(refused(contract("2026-07-01") + contract("2026-01-01", "2026-06-30")) == "accepted");
    CHECK(refused("[[contact]]\nname = \"J\"\nrole = \"it\"\nfrom = \"2026-02-01\"\nto = \"2026-01-01\"\n") ==
          file + "1:1: it ends on 2026-01-01, before it begins");
}

TEST_CASE("what is wrong in a client's file is told with its place") {
    const std::string file = "clients/acme.toml:";
    CHECK(refused("nmae = \"x\"\n") == file +
                                           "1:1: unknown key \"nmae\", did you mean \"name\"?\nknown keys: name, was, domains, "
                                           "manager, portal, contact, contract, rate, agreed");
    CHECK(refused("name = 1\n") == file + "1:8: name must be text, as in: name = \"Acme Ltd\"");
    CHECK(refused("domains = [\"@acme.example\"]\n") ==
          file + "1:12: domains must be a list of mail domains, as in: domains = [\"acme.example\"]");
    CHECK(refused("[[contact]]\nname = \"J\"\n") == file + "1:1: [[contact]] needs role, as in: role = \"representative\"");
    CHECK(refused("[[contact]]\nname = \"J\"\nrole = \"it\"\nemail = \"jane\"\n") ==
          file + "4:9: email in [[contact]] must be an address, as in: email = \"jane@acme.example\"");
    CHECK(refused("[[contract]]\npolicy = \"gold\"\n") == file + "1:1: [[contract]] needs from, as in: from = \"2026-01-01\"");
    CHECK(refused("[[contract]]\nfrom = \"2026-02-30\"\n") ==
          file + "2:8: \"2026-02-30\" is not a date\nwrite dates as in: 2026-12-25");
}

TEST_CASE("a client says under which names it stands in older tickets") {
    CHECK(client("was = [\"ajax\", \"Ajax & Co\"]\n").was == std::vector<std::string>{"ajax", "Ajax & Co"});
    const std::string file = "clients/acme.toml:";
    CHECK(refused("was = [\"acme\"]\n") == file + "1:8: \"acme\" is its name now");
    CHECK(refused("was = [\"a/b\"]\n") == file + "1:8: \"a/b\" cannot be a client's name");
}
