#include "store/file/file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/base/places.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/lock.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;
using std::chrono::milliseconds;

mode_t mode_of(const std::string& path) {
    struct stat found {};
    REQUIRE(::lstat(path.c_str(), &found) == 0);
    return found.st_mode & 07777U;
}

void write(const Folder& root, Write what) {
    AtomicWrites writes(root);
    writes.add(std::move(what));
    writes.commit();
}

/// A process that holds the lock until it is killed.
pid_t holder_of(const std::string& path) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto root = Folder::open(path);
        const auto lock = Lock::take(root);
        if (::write(ready[1], "x", 1) != 1) ::_exit(1);
        for (;;) ::pause();
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    ::close(ready[0]);
    ::close(ready[1]);
    return child;
}

void kill_and_wait(pid_t child) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("a new file is written with its folders, and leaves no temporary") {
    const Scratch scratch;
    const auto root = Folder::open(scratch.path);
    write(root, {"tickets/2026/11/a.yaml", "hello\n", true});
    CHECK(root.read("tickets/2026/11/a.yaml") == "hello\n");
    CHECK(scratch.names("tickets/2026/11") == std::vector<std::string>{"a.yaml"});
}

TEST_CASE("a new file is never writable for all, whatever the umask says") {
    const Scratch scratch;
    const auto root = Folder::open(scratch.path);
    for (const auto& [mask, mode] : {std::pair<mode_t, mode_t>{0, 0664}, {022, 0644}, {077, 0600}}) {
        const auto before = ::umask(mask);
        const auto name = fmt::format("m{}", mask);
        write(root, {name, "x", true});
        ::umask(before);
        CHECK(mode_of(scratch.full(name)) == mode);
    }
}

TEST_CASE("a replaced file keeps its mode") {
    const Scratch scratch;
    scratch.write("a", "old");
    REQUIRE(::chmod(scratch.full("a").c_str(), 0640) == 0);
    const auto root = Folder::open(scratch.path);
    write(root, {"a", "new"});
    CHECK(scratch.read("a") == "new");
    CHECK(mode_of(scratch.full("a")) == 0640);
}

TEST_CASE("nothing is replaced before commit, and what is not committed is removed") {
    const Scratch scratch;
    scratch.write("a", "old");
    const auto root = Folder::open(scratch.path);
    {
        AtomicWrites writes(root);
        writes.add({"a", "new"});
        writes.add({"b", "new", true});
        CHECK(scratch.read("a") == "old");
        CHECK(scratch.names("").size() == 3);
    }
    CHECK(scratch.names("") == std::vector<std::string>{"a"});
}

TEST_CASE("a file that exists is not created again, even if it came between") {
    const Scratch scratch;
    const auto root = Folder::open(scratch.path);
    AtomicWrites writes(root);
    writes.add({"a", "mine", true});
    scratch.write("a", "theirs");
    const auto error = failure_of([&] { writes.commit(); });
    CHECK(error.fault == Fault::io);
    CHECK(std::string(error.what()) == "a: cannot rename into place: File exists");
    CHECK(scratch.read("a") == "theirs");
    CHECK(failure_of([&] { AtomicWrites(root).add({"a", "mine", true}); }).fault == Fault::io);
}

TEST_CASE("many files of one folder need few open files") {
    const Scratch scratch;
    const auto root = Folder::open(scratch.path);
    AtomicWrites writes(root);
    for (int i = 0; i < 1500; ++i) writes.add({fmt::format("t/{}", i), "x", true});
    writes.commit();
    CHECK(root.names("t").size() == 1500);
}

