#include "core/mail/file_name.hpp"

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("a name of somebody else's leads nowhere but into the folder") {
    CHECK(safe_file_name("../../etc/passwd", "text/plain", 2) == "passwd");
    CHECK(safe_file_name("C:\\Users\\x\\report.pdf", "", 2) == "report.pdf");
    CHECK(safe_file_name(".git/config", "", 2) == "config");
    CHECK(safe_file_name("a/.git", "", 2) == "git");
    CHECK(safe_file_name("..", "application/pdf", 2) == "part-2.pdf");
    CHECK(safe_file_name("x/", "application/unheard-of", 7) == "part-7.bin");
    CHECK(safe_file_name("cod\u202Efdp.exe", "", 2) == "codfdp.exe");
    CHECK(safe_file_name(std::string("a\0\n\x1b[31mb", 9), "", 2) == "a[31mb");
    CHECK(safe_file_name("\xff\xfe", "", 3) == "part-3.bin");
}

TEST_CASE("a long name keeps its end, and is never cut through a character") {
    std::string umlauts;
    for (int i = 0; i < 300; ++i) umlauts += "\u00fc";
    const auto name = safe_file_name(umlauts + ".pdf", "", 2);
    CHECK(name.size() < 150);
    CHECK(name.ends_with("\u00fc.pdf"));
}

TEST_CASE("two of one name, in whatever capitals, are told apart") {
    std::set<std::string> taken;
    CHECK(unlike("Report.pdf", taken) == "Report.pdf");
    CHECK(unlike("report.PDF", taken) == "report-2.PDF");
    CHECK(unlike("report.pdf", taken) == "report-3.pdf");
    CHECK(unlike("report-2.pdf", taken) == "report-2-2.pdf");
    CHECK(unlike("README", taken) == "README");
    CHECK(unlike("README", taken) == "README-2");
}
