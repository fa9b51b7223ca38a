#include "store/file/unique_name.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
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

TEST_CASE("what is finished never takes the name of another file") {
    const auto folder = std::filesystem::temp_directory_path() / unique_name("desk-test");
    std::filesystem::create_directory(folder);
    const auto write = [&](const char* name) { std::ofstream(folder / name) << name; };
    const auto put = [&](const char* name, const char* as) { return put_in_place(AT_FDCWD, folder / name, folder / as); };
    write("one");
    write("two");
    CHECK(put("one", "a"));
    CHECK(!put("two", "a"));
    CHECK(errno == EEXIST);
    std::ifstream kept(folder / "a");
    CHECK(std::string(std::istreambuf_iterator<char>(kept), {}) == "one");
    CHECK(std::filesystem::exists(folder / "two"));
    CHECK(!std::filesystem::exists(folder / "one"));
    std::filesystem::remove_all(folder);
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
