#include "core/base/address.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("an address that a mail can be sent to is one recipient wherever it stands") {
    for (const auto* good : {"jane@acme.example", "jane.doe+desk@acme.example", "o'neill@x", "ä@acme.example", "a@b-c.example"}) {
        CAPTURE(good);
        CHECK(is_recipient(good));
    }
    for (const auto* bad : {"", "jane", "@x", "jane@", "a,b@x.example", "a b@x.example", "\"a\"@x.example",
                            "a@x.example,b@y.example", "a(b)@x.example", "a@b@c;d", "a..b@x.example", ".a@x.example",
                            "a@x.example\nBcc: b@y.example", "a\u202e@x.example", "<a@x.example>"}) {
        CAPTURE(bad);
        CHECK(!is_recipient(bad));
    }
    CHECK(is_recipient(std::string(64, 'a') + "@x.example"));
    CHECK(!is_recipient(std::string(65, 'a') + "@x.example"));
    CHECK(!is_recipient("a@" + std::string(260, 'x')));
}
