#include "store/file/subprocess.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <stdlib.h>

#include "store/file/file.hpp"
#include "tests/store/scratch.hpp"

namespace desk {
namespace {

Ran ran(const std::vector<std::string>& words, const std::string& input = {}) {
    const auto ended = run({words, input});
    REQUIRE(ended.has_value());
    return *ended;
}

}  // namespace

TEST_CASE("a program reads its input, and what it writes is kept") {
    const std::string much(200'000, 'x');
    CHECK(ran({"cat"}, much).out == much);
    const auto both = ran({"sh", "-c", "echo out; echo err >&2; exit 3"});
    CHECK(both.out == "out\n");
    CHECK(both.err == "err\n");
    CHECK(both.status == 3);
    CHECK(ran({"sh", "-c", "kill -TERM $$"}).status == 128 + SIGTERM);
}

TEST_CASE("the words of a program are never split or expanded") {
    CHECK(ran({"printf", "%s|", "a b", "*", "$HOME", ""}).out == "a b|*|$HOME||");
}

TEST_CASE("a program that is not installed is no failure") {
    CHECK(!run({{"desk-has-no-such-program"}, {}}));
    CHECK(!start({"desk-has-no-such-program"}, {}));
    CHECK(errno == ENOENT);
}

TEST_CASE("a program is found in the absolute folders of PATH only") {
    const test::Scratch scratch;
    scratch.write("desk-test-program", "#!/bin/sh\nexit 7\n");
    ::chmod(scratch.full("desk-test-program").c_str(), 0700);
    const std::string path = ::getenv("PATH"), before = std::filesystem::current_path();
    std::filesystem::current_path(scratch.path);
    for (const std::string hostile : {".:", "", ":", "./:", "../:"}) {
        ::setenv("PATH", (hostile + path).c_str(), 1);
        CHECK(!run({{"desk-test-program"}, {}}));
    }
    ::setenv("PATH", scratch.path.c_str(), 1);
    CHECK(run({{"desk-test-program"}, {}})->status == 7);
    ::setenv("PATH", path.c_str(), 1);
    std::filesystem::current_path(before);
}

TEST_CASE("what is shown of a program's words does not command a terminal") {
    const Handle file(::memfd_create("shown", MFD_CLOEXEC)), ours(::dup(STDERR_FILENO));
    ::dup2(file.number(), STDERR_FILENO);
    const auto printed = R"(printf 'a\033[31m \302\233b \342\200\256c\td \303\251 \377\n\342\200' >&2)";
    run({{"sh", "-c", printed}, {}, true});
    ::dup2(ours.number(), STDERR_FILENO);
    std::string shown(100, '\0');
    shown.resize(static_cast<std::size_t>(::pread(file.number(), shown.data(), shown.size(), 0)));
    CHECK(shown == "a\\x1b[31m <U+009B>b <U+202E>c\td \303\251 \\xff\n\\xe2\\x80");
}

TEST_CASE("a program has our variables but for those left out, and settings of its own") {
    ::setenv("DESK_TEST_A", "ours", 1);
    ::setenv("DESK_TEST_B", "ours", 1);
    constexpr std::array<std::string_view, 1> without{"DESK_TEST_A"}, with{"DESK_TEST_B=its"};
    const Program program{{"sh", "-c", "echo ${DESK_TEST_A-none} $DESK_TEST_B"}, {}};
    CHECK(run(program)->out == "ours ours\n");
    CHECK(run(program, without, with)->out == "none its\n");
}

TEST_CASE("a child obeys the signals that it is to obey, though we ignore them") {
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignore, &before);
    constexpr std::array signals = {SIGINT};
    const std::vector<std::string> words{"sh", "-c", "kill -INT $$; exit 7"};
    const auto ignoring = start(words, {}), obeying = start(words, {.signals = signals});
    ::sigaction(SIGINT, &before, nullptr);
    REQUIRE((ignoring && obeying));
    CHECK(wait_for(*ignoring) == 7);
    CHECK(wait_for(*obeying) == 128 + SIGINT);
    CHECK(!wait_for(*obeying));  // nobody waits twice
    CHECK(errno == ECHILD);
}

TEST_CASE("a program whose time is over is killed, and one that ends in time is not") {
    using std::chrono::seconds;
    CHECK(run({{"sleep", "60"}, "", false, seconds(1)})->status == 128 + SIGKILL);
    CHECK(run({{"sh", "-c", "exit 7"}, "", false, seconds(60)})->status == 7);
}

}  // namespace desk
