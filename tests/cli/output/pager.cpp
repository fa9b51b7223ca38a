#include "cli/output/pager.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

using desk::cli::page;

namespace {

/// A new folder, gone at the end.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "desk-pager-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

}  // namespace

TEST_CASE("a pager gets the whole text") {
    const Folder folder;
    const auto file = folder.path / "seen";
    const std::string text(300'000, 'x');
    CHECK(page(text, "cat > '" + file.string() + "'"));
    std::ostringstream seen;
    seen << std::ifstream(file).rdbuf();
    CHECK(seen.str() == text);
}

TEST_CASE("a pager may be left before it has read everything") { CHECK(page(std::string(300'000, 'x'), "exec true")); }

TEST_CASE("a pager may fail in its own way") { CHECK(page("text", "cat > /dev/null; exit 3")); }

TEST_CASE("a pager that does not exist is reported") { CHECK_FALSE(page("text", "desk-no-such-pager 2> /dev/null")); }
