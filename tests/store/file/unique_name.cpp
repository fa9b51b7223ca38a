#include "store/file/unique_name.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace desk {

TEST_CASE("a unique name is hidden, never given twice, and tells what it stands for") {
    const auto name = unique_name("a.yaml");
    CHECK(name.starts_with(fmt::format(".a.yaml.tmp.{}.", ::getpid())));
    CHECK(name != unique_name("a.yaml"));
    CHECK(finished_name(name) == "a.yaml");
    CHECK(finished_name(name + ".lock") == "a.yaml");  // as git locks a file
    CHECK(finished_name(unique_name("b.tmp.1.x")) == "b.tmp.1.x");
}

TEST_CASE("other names stand for nothing and are not left over") {
    for (const auto* name : {"", ".", "a.yaml", "a.tmp.1.0123abcd", ".a.yaml", ".a.tmp", ".tmp.1.0123abcd"}) {
        CAPTURE(name);
        CHECK(!finished_name(name));
        CHECK(!is_left_over(name));
    }
}

TEST_CASE("what a process made is left over when the process is gone") {
    const auto dead = ::fork();
    if (dead == 0) ::_exit(0);
    ::waitpid(dead, nullptr, 0);
    CHECK(is_left_over(fmt::format(".a.tmp.{}.0123abcd", dead)));
    CHECK(!is_left_over(unique_name("a")));
    for (const auto* process : {"", "0", "-1", "x", "1x", "99999999999"}) {
        CAPTURE(process);
        CHECK(!is_left_over(fmt::format(".a.tmp.{}.0123abcd", process)));
    }
    CHECK(!is_left_over(fmt::format(".a.tmp.{}", dead)));
}

}  // namespace desk
