#include "core/contract/client_name.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Client client(const std::string& name, const std::string& full = {}) {
    Client made;
    made.name = name;
    made.full = full;
    return made;
}

Desk desk_of_clients() {
    auto made = samples::desk();
    made.clients = {client("acme", "Acme Ltd"), client("linden", "Linden Legal Aid"), client("zürich", "Zürich AG")};
    made.clients[0].contacts = {{"Jane Doe", "Jane@acme.example", "", "representative", {}, {}, ""}};
    made.clients[1].domains = {"linden.example"};
    made.clients[1].was = {"lla"};
    return made;
}

std::string meant(std::string_view typed) {
    const auto desk = desk_of_clients();
    const auto* found = client_meant(desk, typed);
    return found ? found->name : "";
}

std::string refused(std::string_view typed) {
    return refusal([&] { client_name_from(typed); }, Fault::usage);
}

}  // namespace

TEST_CASE("a client's name is stored without blanks around it, and composed") {
    CHECK(client_name_from("  acme \t") == "acme");
    CHECK(client_name_from("\u00A0acme\u3000") == "acme");
    CHECK(client_name_from("Cafe\u0301 Nero") == "Café Nero");
    CHECK(client_name_from("Müller & Söhne, 2. Stock") == "Müller & Söhne, 2. Stock");
    CHECK(client_name_from(std::string(100, 'a')) == std::string(100, 'a'));
}

TEST_CASE("what cannot be the name of a file is no client's") {
    CHECK(refused("") == "\"\" cannot be a client's name: it is empty");
    CHECK(refused(" \u00A0 ") != "");
    CHECK(refused("a/b") == "\"a/b\" cannot be a client's name: it has a slash in it");
    CHECK(refused(".acme") == "\".acme\" cannot be a client's name: it begins with a dot");
    CHECK(refused("ac\nme") != "");
    CHECK(refused("ac\u202Eme") != "");
    CHECK(refused("ac\u0085me") != "");
    CHECK(refused(std::string(101, 'a')) != "");
    std::string wide;
    while (wide.size() <= 200) wide += "長";
    CHECK(refused(wide) != "");
    CHECK(is_client_name("Linden Legal Aid"));
    CHECK(!is_client_name("linden "));
    CHECK(!is_client_name("Cafe\u0301"));
}

TEST_CASE("a client with a file is found by every spelling of its name, its full name, a former one and an address") {
    for (const auto* typed : {"acme", "ACME", " acme ", "Acme Ltd", "acme ltd", "AcmeLtd", "jane@ACME.example"})
        CHECK(meant(typed) == "acme");
    for (const auto* typed : {"LINDEN", "linden legal  aid", "lla", "LLA", "someone@linden.example"})
        CHECK(meant(typed) == "linden");
    for (const auto* typed : {"ZÜRICH", "zu\u0308rich", "Zürich AG"}) CHECK(meant(typed) == "zürich");
    for (const auto* typed : {"", " ", "acm", "someone@acme.example", "bolt"}) CHECK(meant(typed) == "");
}

TEST_CASE("a spelling that two clients share is ambiguous, unless it is the very name of one") {
    auto desk = desk_of_clients();
    desk.clients.push_back(client("Acme", "ACME Iberia"));
    CHECK(client_meant(desk, "Acme")->name == "Acme");
    CHECK(client_meant(desk, "acme")->name == "acme");
    CHECK(refusal([&] { client_meant(desk, "ACME"); }, Fault::not_found) == "\"ACME\" is ambiguous");
}

TEST_CASE("what was typed is stored as the name of the client that is meant, else as it is") {
    const auto desk = desk_of_clients();
    CHECK(client_word(desk, " Acme LTD ") == "acme");
    CHECK(client_word(desk, " Bolt  Ltd ") == "Bolt  Ltd");
    CHECK(client_word(desk, "") == "");
}

TEST_CASE("names that differ in capitals, blanks or normal form are told") {
    const auto found = spelt_differently({"acme", "ACME", "bolt", "Cafe\u0301", "Café", "café", "North Street", "Northstreet"});
    REQUIRE(found.size() == 3);
    CHECK(found[0] == std::vector<std::string>{"ACME", "acme"});
    CHECK(found[1].size() == 3);
    CHECK(found[2] == std::vector<std::string>{"North Street", "Northstreet"});
}
