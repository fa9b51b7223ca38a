#include "cli/shell/shell.hpp"

#include <signal.h>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "store/file/subprocess.hpp"

using namespace desk::cli;

TEST_CASE("a command of the user's own tells how it ended") {
    CHECK(run_by_shell("exit 3", {}) == 3);
    CHECK(run_by_shell("kill -TERM $$", {}) == 128 + SIGTERM);
    CHECK(run_by_shell("desk-has-no-such-program 2>/dev/null", {}) == 127);
}

TEST_CASE("the shell does not interpret the words after a command") {
    const std::vector<std::string> words{"a b", "$HOME", "it's"};
    CHECK(run_by_shell("f() { test \"$#\" = 3 && test \"$1\" = 'a b' && test \"$2\" = '$HOME' && test \"$3\" = \"it's\"; }; f",
                       words) == 0);
    CHECK(desk::shell_word("it's $HOME") == R"('it'\''s $HOME')");
}

TEST_CASE("a command may read its input, or leave it") {
    const std::string much(1'000'000, 'x');
    CHECK(run_by_shell("test $(wc -c) = 1000000", {}, &much) == 0);
    CHECK(run_by_shell("exit 0", {}, &much) == 0);
}

TEST_CASE("what would end us while a command runs ends only the command") {
    CHECK(run_by_shell("kill -INT $$; exit 7", {}) == 128 + SIGINT);
    CHECK(run_by_shell("kill -INT $PPID; exit 7", {}) == 7);
}