TEST_CASE("everything is written, or the cause is known") {
    const Scratch scratch;
    const std::string much(200'000, 'x');
    scratch.write("a", "");
    const Handle file(::open(scratch.full("a").c_str(), O_WRONLY | O_CLOEXEC));
    CHECK(write_all(file.number(), much));
    CHECK(scratch.read("a") == much);
    const Handle unwritable(::open(scratch.full("a").c_str(), O_RDONLY | O_CLOEXEC));
    CHECK(!write_all(unwritable.number(), "x"));
    CHECK(errno == EBADF);
    const Handle full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    CHECK(!write_all(full.number(), "x"));
    CHECK(errno == ENOSPC);
}

TEST_CASE("paths that lead out of the store are refused") {
    const Scratch scratch;
    scratch.write("inside/a", "x");
    const auto root = Folder::open(scratch.full("inside"));
    const std::string nul("a\0b", 3);
    const std::vector<std::string> paths = {"../a", "/etc/passwd", "a/../../b", "", ".", "..", "a//b", "./a", nul};
    for (const auto& path : paths) {
        CAPTURE(path);
        CHECK(failure_of([&] { root.read(path); }).fault == Fault::io);
        CHECK(failure_of([&] { AtomicWrites(root).add({path, "x"}); }).fault == Fault::io);
    }
}

TEST_CASE("links are followed neither in reading nor in writing") {
    const Scratch scratch;
    scratch.write("outside/secret", "secret");
    scratch.write("store/a", "x");
    std::filesystem::create_symlink(scratch.full("outside/secret"), scratch.full("store/link"));
    std::filesystem::create_directory_symlink(scratch.full("outside"), scratch.full("store/folder"));
    const auto root = Folder::open(scratch.full("store"));
    for (const std::string path : {"link", "folder/secret"}) {
        CAPTURE(path);
        CHECK(failure_of([&] { root.read(path); }).fault == Fault::io);
        CHECK(failure_of([&] { AtomicWrites(root).add({path, "x"}); }).fault == Fault::io);
    }
    CHECK(failure_of([&] { AtomicWrites(root).add({"folder/new", "x", true}); }).fault == Fault::io);
    CHECK(scratch.read("outside/secret") == "secret");
    CHECK(scratch.names("outside").size() == 1);
    CHECK(root.names("").size() == 3);
}

TEST_CASE("below what is no folder there is nothing; who wants the folder itself is told") {
    const Scratch scratch;
    scratch.write("file", "x");
    const auto root = Folder::open(scratch.path);
    CHECK_FALSE(root.exists("file/a"));
    CHECK_FALSE(root.read("file/a"));
    CHECK_FALSE(root.folder("file"));
    CHECK(root.names("file/a").empty());
    for (const auto& refused : {failure_of([&] { root.names("file"); }), failure_of([&] { root.make_folder("file"); }),
                                failure_of([&] { root.must_be_folder("file"); })}) {
        CHECK(std::string(refused.what()) == "file: is not a folder");
        CHECK(refused.fault == Fault::malformed);
    }
    root.must_be_folder("nothing");
}

TEST_CASE("the store itself may be reached over a link") {
    const Scratch scratch;
    scratch.write("store/a", "x");
    std::filesystem::create_directory_symlink(scratch.full("store"), scratch.full("link"));
    CHECK(Folder::open(scratch.full("link")).read("a") == "x");
}

TEST_CASE("a FIFO or a folder is refused at once, and never waited for") {
    const Scratch scratch;
    REQUIRE(::mkfifo(scratch.full("fifo").c_str(), 0600) == 0);
    std::filesystem::create_directory(scratch.full("folder"));
    const auto root = Folder::open(scratch.path);
    for (const std::string path : {"fifo", "folder"}) {
        CHECK(std::string(failure_of([&] { root.read(path); }).what()) == path + ": is not a plain file");
        CHECK(std::string(failure_of([&] { AtomicWrites(root).add({path, "x"}); }).what()) == path + ": is not a plain file");
    }
}

TEST_CASE("what is not there is absent, what is too large is refused") {
    const Scratch scratch;
    scratch.write("a", std::string(100'000, 'x'));
    const auto root = Folder::open(scratch.path);
    CHECK_FALSE(root.read("b").has_value());
    CHECK_FALSE(root.read("c/d").has_value());
    CHECK_FALSE(root.exists("c/d"));
    CHECK(root.names("c").empty());
    CHECK(root.exists("a"));
    CHECK(root.read("a")->size() == 100'000);
    CHECK(failure_of([&] { root.read("a", 64U << 10U); }).fault == Fault::malformed);
}

TEST_CASE("a held lock is waited for with patience, then its holder is named") {
    const Scratch scratch;
    const auto child = holder_of(scratch.path);
    const auto root = Folder::open(scratch.path);
    const auto error = failure_of([&] { Lock::take(root, milliseconds(50)); });
    kill_and_wait(child);
    CHECK(error.fault == Fault::busy);
    CHECK(std::string(error.what()) == fmt::format("tickets: the store is locked by process {}", child));
}

TEST_CASE("the lock of a killed process is free at once") {
    const Scratch scratch;
    kill_and_wait(holder_of(scratch.path));
    Lock::take(Folder::open(scratch.path), milliseconds(0));
}

TEST_CASE("a program that is run does not inherit the lock") {
    const Scratch scratch;
    const auto root = Folder::open(scratch.path);
    pid_t child = 0;
    {
        const auto lock = Lock::take(root);
        const auto ran = run({{"sh", "-c", "sleep 5 >/dev/null 2>&1 & echo $!"}, {}});
        REQUIRE(ran.has_value());
        child = std::stoi(ran->out);
    }
    Lock::take(root, milliseconds(0));
    ::kill(child, SIGKILL);
}

TEST_CASE("temporaries of dead processes are swept when they are old") {
    const Scratch scratch;
    const auto dead = ::fork();
    if (dead == 0) ::_exit(0);
    ::waitpid(dead, nullptr, 0);
    const auto left = fmt::format("tickets/2026/11/.a.yaml.tmp.{}.0123abcd", dead);
    scratch.write(left, "x");
    scratch.write(fmt::format("tickets/2026/11/.a.yaml.tmp.{}.0123abcd", ::getpid()), "x");
    for (const auto& place : places::all) {
        const auto folder = place.is_folder ? std::string(place.path) + "/" : std::string();
        scratch.write(fmt::format("{}.a.tmp.{}.0123abcd", folder, dead), "x");
    }
    scratch.write(fmt::format("mine/.a.tmp.{}.0123abcd", dead), "x");
    scratch.write("tickets/2026/11/.hidden", "x");
    scratch.write("tickets/2026/11/a.yaml", "x");
    const auto root = Folder::open(scratch.path);
    struct stat found {};
    REQUIRE(::stat(scratch.full(left).c_str(), &found) == 0);
    const Instant written{std::chrono::seconds(found.st_mtim.tv_sec)};
    CHECK(sweep_temporaries(root, written + std::chrono::minutes(59)).empty());
    const auto swept = sweep_temporaries(root, written + std::chrono::minutes(61));
    CHECK(std::ranges::count(swept, left) == 1);
    const auto folders = std::ranges::count_if(places::all, &DeskPlace::is_folder);
    CHECK(std::ssize(swept) == folders + 2);  // the root has one
    CHECK(scratch.names("tickets/2026/11").size() == 3);
    CHECK(scratch.names("mine").size() == 1);
}

}  // namespace desk
