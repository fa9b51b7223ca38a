#include "core/contract/intake.hpp"

#include <doctest/doctest.h>

#include "core/contract/channel.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

using Item = Policy::Intake::Item;
using Names = std::vector<std::string>;

Day day(std::string_view text) { return day_from(text).value(); }

Item item(const std::string& name, Condition when = {}, Condition unless = {}) {
    return {name, "", {}, std::move(when), std::move(unless)};
}

/// Acme, with a contract for this year.
Client acme() {
    Client made;
    made.name = "acme";
    made.domains = {"acme.example"};
    made.contracts = {{day("2026-01-01"), day("2026-12-31"), "", {}, {}}};
    made.contacts = {{"Jane Doe", "jane@acme.example", "", "representative", {}, {}, ""},
                     {"Tom Fox", "", "", "super user", {}, day("2026-11-20"), ""}};
    return made;
}

/// A desk where the report of 20 November, by email, of medium priority, for acme meets this policy.
struct Office {
    Desk desk = samples::desk();
    Ticket report = fresh();

    Office() {
        desk.clients = {acme()};
        report.requester = {"Jane Doe", "jane@acme.example", ""};
    }

    Policy& policy() { return desk.policy; }
    std::vector<Objection> all() const { return objections(report, desk); }

    /// The only objection there is.
    Objection only() const {
        const auto found = all();
        CHECK(found.size() == 1);
        return found.empty() ? Objection() : found.front();
    }
    std::string sentence() const { return only().sentence; }
    std::string hint() const { return only().hint; }
};

Names missing(const Ticket& report, const std::vector<Item>& items) {
    Policy policy;
    policy.intake->items = items;
    Names names;
    for (const auto* gap : gaps(report, policy)) names.push_back(gap->name);
    return names;
}

Ticket answered(const std::string& name, const std::string& text) {
    return ticket({event("2026-11-20T09:10Z", did::Answer{name, text})});
}

}  // namespace

TEST_CASE("the policy's items are missing until they are answered, and no is an answer") {
    CHECK(missing(fresh(), {item("steps"), item("replicable")}) == Names{"steps", "replicable"});
    CHECK(missing(answered("replicable", "no"), {item("steps"), item("replicable")}) == Names{"steps"});
}

TEST_CASE("some items are the header's") {
    auto report = fresh();
    const std::vector<Item> items{item("client"), item("name"), item("email"), item("phone"), item("description")};
    CHECK(missing(report, items) == Names{"name", "email", "phone", "description"});
    report.requester = {"Jane Doe", "jane@acme.example", "555-0123"};
    report.description = " \n";
    CHECK(missing(report, items) == Names{"description"});
    report.description = "It stops.";
    report.client.clear();
    CHECK(missing(report, items) == Names{"client"});
    CHECK(missing(answered("name", "Jane"), {item("name")}) == Names{"name"});
    CHECK(header_field("name") == "requester.name");
    CHECK(header_field("steps").empty());
    CHECK(reported(answered("steps", "none"), "steps") == "none");
}

TEST_CASE("an item is asked for only where its condition holds, and not where its exemption does") {
    const Condition howto{{{"kind", {"howto"}}}}, fault{{{"kind", {"fault"}}}}, no_error{{{"error", {"none"}}}};
    CHECK(missing(fresh(), {item("steps", howto), item("since", fault)}) == Names{"steps"});
    CHECK(missing(fresh(), {item("screenshot", {}, no_error)}) == Names{"screenshot"});
    CHECK(missing(answered("error", "1722"), {item("screenshot", {}, no_error)}) == Names{"screenshot"});
    CHECK(missing(answered("error", "none"), {item("screenshot", {}, no_error)}).empty());
}

TEST_CASE("where the policy asks for nothing, nothing is against a report") {
    Office office;
    CHECK(office.all().empty());
    office.desk.clients.clear();
    office.report.client = "unheard";
    office.report.channel = "pigeon";
    office.report.requester = {};
    CHECK(office.all().empty());
    CHECK(objections(Ticket(), samples::desk()).empty());
}

TEST_CASE("D24: outside its hours a report by the phone has come by voicemail, or whoever records it is told") {
    Office office;
    auto& policy = office.policy();
    const auto day = at("2026-11-20T12:00Z"), night = at("2026-11-22T03:00Z");
    Calendar manned{"manned", policy.zone, {}, {}, {}};
    manned.week[4] = {{Minutes(8 * 60), Minutes(18 * 60)}};
    policy.calendars.push_back(manned);
    policy.channels = {{"phone", "", "", true, "manned"}, {"voicemail"}};
    office.report.channel = "phone";
    office.report.opened = day;
    CHECK(office.all().empty());
    office.report.opened = night;
    CHECK(office.only() == Objection{Strictness::warn, "hours", "phone is not manned at 2026-11-22 03:00",
                                     "its hours are those of manned; --channel says how it was reported"});
    policy.channels.front().outside = "voicemail";
    CHECK(office.all().empty());
    CHECK(channel_at(policy, "phone", night) == "voicemail");
    CHECK(channel_at(policy, "phone", day) == "phone");
    CHECK(channel_at(policy, "voicemail", night) == "voicemail");
    CHECK(channel_at(policy, "pigeon", night) == "pigeon");
    policy.channels.front() = {"phone"};
    CHECK(office.all().empty());  // it has no hours of its own
}

