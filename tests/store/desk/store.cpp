#include "store/desk/store.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <optional>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/desk/change.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

/// Writes a ticket of a given reference.
Ticket put(const ScratchDesk& desk, const std::string& reference, const std::string& title) {
    const auto store = desk.store();
    NewTicket report;
    report.title = title;
    auto ticket = open_ticket(report, Reference::canonical(reference).value(), acting(store));
    desk.write(path_of(ticket.id), to_yaml(ticket));
    return ticket;
}

std::vector<std::string> ids(const Found& found) {
    std::vector<std::string> ids;
    for (const auto& ticket : found.tickets) ids.push_back(ticket.id.text());
    return ids;
}

std::vector<std::string> problem_files(const Store& store) {
    std::vector<std::string> files;
    for (const auto& problem : store.problems().all()) files.push_back(problem.where.file);
    return files;
}

}  // namespace

TEST_CASE("a store is found from any folder inside it") {
    const ScratchDesk desk;
    desk.write("deep/er/file", "x");
    CHECK(Store::find(desk.full("deep/er")).folder().path() == desk.path);
    CHECK(Store::find(desk.path).policy().name == "Test desk");
    const Scratch elsewhere;
    const auto error = failure_of([&] { Store::find(elsewhere.path); });
    CHECK(error.fault == Fault::not_found);
    CHECK(error.hint == "`desk init` makes one");
    CHECK(failure_of([&] { Store::find(elsewhere.full("nowhere")); }).fault == Fault::not_found);
}

TEST_CASE("a full reference is looked up by its path, in every way of typing it") {
    const ScratchDesk desk;
    put(desk, "2611-K7QF4", "one");
    const auto store = desk.store();
    for (const std::string typed : {"2611-K7QF4", "2611k7qf4", "K7QF4", "k7qf", "k7q", "2611-k7q"}) {
        CAPTURE(typed);
        CHECK(store.reference(typed).text() == "2611-K7QF4");
    }
}

TEST_CASE("a full reference needs no look at the other tickets") {
    const ScratchDesk desk;
    put(desk, "2611-K7QF4", "one");
    std::filesystem::create_directory(desk.full("tickets/2027"));
    std::filesystem::create_symlink("/nowhere", desk.full("tickets/2027/01"));
    CHECK(desk.store().reference("2611-K7QF4").text() == "2611-K7QF4");
}

TEST_CASE("an ambiguous reference lists the candidates with their titles") {
    const ScratchDesk desk;
    put(desk, "2611-K7QF4", "Export fails");
    put(desk, "2610-K7QZZ", "Printer on fire");
    const auto store = desk.store();
    const auto error = failure_of([&] { store.reference("k7q"); });
    CHECK(error.fault == Fault::not_found);
    CHECK(std::string(error.what()) == "k7q is ambiguous");
    CHECK(error.hint == "it could be\n  2610-K7QZZ  Printer on fire\n  2611-K7QF4  Export fails");
    CHECK(store.reference("k7qz").text() == "2610-K7QZZ");
    CHECK(store.reference("2611k7q").text() == "2611-K7QF4");
}

TEST_CASE("several words are resolved in their order, and the first that means no ticket is named") {
    const ScratchDesk desk;
    put(desk, "2611-K7QF4", "Export fails");
    put(desk, "2610-K7QZZ", "Printer on fire");
    put(desk, "2611-9XW2M", "Mail bounces");
    const auto store = desk.store();
    std::string found;
    for (const auto& reference : store.references({"9xw", "2610-k7q", "2611-K7QF4", "K7QF4", "9XW2M"}))
        found += reference.text() + " ";
    CHECK(found == "2611-9XW2M 2610-K7QZZ 2611-K7QF4 2611-K7QF4 2611-9XW2M ");
    CHECK(store.references({}).empty());
    CHECK(std::string(failure_of([&] { store.references({"9xw", "k7q", "zzz"}); }).what()) == "k7q is ambiguous");
    CHECK(std::string(failure_of([&] { store.references({"9xw", "2612-9xw", "k7q"}); }).what()) == "no ticket 2612-9xw");
}

TEST_CASE("of many candidates ten are listed") {
    const ScratchDesk desk;
    for (char c = '0'; c <= '9'; ++c) put(desk, fmt::format("2611-K7Q0{}", c), "x");
    put(desk, "2611-K7Q1A", "x");
    const auto error = failure_of([&] { desk.store().reference("K7Q"); });
    CHECK(std::ranges::count(error.hint, '\n') == 11);
    CHECK(mentions(error.hint, "and 1 more"));
}

