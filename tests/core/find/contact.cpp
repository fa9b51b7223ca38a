#include "core/find/contact.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using samples::at;

namespace {

using Names = std::vector<std::string>;

const Day today{std::chrono::year(2026) / 11 / 20};

Client client(const std::string& name, std::vector<Client::Contact> contacts) {
    Client made;
    made.name = name;
    made.full = name + " Ltd";
    made.domains = {name + ".example"};
    made.contacts = std::move(contacts);
    return made;
}

Desk desk_with(std::vector<Client> clients) {
    auto made = samples::desk();
    made.clients = std::move(clients);
    return made;
}

const Desk& desk_of_two() {
    static const auto made =
        desk_with({client("acme", {{"Jane Doe", "jane@acme.example", "+44 20 7946 0123", "representative", {}, {}, {}},
                                   {"Tom Low", "tom@acme.example", "", "representative", Day(today), Day(today), "Jane Doe"},
                                   {"Jane Doe", "jane@acme.example", "", "it", {}, {}, {}}}),
                   client("harbor", {{"Keisha Brown", "keisha@harbor.example", "555-0117", "liaison", {}, {}, {}},
                                     {"Janet Low", "", "555-0118", "it", {}, Day(std::chrono::year(2025) / 1 / 1), {}}}),
                   client("empty", {})});
    return made;
}

Ticket from(const std::string& name, const std::string& email, const std::string& phone, const std::string& client,
            std::string_view opened = "2026-11-01T09:00Z") {
    auto made = samples::ticket();
    made.requester = {name, email, phone};
    made.client = client;
    made.opened = at(opened);
    return made;
}

/// `name (role), client` of each who may be meant.
Names found(const Requester& wanted, std::vector<Ticket> tickets = {}, const std::string& client = {}) {
    Names names;
    for (const auto& [requester, of, role] : callers_meant(wanted, client, desk_of_two(), tickets, today))
        names.push_back((requester.name.empty() ? requester.email : requester.name) + (role.empty() ? "" : " (" + role + ")") +
                        ", " + of);
    return names;
}
Names by_name(const std::string& name, std::vector<Ticket> tickets = {}, const std::string& client = {}) {
    return found({name, {}, {}}, std::move(tickets), client);
}
Names by_phone(const std::string& number, std::vector<Ticket> tickets = {}) {
    return found({{}, {}, number}, std::move(tickets));
}
Names by_email(const std::string& email, std::vector<Ticket> tickets = {}) { return found({{}, email, {}}, std::move(tickets)); }

}  // namespace

TEST_CASE("a number is one by its digits, with or without the country") {
    for (const auto* number :
         {"+44 20 7946 0123", "0044 20 79460123", "020 7946 0123", "+44 (0)20 7946-0123", "7946 0123", "0123"})
        CHECK_MESSAGE(same_number("+44 20 7946 0123", number), number);
    for (const auto* number : {"+49 20 7946 0123", "020 7946 0124", "123", "", "02 0123"})
        CHECK_MESSAGE(!same_number("+44 20 7946 0123", number), number);
}

TEST_CASE("a name with a number in it is no number") {
    for (const auto* number : {"555-0117", "+44 (0)20 7946", "0117"}) CHECK_MESSAGE(is_phone_number(number), number);
    for (const auto* other : {"", "117", "Jane", "route 66 4711", "jane@acme.example", "5550117 x2"})
        CHECK_MESSAGE(!is_phone_number(other), other);
}

TEST_CASE("a contact is found by number, address, and the beginnings of the name") {
    CHECK(by_phone("5550117") == Names{"Keisha Brown (liaison), harbor"});
    CHECK(by_email("KEISHA@harbor.example") == Names{"Keisha Brown (liaison), harbor"});
    for (const auto* name : {"Keisha Brown", "keisha", "brown kei", "BRO"})
        CHECK_MESSAGE(by_name(name) == Names{"Keisha Brown (liaison), harbor"}, name);
    CHECK(by_name("isha").empty());
    CHECK(by_name("keisha green").empty());
}

TEST_CASE("a person who stands in the file twice is there once, and a former contact comes last") {
    CHECK(by_name("jane") == Names{"Jane Doe (representative), acme", "Janet Low (it), harbor"});
    CHECK(by_name("low") == Names{"Tom Low (representative), acme", "Janet Low (it), harbor"});
}

TEST_CASE("a full name leaves out those who are only called alike") {
    const auto other = from("Jane Doering", "", "", "harbor");
    CHECK(by_name("jane do", {other}) == Names{"Jane Doe (representative), acme", "Jane Doering, harbor"});
    CHECK(by_name("Jane Doe", {other}) == Names{"Jane Doe (representative), acme"});
}

TEST_CASE("whoever has reported something before is known, the latest first") {
    const std::vector<Ticket> tickets{from("Bo Lind", "bo@else.example", "555 9000", "harbor", "2026-01-05T09:00Z"),
                                      from("Bo Lind", "", "", "harbor", "2026-10-05T09:00Z"),
                                      from("Bo Berg", "", "555 9000", "acme", "2026-11-05T09:00Z")};
    CHECK(by_phone("5559000", tickets) == Names{"Bo Berg, acme", "Bo Lind, harbor"});
    CHECK(by_name("bo lind", tickets) == Names{"Bo Lind, harbor"});
    CHECK(by_email("bo@else.example", tickets) == Names{"Bo Lind, harbor"});
    const auto people = callers_meant({"bo lind", {}, {}}, {}, desk_of_two(), tickets, today);
    REQUIRE(people.size() == 1);
    CHECK(people.front().requester == Requester{"Bo Lind", "bo@else.example", "555 9000"});
}

TEST_CASE("a contact of the file is completed by what tickets know") {
    const auto people = callers_meant({"tom low", {}, {}}, {}, desk_of_two(),
                                      std::vector{from("Tom Low", "tom@acme.example", "555 1", "acme")}, today);
    REQUIRE(people.size() == 1);
    CHECK(people.front().role == "representative");
    CHECK(people.front().requester.phone == "555 1");
}

TEST_CASE("two who are called the same are two where the client or the address is another") {
    CHECK(by_name("Tom Low", {from("Tom Low", "", "", "harbor")}) == Names{"Tom Low (representative), acme", "Tom Low, harbor"});
    CHECK(by_name("Tom Low", {from("Tom Low", "tom.low@acme.example", "", "acme")}) ==
          Names{"Tom Low (representative), acme", "Tom Low, acme"});
}

TEST_CASE("a client means its contacts of the day; one that has none, nobody by name") {
    CHECK(by_name("Acme Ltd") == Names{"Jane Doe (representative), acme", "Tom Low (representative), acme"});
    CHECK(by_name("harbor") == Names{"Keisha Brown (liaison), harbor"});
    CHECK(by_name("empty") == Names{", empty"});
}

TEST_CASE("an address whose domain alone is known is somebody of the client") {
    CHECK(by_email("new@harbor.example") == Names{"new@harbor.example, harbor"});
    CHECK(by_email("new@nowhere.example").empty());
}

TEST_CASE("where the client is named the others are left out, and whoever has none is its") {
    CHECK(by_name("jane", {}, "harbor") == Names{"Janet Low (it), harbor"});
    CHECK(by_name("bo", {from("Bo Lind", "", "", "")}, "acme") == Names{"Bo Lind, acme"});
}

TEST_CASE("nobody is known by nothing") {
    CHECK(found({}, {from("", "", "", "acme")}).empty());
    CHECK(by_phone("0000", {from("", "", "", "acme")}).empty());
}