TEST_CASE("what is missing is asked for, with the policy's questions") {
    Office office;
    office.policy().intake->items = {item("steps"), item("since")};
    office.policy().intake->items[1].ask = "Since when?";
    CHECK(office.only() == Objection{Strictness::ask, "item", "still to ask: steps, since", "Since when?"});
    office.policy().intake->on_missing = Strictness::warn;
    CHECK(office.only() == Objection{Strictness::warn, "item", "missing: steps, since", "Since when?"});
}

TEST_CASE("a report is refused for what is missing, unless its client is known and that will do") {
    for (const bool unless_known : {true, false})
        for (const bool known : {true, false})
            for (const bool complete : {true, false}) {
                Office office;
                office.policy().intake->on_missing = Strictness::refuse;
                office.policy().intake->unless_client_known = unless_known;
                office.policy().intake->items = {item("name"), item("phone")};
                office.report.client = known ? "acme" : "";
                office.report.requester = {"Jane Doe", "jane@mail.example", complete ? "555-0123" : ""};
                const auto found = office.all();
                CHECK(found.empty() == complete);
                if (!complete) CHECK(found[0].how == (unless_known && known ? Strictness::ask : Strictness::refuse));
            }
}

TEST_CASE("a client is known by the address of the requester as well") {
    Office office;
    office.policy().intake->on_missing = Strictness::refuse;
    office.policy().intake->unless_client_known = true;
    office.policy().intake->items = {item("client"), item("phone")};
    office.report.client.clear();
    CHECK(office.only().how == Strictness::ask);
    CHECK(office.sentence() == "still to ask: phone");
    office.report.requester.email = "jane@mail.example";
    CHECK(office.only().how == Strictness::refuse);
    CHECK(office.sentence() == "missing: client, phone");
}

TEST_CASE("a report comes by a channel that is offered") {
    Office office;
    office.policy().channels = {{"phone"}, {"email"}, {"portal"}};
    CHECK(office.all().empty());
    office.policy().channels[1].offered = false;
    CHECK(office.only() ==
          Objection{Strictness::warn, "channel", "email is not offered", "medium can be reported by: phone, portal"});
    office.report.channel = "portla";
    CHECK(office.sentence() == "unknown channel \"portla\", did you mean \"portal\"?");
    office.report.now.priority.clear();
    CHECK(office.hint() == "choose one of: phone, portal");
    office.report.channel.clear();
    CHECK(office.all().empty());
}

TEST_CASE("a channel may be for low priorities only") {
    Office office;
    office.policy().channels = {{"phone"}, {"email"}};
    office.policy().channels[1].highest = "low";
    CHECK(office.sentence() == "email is for low priority at most, not for medium");
    CHECK(office.hint() == "medium can be reported by: phone");
    office.policy().intake->wrong_channel = Strictness::accept;
    CHECK(office.all().empty());
    office.policy().intake->wrong_channel = Strictness::refuse;
    CHECK(office.only().how == Strictness::refuse);
    office.report.now.priority = "low";
    CHECK(office.all().empty());
}

TEST_CASE("a priority may have its own channels") {
    Office office;
    office.policy().priorities[2].channels = {"phone", "portal"};
    CHECK(office.sentence() == "medium priority is not accepted by email");
    CHECK(office.hint() == "medium can be reported by: phone, portal");
    office.policy().channels = {{"email"}, {"phone"}};
    CHECK(office.hint() == "medium can be reported by: phone");
    office.report.channel = "phone";
    CHECK(office.all().empty());
}

TEST_CASE("a channel may be for some of the client's contacts only") {
    Office office;
    office.policy().channels = {{"email"}};
    office.policy().channels[0].only = {"super user", "it"};
    CHECK(office.only() == Objection{Strictness::warn, "channel",
                                     "email is for the super user or it of acme only, which Jane Doe is not", "that is Tom Fox"});
    office.report.requester = {"tom fox", "tom@acme.example", ""};
    CHECK(office.all().empty());
    office.report.opened += std::chrono::days(1);
    CHECK(office.hint() == "clients/acme.toml names none for 2026-11-21");
    office.report.requester = {};
    CHECK(office.sentence() == "email is for the super user or it of acme only");
    office.desk.clients.clear();
    CHECK(office.all().empty());
}

TEST_CASE("a report comes from the client's representative, or the deputy of the day") {
    Office office;
    *office.policy().contacts = {"representative", Strictness::warn};
    CHECK(office.all().empty());
    office.report.requester = {"Ann Lee", "ann@acme.example", ""};
    CHECK(office.only() == Objection{Strictness::warn, "contact", "Ann Lee is not the representative of acme",
                                     "that is Jane Doe <jane@acme.example>"});
    office.policy().contacts->enforce = Strictness::redirect;
    CHECK(office.hint() == "send them to Jane Doe <jane@acme.example>");
    auto& contacts = office.desk.clients[0].contacts;
    contacts.push_back({"Ann Lee", "", "", "representative", day("2026-11-20"), day("2026-11-20"), "Jane Doe"});
    CHECK(office.all().empty());
    office.report.opened += std::chrono::days(1);
    CHECK(office.sentence() == "Ann Lee is not the representative of acme");
    office.report.requester = {};
    CHECK(office.sentence() == "no requester is named; it should be the representative of acme");
    contacts.clear();
    CHECK(office.hint() == "clients/acme.toml names none for 2026-11-21");
    office.policy().contacts->enforce = Strictness::accept;
    CHECK(office.all().empty());
}