TEST_CASE("what is not there is not found, and what is no reference is a slip of usage") {
    const ScratchDesk desk;
    const auto store = desk.store();
    for (const std::string typed : {"2611-K7QF4", "K7QF4", "K7Q"})
        CHECK(std::string(failure_of([&] { store.reference(typed); }).what()) == "no ticket " + typed);
    for (const std::string typed : {"", ".", "..", "../x", "/etc/passwd", "-rf", "--help", "2611-K7QF4.yaml", "K7"}) {
        CAPTURE(typed);
        CHECK(failure_of([&] { store.reference(typed); }).fault == Fault::usage);
    }
    CHECK(failure_of([&] { store.load(Reference::canonical("2611-K7QF4").value()); }).fault == Fault::not_found);
}

TEST_CASE("a ticket is loaded as it was written") {
    const ScratchDesk desk;
    const auto ticket = put(desk, "2611-K7QF4", "Export fails");
    const auto stored = desk.store().load(ticket.id);
    CHECK(stored.ticket == ticket);
    CHECK(stored.bytes == to_yaml(ticket));
    CHECK(stored.canonical);
    CHECK_FALSE(stored.loses_comment);
}

TEST_CASE("a broken file or one of another name is malformed when it is asked for") {
    const ScratchDesk desk;
    const auto ticket = put(desk, "2611-K7QF4", "Export fails");
    desk.write("tickets/2611-AAAAA", "");
    desk.write("tickets/2026/11/2611-AAAAA.yaml", "id: [\n");
    desk.write("tickets/2026/11/2611-BBBBB.yaml", to_yaml(ticket));
    const auto store = desk.store();
    const auto broken = failure_of([&] { store.load(Reference::canonical("2611-AAAAA").value()); });
    CHECK(broken.fault == Fault::malformed);
    CHECK(mentions(broken.what(), "tickets/2026/11/2611-AAAAA.yaml:"));
    CHECK(failure_of([&] { store.load(Reference::canonical("2611-BBBBB").value()); }).fault == Fault::malformed);
}

TEST_CASE("all tickets come by reference, from an empty store none") {
    const ScratchDesk desk;
    CHECK(desk.store().all({}).tickets.empty());
    put(desk, "2611-ZZZZZ", "c");
    put(desk, "2610-K7QF4", "a");
    put(desk, "2611-00000", "b");
    const auto store = desk.store();
    const auto found = store.all({});
    CHECK(ids(found) == std::vector<std::string>{"2610-K7QF4", "2611-00000", "2611-ZZZZZ"});
    CHECK(store.problems().all().empty());
    CHECK(store.references().size() == 3);
    CHECK(store.references().front().text() == "2610-K7QF4");
}

TEST_CASE("one broken file among good ones is a problem and hides no other") {
    const ScratchDesk desk;
    put(desk, "2611-AAAAA", "good");
    const auto ticket = put(desk, "2611-CCCCC", "good");
    desk.write("tickets/2026/11/2611-BBBBB.yaml", "title: \"unclosed\n");
    desk.write("tickets/2026/11/2611-DDDDD.yaml", to_yaml(ticket));
    const auto store = desk.store();
    const auto found = store.all({});
    CHECK(ids(found) == std::vector<std::string>{"2611-AAAAA", "2611-CCCCC"});
    CHECK(problem_files(store) == std::vector<std::string>{"tickets/2026/11/2611-BBBBB.yaml", "tickets/2026/11/2611-DDDDD.yaml"});
}

TEST_CASE("what does not belong in the store is a problem, temporaries and dot files are not") {
    const ScratchDesk desk;
    const auto ticket = put(desk, "2611-AAAAA", "good");
    desk.write("tickets/2026/11/.2611-AAAAA.yaml.tmp.1.0123abcd", "half");
    desk.write("tickets/.gitkeep", "");
    desk.write("tickets/2026/10/2611-BBBBB.yaml", to_yaml(ticket));
    desk.write("tickets/2026/11/notes.txt", "x");
    desk.write("tickets/2026/11/2611-CCCCC.yaml/x", "x");
    desk.write("tickets/README", "x");
    std::filesystem::create_symlink(desk.full("desk.toml"), desk.full("tickets/2026/11/2611-DDDDD.yaml"));
    std::filesystem::create_directory_symlink(desk.full("tickets/2026/11"), desk.full("tickets/2026/12"));
    REQUIRE(::mkfifo(desk.full("tickets/2026/11/2611-EEEEE.yaml").c_str(), 0600) == 0);
    const auto store = desk.store();
    const auto found = store.all({});
    CHECK(ids(found) == std::vector<std::string>{"2611-AAAAA"});
    CHECK(problem_files(store) == std::vector<std::string>{"tickets/2026/10/2611-BBBBB.yaml", "tickets/2026/11/2611-CCCCC.yaml",
                                                           "tickets/2026/11/2611-DDDDD.yaml", "tickets/2026/11/2611-EEEEE.yaml",
                                                           "tickets/2026/11/notes.txt", "tickets/2026/12", "tickets/README"});
    CHECK(store.problems().all().front().what == "belongs at tickets/2026/11/2611-BBBBB.yaml");
}

