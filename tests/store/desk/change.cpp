#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/verbs/recording.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

constexpr Change::Options no_git{.git = false};

Ticket noted(Change& change, const Store& store, const Reference& reference, const std::string& text) {
    auto ticket = change.load(reference);
    append(ticket, note(ticket, {text}, acting(store)));
    change.stage(ticket, "note: " + text);
    return ticket;
}

std::string last_message(const DeskInGit& desk) { return desk.git({"log", "-1", "--format=%B"}); }

}  // namespace

TEST_CASE("nothing has happened before commit") {
    const ScratchDesk desk;
    const auto store = desk.store();
    {
        Change change(store, no_git);
        CHECK(change.empty());
        opened(change, store, "one");
        CHECK_FALSE(change.empty());
        CHECK(store.references().empty());
    }
    CHECK(store.references().empty());
}

TEST_CASE("a ticket that was opened and committed can be changed under the same lock") {
    const ScratchDesk desk;
    const auto store = desk.store();
    Change change(store, no_git);
    const auto ticket = opened(change, store, "one");
    change.commit();
    noted(change, store, ticket.id, "and more");
    change.commit();
    CHECK(store.ticket(ticket.id).log.recorded().size() == 2);
}

TEST_CASE("a change that is only tried takes no lock and writes nothing, and says what it would write") {
    const DeskInGit desk;
    const auto store = desk.store();
    const auto ticket = created(store, "one");
    const auto before = last_message(desk);
    const Change other(store, {});  // holds the lock
    Change change(store, {.dry = true});
    noted(change, store, ticket.id, "first");
    opened(change, store, "two");
    const auto previews = change.previews();
    REQUIRE(previews.files.size() == 2);
    CHECK(previews.subject.starts_with("change 2 tickets: "));
    for (const auto& file : previews.files) {
        CHECK(file.before.has_value() == (file.path == path_of(ticket.id)));
        CHECK(file.after.has_value());
    }
    CHECK_FALSE(change.commit().failure.has_value());
    CHECK(store.references().size() == 1);
    CHECK(store.load(ticket.id).ticket.log.size() == 1);
    CHECK(last_message(desk) == before);
}

TEST_CASE("a change sees what it has staged before") {
    const ScratchDesk desk;
    const auto store = desk.store();
    Change change(store, no_git);
    const auto ticket = opened(change, store, "one");
    noted(change, store, ticket.id, "first");
    CHECK(noted(change, store, ticket.id, "second").log.size() == 3);
    CHECK(change.commit().why_not.empty());
    CHECK(store.load(ticket.id).ticket.log.size() == 3);
}

TEST_CASE("a ticket that no reader would take for its size is not written") {
    const ScratchDesk desk;
    const auto store = desk.store();
    const auto id = created(store, "one").id;
    Change change(store, no_git);
    CHECK_THROWS_AS(noted(change, store, id, std::string(9U << 20U, 'x')), Error);
    CHECK(change.empty());
}

TEST_CASE("a header that does not follow from the log is refused") {
    const ScratchDesk desk;
    const auto store = desk.store();
    auto ticket = created(store, "one");
    ticket.now.assignee = "ann";
    desk.write(path_of(ticket.id), to_yaml(ticket));
    Change change(store, no_git);
    const auto error = failure_of([&] { change.load(ticket.id); });
    CHECK(error.fault == Fault::malformed);
    CHECK(mentions(error.hint, "desk check --fix"));
}

TEST_CASE("a comment is lost only with --force") {
    const ScratchDesk desk;
    const auto store = desk.store();
    const auto ticket = created(store, "one");
    auto yaml = to_yaml(ticket);
    yaml.insert(yaml.find('\n', yaml.find("title:")), "  # says Jane");
    desk.write(path_of(ticket.id), yaml);
    {
        Change change(store, no_git);
        CHECK(failure_of([&] { change.load(ticket.id); }).fault == Fault::refused);
    }
    Change change(store, {.git = false, .lose_comments = true});
    CHECK(change.load(ticket.id).title == "one");
}

TEST_CASE("eight processes that create at once lose nothing") {
    const ScratchDesk desk;
    std::array<pid_t, 8> children{};
    for (auto& child : children) {
        child = ::fork();
        if (child != 0) continue;
        const auto store = Store::find(desk.path);
        for (int i = 0; i < 25; ++i) created(store, "one");
        ::_exit(0);
    }
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(status == 0);
    }
    const auto store = desk.store();
    CHECK(store.all({}).tickets.size() == 200);
    CHECK(store.problems().all().empty());
}

TEST_CASE("a change is one commit of its ticket, and leaves what else is staged or changed alone") {
    const DeskInGit desk;
    const auto store = desk.store();
    desk.write("staged", "1");
    desk.git({"add", "staged"});
    desk.write("desk.toml", desk.read("desk.toml") + "\n");
    const auto ticket = created(store, "Export fails", {});
    CHECK(last_message(desk) == fmt::format("{} open: Export fails\n\nTicket: {}\n\n", ticket.id.code(), ticket.id.text()));
    CHECK(desk.git({"show", "--format=", "--name-only"}) == path_of(ticket.id) + "\n");
    CHECK(desk.git({"status", "--porcelain"}) == " M desk.toml\nA  staged\n");
}

TEST_CASE("a change of several tickets is one commit that names them") {
    const DeskInGit desk;
    const auto store = desk.store();
    Change change(store, {});
    const auto one = opened(change, store, "one"), two = opened(change, store, "two");
    change.stage_file("clients/acme.toml", "name = \"Acme\"\n", "client: acme");
    change.commit();
    const auto [first, second] = std::minmax(one.id, two.id);
    CHECK(last_message(desk) == fmt::format("open 2 tickets: {}, {}\n\nTicket: {}\nTicket: {}\n\n", first.code(), second.code(),
                                            first.text(), second.text()));
    CHECK(desk.git({"status", "--porcelain"}).empty());
}

TEST_CASE("the subject of a commit is one short line, whatever the summary holds") {
    const DeskInGit desk;
    const auto store = desk.store();
    Change change(store, {});
    change.stage_file("a", "x", "a\tb\x1b[31m \xc3\xa9" + std::string(60, 'x') + "\xc3\xa9\xc3\xa9 and more\nsecond line");
    change.commit();
    const auto subject = desk.git({"log", "-1", "--format=%s"});
    CHECK(subject == "a b [31m \xc3\xa9" + std::string(60, 'x') + "\n");
}

TEST_CASE("a file alone is committed with its summary") {
    const DeskInGit desk;
    const auto store = desk.store();
    Change change(store, {});
    change.stage_file("desk.toml", desk.read("desk.toml") + "# more\n", "policy: more");
    change.commit();
    CHECK(last_message(desk) == "policy: more\n\n");
}

TEST_CASE("a ticket that was written without a commit is committed with its next change") {
    const DeskInGit desk;
    const auto store = desk.store();
    const auto ticket = created(store, "one", no_git);
    CHECK(desk.git({"status", "--porcelain"}) == "?? tickets/\n");
    Change change(store, {});
    noted(change, store, ticket.id, "more");
    CHECK(change.commit().why_not.empty());
    CHECK(desk.git({"status", "--porcelain"}).empty());
}

TEST_CASE("the policy may leave committing to people") {
    const DeskInGit desk;
    auto policy = desk.read("desk.toml");
    policy.replace(policy.find("commit = true"), 13, "commit = false");
    desk.write("desk.toml", policy);
    created(desk.store(), "one", {});
    CHECK(desk.git({"rev-list", "--count", "HEAD"}) == "1\n");
}

}  // namespace desk
