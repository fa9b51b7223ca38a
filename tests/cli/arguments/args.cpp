#include "cli/arguments/args.hpp"

#include <tuple>

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

using Words = std::vector<std::string>;

/// A command that takes one of everything.
struct Sample {
    std::string ticket, client = "as before";
    Words text;
    std::optional<std::string> title;
    int limit = 0;
    bool all = false;
    Args args;

    explicit Sample(const Words& words) {
        args.required("TICKET", ticket, "the ticket", Offers::tickets);
        args.words("TEXT", text, "what was done");
        args.option("-c,--client", client, "CLIENT", "whose it is", Offers::clients);
        args.option("--title", title, "TEXT", "a title");
        args.option("--limit", limit, "N", "how many");
        args.flag("-a,--all", all, "all of them");
        args.parse(words);
    }
};

struct Several {
    Words tickets;
    std::string last;
    bool quick = false;

    explicit Several(const Words& words) {
        Args args;
        args.tickets_and(tickets, "AGENT", last, "who takes them", Offers::agents);
        args.flag("--quick", quick, "at once");
        args.parse(words);
    }
};

struct Timed {
    std::string time, length;
    std::optional<std::string> copy;
    Words tickets, text;
    bool all = false;

    explicit Timed(const Words& words) {
        Args args;
        args.tickets_and_text(tickets, text, "what was done", {Between::length, "TIME", &time, "how long"});
        args.length("--for", length, "how long");
        args.option_or("--copy", copy, "DIR", {}, "a copy");
        args.flag("--all", all, "all of them");
        args.parse(words);
    }
};

/// The sentence in which the command line is refused.
template <class Command = Sample>
std::string refusal(const Words& words) {
    return samples::refusal([&] { Command{words}; }, Fault::usage);
}

}  // namespace

TEST_CASE("options stand before, between and behind the words") {
    for (const Words& words :
         {Words{"-c", "acme", "--all", "K7QF4", "two", "words"}, Words{"K7QF4", "two", "-a", "words", "--client=acme"},
          Words{"K7QF4", "-cacme", "two", "--all", "words"}, Words{"K7QF4", "two", "words", "-ac", "acme"}}) {
        const Sample sample(words);
        CHECK(sample.ticket == "K7QF4");
        CHECK(sample.text == Words{"two", "words"});
        CHECK(sample.client == "acme");
        CHECK(sample.all);
    }
}

TEST_CASE("what is not given stays as it was") {
    const Sample sample({"K7QF4"});
    CHECK(sample.client == "as before");
    CHECK(!sample.title);
    CHECK(sample.text.empty());
    CHECK(!sample.all);
}

TEST_CASE("an option may be given an empty text") {
    CHECK(Sample({"K7QF4", "--title", ""}).title == "");
    CHECK(Sample({"K7QF4", "--title="}).title == "");
    CHECK(Sample({"K7QF4", "--title=", "word"}).title == "");
    CHECK(Sample({"K7QF4", "--title=", "word"}).text == Words{"word"});
    CHECK(Sample({"K7QF4", "-c", ""}).client.empty());
}

TEST_CASE("words are taken to the letter") {
    const std::vector<Words> texts{{"[urgent]"},   {"[a,b]", "c"},  {"{}"},   {"[]"},  {""},          {"%%"},
                                   {"a", "", "b"}, {"two words"},   {"a=b"},  {"x,y"}, {"'a'"},       {"\"b\""},
                                   {"-"},          {"line\nbreak"}, {"TEXT"}, {"0"},   {"--", "-x"},  {"{}", "{}"},
                                   {"\1[a]"},      {"\1"},          {"-- "},  {"\\"},  {"# comment"}, {"$HOME", "*"}};
    for (const auto& text : texts) {
        Words words{"K7QF4"};
        words.insert(words.end(), text.begin(), text.end());
        const auto expected = text.front() == "--" ? Words{"-x"} : text;
        CHECK_MESSAGE(Sample(words).text == expected, text.front());
    }
}

TEST_CASE("values of options are taken to the letter") {
    for (const std::string value : {"[urgent]", "[a,b]", "{}", "", "a b", "x,y", "\"quoted\"", "'q'", "a=b", "%%", "-"}) {
        CHECK(Sample({"K7QF4", "--title", value}).title == value);
        CHECK(Sample({"K7QF4", "--title=" + value}).title == value);
        CHECK(Sample({"K7QF4", "-c", value}).client == value);
    }
}

TEST_CASE("behind two dashes everything is a word") {
    CHECK(Sample({"K7QF4", "--", "-c", "--all", "-5"}).text == Words{"-c", "--all", "-5"});
    CHECK(Sample({"--", "K7QF4", "--", "a"}).text == Words{"--", "a"});
    CHECK(Sample({"-a", "--", "K7QF4"}).ticket == "K7QF4");
}