TEST_CASE("who stands in the client's file for two roles has both") {
    Office office;
    *office.policy().contacts = {"liaison", Strictness::refuse};
    office.desk.clients[0].contacts.push_back({"Jane Doe", "jane@acme.example", "", "liaison", {}, {}, ""});
    CHECK(office.all().empty());
}

TEST_CASE("a client needs a contract on the day of receipt, where the policy says so") {
    Office office;
    office.desk.clients[0].contracts[0].to = day("2026-11-19");
    office.policy().intake->no_contract = Strictness::accept;
    CHECK(office.all().empty());
    office.policy().intake->no_contract = Strictness::refuse;
    CHECK(office.only() == Objection{Strictness::refuse, "contract",
                                     "acme has no contract on 2026-11-20 (it ended on 2026-11-19)",
                                     "its contracts are in clients/acme.toml"});
    office.desk.clients[0].contracts[0].to = day("2026-11-20");
    CHECK(office.all().empty());
    office.desk.clients[0].contracts[0].from = day("2026-11-21");
    office.desk.clients[0].contracts[0].to = {};
    CHECK(office.sentence() == "acme has no contract on 2026-11-20 (it begins on 2026-11-21)");
    office.desk.clients[0].contracts.clear();
    CHECK(office.sentence() == "acme has no contract on 2026-11-20");
    office.desk.clients[0].broken = Problem{{"clients/acme.toml"}, "cannot be read"};
    CHECK(office.all().empty());
}

TEST_CASE("where clients have files, one that has none, or none any more, is told") {
    Office office;
    office.report.client = "acmee";
    CHECK(office.only().how == Strictness::warn);
    office.report.client = "acme";
    office.desk.clients[0].contracts[0].to = day("2026-11-19");
    CHECK(office.only().how == Strictness::warn);
    office.desk.clients[0].contracts.clear();  // nothing was agreed but the desk's policy
    CHECK(office.all().empty());
    office.report.client.clear();
    office.report.requester = {};
    CHECK(office.all().empty());
    office.report.client = "acmee";
    office.desk.clients[0].has_file = false;
    CHECK(office.all().empty());
}

TEST_CASE("a client that is not known has no contract") {
    Office office;
    office.policy().intake->no_contract = Strictness::warn;
    office.report.client = "acmee";
    CHECK(office.sentence() == "unknown client \"acmee\", did you mean \"acme\"?");
    office.report.client.clear();
    CHECK(office.all().empty());
    office.report.requester.email.clear();
    CHECK(office.sentence() == "no client is named, so no contract is known");
}

TEST_CASE("a product is one of the contract's, else of the policy's") {
    Office office;
    office.policy().products = {"Payroll", "CRM"};
    CHECK(office.all().empty());
    office.report.product = "Payrol";
    CHECK(office.only() == Objection{Strictness::warn, "product", "unknown product \"Payrol\", did you mean \"Payroll\"?",
                                     "choose one of: Payroll, CRM"});
    office.report.product = "CRM";
    CHECK(office.all().empty());
    office.desk.clients[0].contracts[0].products = {"Payroll"};
    CHECK(office.sentence() == "the contract of acme does not cover CRM");
    CHECK(office.hint() == "choose one of: Payroll");
    office.report.product = "Payroll";
    CHECK(office.all().empty());
    office.report.product.clear();
    CHECK(office.all().empty());
}

TEST_CASE("a tier that the client runs is pointed out") {
    Office office;
    office.desk.clients[0].contracts[0].tiers = {3};
    CHECK(office.only() == Objection{Strictness::warn, "tier", "tier 1 is run by the client", "--tier 3 is the first of ours"});
    office.report.now.tier = 3;
    CHECK(office.all().empty());
}

TEST_CASE("what refuses comes first, and refuses") {
    Office office;
    office.policy().intake->items = {item("steps")};
    office.policy().channels = {{"phone"}};
    *office.policy().contacts = {"liaison", Strictness::redirect};
    office.policy().products = {"CRM"};
    office.policy().intake->unknown_product = Strictness::refuse;
    office.report.product = "Payroll";
    std::vector<Strictness> order;
    for (const auto& objection : office.all()) order.push_back(objection.how);
    CHECK(order == std::vector{Strictness::refuse, Strictness::redirect, Strictness::warn, Strictness::ask});
    CHECK(refusal([&] { must_be_acceptable(office.all()); }) == "unknown product \"Payroll\"");
    office.policy().intake->unknown_product = Strictness::warn;
    CHECK(refusal([&] { must_be_acceptable(office.all()); }).empty());
}
