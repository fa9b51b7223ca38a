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

/// Below a line with the field that it needs.
std::string written(const std::string& text) {
    const auto all = filled("{reference}\n" + text, MailField::reference, fields(), "x");
    REQUIRE(all.starts_with("2611-K7QF4\n"));
    return all.substr(all.find_first_not_of('\n', all.find('\n')));
}

std::string fault(std::string_view text) {
    return samples::refusal([&] { filled(text, MailField::text, fields(), "templates/reply.txt"); }, Fault::malformed);
}

}  // namespace

TEST_CASE("a template's fields are filled in, and what stands in a field is a text") {
    CHECK(written("{text}\n\n{agent}, {reference}\n") == "One.\n\n\n  Two {agent}.\n\nSam, 2611-K7QF4");
    CHECK(written("no field\n") == "no field");
    CHECK(written("a {{ and a }") == "a { and a }");
    CHECK(filled("{text}", MailField::text, {}, "x").empty());
}

TEST_CASE("a line with a field that has nothing to say is left out, and the empty lines around it become one") {
    CHECK(written("{reference}\n\nby {due}\n\n{agent}\n") == "2611-K7QF4\n\nSam");
    CHECK(written("{reference} by {due}\n{agent}") == "Sam");
    CHECK(written("\n\n{due}\n\n{agent}\n\n\n") == "Sam");
}

TEST_CASE("what is no field is refused with its place") {
    CHECK(fault("{text}\n  {agnet}") == "templates/reply.txt:2:3: unknown field \"agnet\", did you mean \"agent\"?");
    CHECK(fault("{text") == "templates/reply.txt:1:1: a brace is not closed");
    CHECK(fault("{}") == "templates/reply.txt:1:1: unknown field \"\"");
    CHECK(wrong_field("{text} {{x}\n{x}", MailField::text, "f") == Problem{{"f", 2, 1}, "unknown field \"x\""});
    CHECK(!wrong_field("{text} {{ }", MailField::text, "f"));
    CHECK(wrong_field("Hi", MailField::text, "f") == Problem{{"f"}, "lacks {text}"});
}

TEST_CASE("every text that is shipped knows its fields, and says something without them") {
    for (const auto& [name, needed, text] : mail_templates()) {
        CAPTURE(name);
        CHECK_NOTHROW(filled(text, needed, {}, std::string(name)));
        MailFields all;
        for (int field = 0; field <= static_cast<int>(MailField::scores); ++field) all.set(static_cast<MailField>(field), "SAID");
        CHECK(filled(text, needed, all, std::string(name)).find("SAID") != std::string::npos);
        CHECK(filled(text, needed, all, std::string(name)).find('{') == std::string::npos);
    }
}