TEST_CASE("a number is not negative, and no word") {
    CHECK(Sample({"K7QF4", "--limit", "20"}).limit == 20);
    CHECK(Sample({"K7QF4", "--limit", "0"}).limit == 0);
    for (const auto* value : {"-1", "two", "", "1.5", "99999999999999999999", "20x"})
        CHECK_MESSAGE(!refusal({"K7QF4", "--limit", value}).empty(), value);
}

TEST_CASE("an option that was not declared is refused, with the nearest one") {
    CHECK(refusal({"K7QF4", "--clint", "acme"}) == "unknown option --clint, did you mean \"--client\"?");
    CHECK(refusal({"K7QF4", "--titel=x"}) == "unknown option --titel, did you mean \"--title\"?");
    CHECK(refusal({"K7QF4", "-x"}) == "unknown option -x");
}

TEST_CASE("a number below zero is a word") { CHECK(Sample({"K7QF4", "it", "is", "-5"}).text == Words{"it", "is", "-5"}); }

TEST_CASE("what is missing is named") {
    CHECK(refusal({}) == "TICKET is missing: the ticket");
    CHECK(refusal({"--all"}) == "TICKET is missing: the ticket");
    CHECK(!refusal({"K7QF4", "--title"}).empty());
}

TEST_CASE("an option given twice, and a value for a flag, are refused") {
    CHECK(!refusal({"K7QF4", "--title", "one", "--title", "two"}).empty());
    CHECK(!refusal({"K7QF4", "--all=perhaps"}).empty());
}

TEST_CASE("a word too many is refused") {
    struct One {
        std::string ticket;
        explicit One(const Words& words) {
            Args args;
            args.optional("TICKET", ticket, "the ticket");
            args.parse(words);
        }
    };
    CHECK(One({}).ticket.empty());
    CHECK(One({"K7QF4"}).ticket == "K7QF4");
    CHECK(refusal<One>({"K7QF4", "9XW2M"}) == "unexpected argument \"9XW2M\"");
}

TEST_CASE("several tickets stand before the one word that says what becomes of them") {
    CHECK(Several({"K7QF4", "sam"}).tickets == Words{"K7QF4"});
    const Several three({"K7QF4", "9XW2M", "--quick", "-", "sam"});
    CHECK(three.tickets == Words{"K7QF4", "9XW2M", "-"});
    CHECK(three.last == "sam");
    CHECK(three.quick);
    CHECK(refusal<Several>({"K7QF4"}) == "AGENT is missing: who takes them");
    CHECK(refusal<Several>({}) == "TICKET is missing: the tickets; `-` reads them from standard input");
}

TEST_CASE("leading options end at the first word that is none") {
    std::string folder;
    bool quiet = false;
    Args args;
    args.option("-C", folder, "DIR", "where");
    args.flag("--quiet", quiet, "say less");
    Words rest;
    args.parse_leading({"-C", "there", "--quiet", "note", "K7QF4", "--by", "kim", "-C", "[x]"}, rest);
    CHECK(folder == "there");
    CHECK(quiet);
    CHECK(rest == Words{"note", "K7QF4", "--by", "kim", "-C", "[x]"});
}

TEST_CASE("a leading option that was not declared is refused") {
    bool quiet = false;
    Args args;
    args.flag("--quiet", quiet, "say less");
    Words rest;
    const auto parse = [&](const Words& words) {
        return samples::refusal([&] { args.parse_leading(words, rest); }, Fault::usage);
    };
    CHECK(parse({"note", "--quite"}).empty());
    CHECK(rest == Words{"note", "--quite"});
}

TEST_CASE("what was declared can be asked for, in its order") {
    const Sample sample({"K7QF4"});
    const auto& all = sample.args.arguments();
    REQUIRE(all.size() == 6);
    CHECK(all[0] == Argument{"", "TICKET", "TICKET", "the ticket", Offers::tickets, true, true, false});
    CHECK(all[1] == Argument{"", "TEXT", "TEXT", "what was done", Offers::nothing, true, false, true});
    CHECK(all[2] == Argument{"-c", "--client", "CLIENT", "whose it is", Offers::clients, false, false, false});
    CHECK(all[5] == Argument{"-a", "--all", "", "all of them", Offers::nothing, false, false, false});
}

TEST_CASE("an option that repeats takes one value each time") {
    Words answers, words;
    Args args;
    args.option("--answer", answers, "ITEM=TEXT", "an answer");
    args.words("TITLE", words, "the title");
    args.parse({"--answer", "since=Monday", "Printer", "--answer=down=", "--answer", "[a,b]=c", "jams"});
    CHECK(answers == Words{"since=Monday", "down=", "[a,b]=c"});
    CHECK(words == Words{"Printer", "jams"});
    CHECK(args.arguments().front().repeats);
}

