#include "store/desk/rejected.hpp"

#include <doctest/doctest.h>

#include "tests/store/scratch.hpp"

namespace desk {
namespace {

using namespace test;

}  // namespace

TEST_CASE("what is rejected is kept whole, with the reason on a line of its own") {
    const ScratchDesk desk;
    const auto folder = Folder::open(desk.path);
    const auto path = keep_rejected(folder, "From: a\r\n\r\nx", "no\nX-Evil: yes", at_noon());
    CHECK(desk.read(path) == "X-Rejected: no X-Evil: yes\r\nFrom: a\r\n\r\nx");
    const auto kept = rejected_mail_at(folder, path);
    CHECK(kept.why == "no X-Evil: yes");
    CHECK(kept.mail == "From: a\r\n\r\nx");
}

TEST_CASE("of mails of one second each has a number, and no name is taken twice") {
    const ScratchDesk desk;
    const auto folder = Folder::open(desk.path);
    std::vector<std::string> paths;
    for (int i = 0; i < 9; ++i) paths.push_back(keep_rejected(folder, "x", "no", at_noon()));
    CHECK(paths.front() == "rejected/2026/11/20261120T120000Z-1.eml");
    CHECK(paths.back() == "rejected/2026/11/20261120T120000Z-9.eml");
    for (const auto taken : {8U, 3U, 0U}) {
        remove_rejected(folder, paths[taken]);
        const auto next = path_for_rejected(folder, at_noon());
        CHECK_FALSE(folder.exists(next));
        keep_rejected(folder, "y", "no", at_noon());
        CHECK(desk.read(next) == "X-Rejected: no\ny");
    }
}

TEST_CASE("after 90 days a mail that was rejected goes, and nothing that desk has not put there") {
    const ScratchDesk desk;
    const auto folder = Folder::open(desk.path);
    const auto old = keep_rejected(folder, "x", "no", at_noon() - std::chrono::days(91));
    const auto recent = keep_rejected(folder, "x", "no", at_noon() - std::chrono::days(89));
    desk.write("rejected/2026/08/20260801T000000Z-1.eml", "Subject: of an older version\n");
    desk.write("rejected/2026/08/notes.eml", "X-Rejected: by hand\n");
    CHECK(sweep_rejected(folder, at_noon()) == std::vector<std::string>{old});
    CHECK(rejected_mails(folder) ==
          std::vector<std::string>{"rejected/2026/08/20260801T000000Z-1.eml", recent, "rejected/2026/08/notes.eml"});
}

}  // namespace desk
