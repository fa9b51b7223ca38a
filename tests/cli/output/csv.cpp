#include "cli/output/csv.hpp"

#include <doctest/doctest.h>

using namespace desk::cli;

namespace {

std::string line(const CsvRow& row) { return csv({&row, 1}); }

}  // namespace

TEST_CASE("a row is a line that ends in CRLF") {
    CHECK(line({"high", "", "4 business hours"}) == "high,,4 business hours\r\n");
    CHECK(csv({}).empty());
}

TEST_CASE("a field with a comma, a quote or a line break stands in quotes") {
    CHECK(line({"a, b", "say \"no\"", "two\nlines"}) == "\"a, b\",\"say \"\"no\"\"\",\"two\r\nlines\"\r\n");
}

TEST_CASE("no field is a formula, and none reaches a terminal with control characters") {
    CHECK(line({"=1+1", "+x", "-x", "@x"}) == "'=1+1,'+x,'-x,'@x\r\n");
    CHECK(line({"  =1+1", "\uFF1D1+1", "\uFF20x"}) == "'  =1+1,'\uFF1D1+1,'\uFF20x\r\n");
    CHECK(line({"\tx"}).starts_with("'"));
    CHECK(line({"1-1", "\x1b[31m"}) == "1-1,\\x1b[31m\r\n");
}

TEST_CASE("numbers stay as they are, negative ones too; what only begins like one does not") {
    CHECK(line({"5", "-5", "-12.50", "0.0"}) == "5,-5,-12.50,0.0\r\n");
    CHECK(line({"-5+1", "-", "-.5", "-5.", "--5", "-1e9"}) == "'-5+1,'-,'-.5,'-5.,'--5,'-1e9\r\n");
}