TEST_CASE("where the last word may be missing, all words are handed over") {
    Words tickets;
    Args args;
    args.tickets_and_maybe(tickets, "PRIORITY", "one of them", Offers::priorities);
    args.parse({"K7QF4", "high"});
    CHECK(tickets == Words{"K7QF4", "high"});
    CHECK_FALSE(args.arguments().back().required);
}

TEST_CASE("the words after a length of time that are numbers or units belong to it") {
    const std::tuple<Words, std::string, Words> cases[] = {
        {{"K", "25m", "Reproduced"}, "25m", {"Reproduced"}},
        {{"K", "1h", "30m", "Reproduced"}, "1h 30m", {"Reproduced"}},
        {{"K", "2", "hours"}, "2 hours", {}},
        {{"K", "1h", "and", "30m", "and", "then", "slept"}, "1h and 30m", {"and", "then", "slept"}},
        {{"K", "25m", "3", "tickets"}, "25m 3", {"tickets"}},
        {{"K", "25m", "--", "3", "tickets"}, "25m", {"3", "tickets"}},
        {{"K", "1h", "30m", "--", "5", "m"}, "1h 30m", {"5", "m"}},
        {{"--", "K", "25m", "3", "tickets"}, "25m", {"3", "tickets"}},
        {{"K", "1h", "--all", "30m", "x"}, "1h 30m", {"x"}},
    };
    for (const auto& [words, time, text] : cases) {
        const Timed timed(words);
        CHECK(timed.time == time);
        CHECK(timed.text == text);
    }
}

TEST_CASE("the same holds for an option") {
    const std::tuple<Words, std::string, Words> cases[] = {
        {{"--for", "1h", "30m", "K", "25m", "x"}, "1h 30m", {"x"}},
        {{"K", "25m", "x", "--for", "2", "hours", "y"}, "2 hours", {"x", "y"}},
        {{"K", "25m", "x", "--for=1", "hour", "y"}, "1 hour", {"x", "y"}},
        {{"K", "25m", "--for", "25m", "--", "3", "y"}, "25m", {"3", "y"}},
    };
    for (const auto& [words, length, text] : cases) {
        const Timed timed(words);
        CHECK(timed.length == length);
        CHECK(timed.text == text);
    }
    CHECK(refusal<Timed>({"K", "25m", "--for"}) == "--for needs a value: TIME");
}

TEST_CASE("an option whose value may be left out is empty at the end and before another") {
    CHECK(!Timed({"K", "25m"}).copy);
    CHECK(Timed({"K", "25m", "--copy"}).copy == "");
    CHECK(Timed({"K", "25m", "--copy", "--all"}).copy == "");
    CHECK(Timed({"K", "25m", "--copy", "--all"}).all);
    CHECK(Timed({"K", "25m", "--copy", "/mnt"}).copy == "");
    CHECK(Timed({"K", "25m", "--copy", "/mnt"}).text == Words{"/mnt"});
    CHECK(Timed({"K", "25m", "--copy=/mnt"}).copy == "/mnt");
}

TEST_CASE("values lose what other systems write around lines") {
    const Sample sample({"K7QF4", "\xEF\xBB\xBFone\r\ntwo\r", "--title", "a\r\nb"});
    CHECK(sample.text == Words{"one\ntwo"});
    CHECK(sample.title == "a\nb");
}

TEST_CASE("words after an option for a text look like the rest of it, unless the words of the command are a text") {
    std::string who;
    Words tickets;
    Args args;
    args.required_words("TICKET", tickets, "the tickets", Offers::tickets);
    args.option("--who", who, "NAME", "who says so");
    const auto unquoted = [&](const Words& words) {
        args.parse(words);
        return args.unquoted();
    };
    CHECK(unquoted({"K7QF4", "--who", "Jane", "Doe"}) == "--who 'Jane Doe'");
    CHECK(unquoted({"K7QF4", "--who", "Jane Doe"}).empty());
    CHECK(unquoted({"K7QF4", "--who=Jane", "Doe"}).empty());
    CHECK(unquoted({"--who", "Jane", "--", "Doe"}).empty());
    CHECK(Sample({"K7QF4", "--limit", "3", "a", "text"}).args.unquoted().empty());
}

TEST_CASE("what is unlisted is understood, and named by nobody") {
    bool plain = false;
    Args args;
    args.unlisted_flag("--no-color", plain);
    args.parse({"--no-color"});
    CHECK(plain);
    CHECK(args.listed().empty());
    CHECK(args.unknown_option("--no-colour").what() == std::string("unknown option --no-colour"));
}
