#include "core/mail/template.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;

namespace {

MailFields fields() {
    MailFields fields;
    fields.set(MailField::text, "One.\n\n\n  Two {agent}.");
    fields.set(MailField::reference, "2611-K7QF4");
    fields.set(MailField::agent, "Sam");
    return fields;
}

std::string fault(std::string_view text) {
    return samples::refusal([&] { filled(text, fields(), "templates/reply.txt"); }, Fault::malformed);
}

}  // namespace

TEST_CASE("a template's fields are filled in, and what stands in a field is a text") {
    CHECK(filled("{text}\n\n{agent}, {reference}\n", fields(), "x") == "One.\n\n\n  Two {agent}.\n\nSam, 2611-K7QF4");
    CHECK(filled("no field\n", fields(), "x") == "no field");
    CHECK(filled("a {{ and a }", fields(), "x") == "a { and a }");
    CHECK(filled("", fields(), "x").empty());
}

TEST_CASE("a line with a field that has nothing to say is left out, and the empty lines around it become one") {
    CHECK(filled("{reference}\n\nby {due}\n\n{agent}\n", fields(), "x") == "2611-K7QF4\n\nSam");
    CHECK(filled("{reference} by {due}\n{agent}", fields(), "x") == "Sam");
    CHECK(filled("\n\n{due}\n\n{agent}\n\n\n", fields(), "x") == "Sam");
}

TEST_CASE("what is no field is refused with its place") {
    CHECK(fault("{text}\n  {agnet}") == "templates/reply.txt:2:3: unknown field \"agnet\", did you mean \"agent\"?");
    CHECK(fault("{text") == "templates/reply.txt:1:1: a brace is not closed");
    CHECK(fault("{}") == "templates/reply.txt:1:1: unknown field \"\"");
    CHECK(wrong_field("{text} {{x}\n{x}", "f") == Problem{{"f", 2, 1}, "unknown field \"x\""});
    CHECK(!wrong_field("{text} {{ }", "f"));
}

TEST_CASE("every text that is shipped knows its fields, and says something without them") {
    for (const auto& [name, text] : mail_templates()) {
        CAPTURE(name);
        CHECK_NOTHROW(filled(text, {}, std::string(name)));
        MailFields all;
        for (int field = 0; field <= static_cast<int>(MailField::scores); ++field) all.set(static_cast<MailField>(field), "SAID");
        CHECK(filled(text, all, std::string(name)).find("SAID") != std::string::npos);
        CHECK(filled(text, all, std::string(name)).find('{') == std::string::npos);
    }
}
