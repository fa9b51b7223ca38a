#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "store/yaml/canonical_reader.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "store/yaml/ticket.hpp"
#include "tests/nasty_strings.hpp"
#include "tests/random_tickets.hpp"

/// Changes canonical files at random and holds the two readers and the writer against each other. The same seed does the same.
/// Arguments: the folder of the cases, a seed, and how many files to try (or how long: `60s`).
using namespace desk;

namespace {

using Outcome = CanonicalReading::Outcome;

class Mutator {
public:
    Mutator(std::uint64_t seed, std::vector<std::string> texts) : texts_(texts), maker_(seed, std::move(texts)) {}

    std::string file() {
        if (corpus_.size() < 200) corpus_.push_back(to_yaml(maker_.ticket()));
        std::string bytes = corpus_[maker_.number(corpus_.size())];
        for (auto count = 1 + maker_.number(4); count > 0; --count) change(bytes);
        return bytes;
    }

    /// Keeps a file that taught us something.
    void keep(std::string bytes) {
        if (bytes.size() < 20'000) corpus_[maker_.number(corpus_.size())] = std::move(bytes);
    }

private:
    std::size_t place(const std::string& bytes) { return maker_.number(bytes.size() + 1); }

    /// The beginning of some line.
    std::size_t line(const std::string& bytes) {
        const auto end = bytes.find('\n', place(bytes));
        return end == std::string::npos ? 0 : end + 1;
    }

    const std::string& part() {
        static const std::string all[] = {"\n",
                                          " ",
                                          "  ",
                                          ":",
                                          ": ",
                                          "- ",
                                          "#",
                                          "# c\n",
                                          "\"",
                                          "'",
                                          "|",
                                          "|-\n",
                                          ">\n",
                                          "\\",
                                          "\\x41",
                                          "\t",
                                          "[",
                                          "]",
                                          "{",
                                          "}",
                                          ",",
                                          "&a",
                                          "*a",
                                          "!",
                                          "? ",
                                          "~",
                                          "null",
                                          "yes",
                                          "5",
                                          "---\n",
                                          "...\n",
                                          "=",
                                          "<<",
                                          "x:\n",
                                          "x: y\n",
                                          "\xC3\xA9",
                                          "\xFF",
                                          "\r",
                                          std::string(1, '\0'),
                                          "\xE2\x80\xA8",
                                          "[]\n",
                                          "{}\n",
                                          "- null\n"};
        return all[maker_.number(std::size(all))];
    }

    void change(std::string& bytes) {
        const auto at = place(bytes), size = std::min<std::size_t>(maker_.number(8), bytes.size() - at);
        const auto way = maker_.number(9);
        if (way == 0) bytes.erase(at, size);
        if (way == 1) bytes.insert(at, part());
        if (way == 2) bytes.insert(line(bytes), part());
        if (way == 3) bytes.replace(at, size, part());
        if (way == 4) bytes.insert(line(bytes), bytes, at, 60);
        if (way == 5) bytes.insert(at, texts_[maker_.number(texts_.size())]);
        if (way == 6 && at < bytes.size()) bytes[at] = static_cast<char>(maker_.number(256));
        if (way == 7) erase_line(bytes);
        if (way == 8) move_line(bytes);
    }

    std::string erase_line(std::string& bytes) {
        const auto begin = line(bytes), end = std::min(bytes.find('\n', begin), bytes.size());
        auto taken = bytes.substr(begin, end + 1 - begin);
        bytes.erase(begin, end + 1 - begin);
        return taken;
    }

    void move_line(std::string& bytes) {
        const auto taken = erase_line(bytes);
        bytes.insert(line(bytes), taken);
    }

    std::vector<std::string> texts_, corpus_;
    TicketMaker maker_;
};

const char* fault_at_less_depth(const std::string& bytes, Depth depth, const Ticket& whole) {
    const auto header = ticket_from_canonical(bytes, depth);
    if (header.outcome == Outcome::not_canonical) return "the header is not canonical where the whole is";
    const bool closed = depth == Depth::unless_closed && whole.now.status == Status::closed;
    if ((header.outcome == Outcome::not_wanted) != closed) return "the header is wanted or not, wrongly";
    return !closed && header.ticket.title != whole.title ? "the header is another" : nullptr;
}

/// What is wrong with how this file is read, or null.
const char* fault(const std::string& bytes, bool& canonical) {
    const auto strict = ticket_from_canonical(bytes);
    const auto loose = ticket_from_any_yaml(bytes, "fuzz");
    canonical = strict.outcome == Outcome::taken;
    if (loose.ticket.has_value() == loose.problem.has_value()) return "neither a ticket nor a problem";
    if (loose.ticket) {
        const auto written = to_yaml(*loose.ticket);
        const auto again = ticket_from_canonical(written);
        if (again.outcome != Outcome::taken) return "what was written is not canonical";
        if (to_yaml(again.ticket) != written) return "the writer has no fixed point";
    }
    if (!canonical) return nullptr;
    if (!loose.ticket) return "only the strict reader takes it";
    if (*loose.ticket != strict.ticket) return "the readers give two tickets";
    if (loose.loses_comment) return "a canonical file loses a comment";
    if (to_yaml(strict.ticket) != bytes) return "canonical, but not as desk writes it";
    if (const auto* wrong = fault_at_less_depth(bytes, Depth::header, strict.ticket)) return wrong;
    return fault_at_less_depth(bytes, Depth::unless_closed, strict.ticket);
}

/// Whether to go on after so many files.
class Budget {
public:
    explicit Budget(const std::string& text)
        : number_(std::strtoull(text.c_str(), nullptr, 10)),
          timed_(text.ends_with('s')),
          begin_(std::chrono::steady_clock::now()) {}

    bool lasts(std::uint64_t done) const {
        return timed_ ? std::chrono::steady_clock::now() - begin_ < std::chrono::seconds(number_) : done < number_;
    }

private:
    std::uint64_t number_;
    bool timed_;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return 2;
    Mutator mutator(std::strtoull(arguments[2], nullptr, 10), nasty_strings(arguments[1]));
    const Budget budget(arguments[3]);
    std::uint64_t done = 0, taken = 0;
    for (; budget.lasts(done); ++done) {
        auto bytes = mutator.file();
        bool canonical = false;
        if (const auto* wrong = fault(bytes, canonical)) {
            std::fprintf(stderr, "seed %s, file %llu: %s\n", arguments[2], static_cast<unsigned long long>(done), wrong);
            std::fwrite(bytes.data(), 1, bytes.size(), stdout);
            return 1;
        }
        taken += canonical ? 1 : 0;
        if (canonical) mutator.keep(std::move(bytes));
    }
    std::printf("%llu files, %llu of them canonical\n", static_cast<unsigned long long>(done),
                static_cast<unsigned long long>(taken));
}
