#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "store/yaml/canonical_reader.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "store/yaml/ticket.hpp"
#include "tests/random_tickets.hpp"

/// How fast the two readers are, over the same bytes. No arguments.
using namespace desk;

namespace {

/// As support staff write them: a short header, a description, some events with a line or three each.
std::vector<std::string> files(std::size_t count) {
    TicketMaker maker(1, {"Payroll export fails with error 1722", "The printer on the second floor prints everything twice.",
                          "Jane cannot log in since the update; told her to restart.\nShe rang back: it works.\n"});
    std::vector<std::string> made;
    for (std::size_t i = 0; i < count; ++i) {
        const auto line = [&] {
            return std::string("Told Jane that we can reproduce it with the data of last month, part ") + std::to_string(i);
        };
        auto ticket = maker.ticket();
        ticket.unknown_keys.clear();
        ticket.title = "Payroll export fails with error " + std::to_string(i);
        ticket.client = "acme";
        ticket.requester = {"Jane Doe", "jane@acme.example", "+44 20 7946 0123", {}};
        ticket.now = {i % 5 == 0 ? Status::open : Status::closed, "fault", "high", 2, "sam", false};
        ticket.channel = "email";
        ticket.description = "When payroll runs the export for November, it stops at 40 %.\n" + line() + "\n";
        ticket.log = {};
        for (int event = 0; event < 6; ++event) {
            Did did = did::Reply{"phone", line(), false};
            if (event == 0) did = did::Open{"email", {}, "fault", "high", 1, ""};
            if (event % 3 == 2) did = did::Work{Minutes(25), line() + "\n" + line(), "remote", {}, {}};
            ticket.log.push_back({ticket.opened + Minutes(event * 11), "sam", did, {}});
        }
        made.push_back(to_yaml(ticket));
    }
    return made;
}

/// The best of three runs over all files, in MB/s.
double speed(const std::vector<std::string>& files, const std::function<void(const std::string&)>& read) {
    std::size_t bytes = 0;
    for (const auto& file : files) bytes += file.size();
    double best = 0;
    for (int run = 0; run < 3; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        for (const auto& file : files) read(file);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        best = std::max(best, static_cast<double>(bytes) / took.count() / 1e6);
    }
    std::printf("%.1f MB/s\n", best);
    return best;
}

}  // namespace

int main() {
    const auto all = files(5'000);
    std::printf("one file is of %zu bytes\n", all[0].size());
    const auto strict = [](Depth depth) { return [depth](const std::string& file) { ticket_from(file, "", depth); }; };
    std::printf("strict, unless closed: ");
    speed(all, strict(Depth::unless_closed));
    std::printf("strict, header:        ");
    speed(all, strict(Depth::header));
    std::printf("strict, whole:         ");
    const double whole = speed(all, strict(Depth::whole));
    std::printf("yaml-cpp, whole:       ");
    const double loose = speed(all, [](const std::string& file) { ticket_from_any_yaml(file, ""); });
    std::printf("the strict reader is %.0f times as fast\n", whole / loose);
}
