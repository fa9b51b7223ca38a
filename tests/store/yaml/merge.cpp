#include "core/merge/merge.hpp"

#include <string>

#include <doctest/doctest.h>

#include "store/yaml/canonical_writer.hpp"
#include "store/yaml/ticket.hpp"
#include "tests/nasty_strings.hpp"
#include "tests/random_tickets.hpp"
#include "tests/samples.hpp"

using namespace desk;

namespace {

constexpr unsigned seed = 20261122;
constexpr int rounds = 1000;

/// What a file of it would say.
Ticket settled(Ticket ticket) {
    std::ranges::sort(samples::recorded(ticket), before);
    ticket.now = fold(ticket.log);
    return ticket_from(to_yaml(ticket), "t.yaml").ticket.value();
}

}  // namespace

TEST_CASE("what was merged reads back as it was written, and is canonical") {
    TicketMaker maker(seed, nasty_strings(TEST_CASES));
    for (int i = 0; i < rounds; ++i) {
        CAPTURE(i);
        const auto base = settled(maker.ticket());
        auto ours = maker.ticket(), theirs = maker.ticket();
        ours.id = theirs.id = base.id;
        for (const auto* from : {&base, static_cast<const Ticket*>(nullptr)}) {
            const auto made = merged(from, settled(ours), settled(theirs));
            const auto bytes = to_yaml(made);
            INFO(bytes);
            const auto reading = ticket_from(bytes, "t.yaml");
            CHECK(reading.canonical);
            CHECK(reading.ticket == made);
        }
    }
}