TEST_CASE("closed tickets are passed over where only the others are wanted") {
    const ScratchDesk desk;
    put(desk, "2611-AAAAA", "open");
    auto closed = put(desk, "2611-BBBBB", "closed");
    append(closed, close(closed, {.why = "no answer", .rule = ""}, acting(desk.store(), 1)));
    desk.write(path_of(closed.id), to_yaml(closed));
    const auto store = desk.store();
    const auto ids_at = [&](Depth depth) { return ids(store.all({depth, {}, {}})); };
    CHECK(ids_at(Depth::unless_closed) == std::vector<std::string>{"2611-AAAAA"});
    CHECK(ids_at(Depth::whole_unless_closed) == std::vector<std::string>{"2611-AAAAA"});
    CHECK(!store.all({Depth::whole_unless_closed, {}, {}}).tickets.front().log.empty());
    CHECK(ids_at(Depth::header).size() == 2);
    CHECK(store.all({Depth::header, {}, {}}).tickets.front().log.empty());
}

TEST_CASE("the command says what it wants, by bytes and by ticket") {
    const ScratchDesk desk;
    for (const std::string id : {"2611-AAAAA", "2611-BBBBB", "2611-CCCCC"}) put(desk, id, "title of " + id);
    const auto found = desk.store().all({Depth::whole, [](std::string_view bytes) { return !mentions(bytes, "AAAAA"); },
                                         [](const Ticket& ticket) { return ticket.title != "title of 2611-BBBBB"; }});
    CHECK(ids(found) == std::vector<std::string>{"2611-CCCCC"});
}

TEST_CASE("what a command computes of each ticket comes with it, and where that is nothing the ticket is dropped") {
    const ScratchDesk desk;
    for (const std::string id : {"2611-CCCCC", "2611-AAAAA", "2611-BBBBB"}) put(desk, id, "title of " + id);
    const auto by_hand = put(desk, "2611-DDDDD", "x");
    auto yaml = to_yaml(by_hand);
    yaml.replace(yaml.find("title: "), 7, "title:   ");
    desk.write(path_of(by_hand.id), yaml);
    std::atomic<int> asked = 0;
    const auto found = desk.store().map({}, [&](const Ticket& each) {
        ++asked;
        return each.id.text() == "2611-BBBBB" ? std::nullopt : std::optional(each.title + "!");
    });
    CHECK(ids(found) == std::vector<std::string>{"2611-AAAAA", "2611-CCCCC", "2611-DDDDD"});
    CHECK(found.values == std::vector<std::string>{"title of 2611-AAAAA!", "title of 2611-CCCCC!", "x!"});
    CHECK(asked == 4);
    CHECK(found.by_hand == std::vector{by_hand.id});
}

TEST_CASE("a ticket larger than the buffer is read whole") {
    const ScratchDesk desk;
    auto ticket = put(desk, "2611-AAAAA", "large");
    ticket.description = std::string(300'000, 'x');
    desk.write(path_of(ticket.id), to_yaml(ticket));
    const auto found = desk.store().all({});
    REQUIRE(found.tickets.size() == 1);
    CHECK(found.tickets.front().description.size() == 300'000);
}

TEST_CASE("several thousand tickets are all there, on however many threads") {
    const ScratchDesk desk;
    const auto ticket = put(desk, "2611-00000", "x");
    const auto yaml = to_yaml(ticket);
    for (std::uint32_t i = 1; i < 3000; ++i) {
        const auto reference = mint(november, i);
        desk.write(path_of(reference), "id: " + reference.text() + yaml.substr(14));
    }
    const auto store = desk.store();
    const auto found = store.all({});
    CHECK(found.tickets.size() == 3000);
    CHECK(store.problems().all().empty());
    CHECK(std::ranges::is_sorted(found.tickets, {}, &Ticket::id));
}

}  // namespace desk
