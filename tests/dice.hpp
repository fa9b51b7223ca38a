#pragma once

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/ticket/event.hpp"
#include "tests/samples.hpp"

namespace desk::samples {

/// How many of so many random cases are tried: each with DESK_TEST_LONG in the environment, else a quarter, which the sanitizers
/// make slow enough.
inline int tried_of(int all) { return std::getenv("DESK_TEST_LONG") ? all : all / 4; }

/// Makes events of every kind, with few words and few instants, so that many of them meet.
class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}

    int number(int below) { return std::uniform_int_distribution(0, below - 1)(random_); }
    bool chance(int of) { return number(of) == 0; }

    template <class T>
    void shuffle(std::vector<T>& all) {
        std::shuffle(all.begin(), all.end(), random_);
    }

    template <class T>
    const T& pick(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(number(static_cast<int>(all.size())))];
    }

    Did did() { return did(std::make_index_sequence<std::variant_size_v<AnyDid>>()); }

    Event event() {
        const auto second = Seconds(number(40));
        return {at("2026-11-20T09:00Z") + second, pick(std::vector<std::string>{"sam", "kim", "desk"}), did(), {}};
    }

private:
    template <std::size_t... Index>
    Did did(std::index_sequence<Index...>) {
        Did made;
        const auto wanted = static_cast<std::size_t>(number(sizeof...(Index)));
        ((wanted == Index ? void(made.emplace<Index>()) : void()), ...);
        std::visit([this]<class T>(T& what) { T::fields(what, [this](Key key, auto& member) { this->fill(key, member); }); },
                   made);
        if (auto* unknown = std::get_if<did::Unknown>(&made)) unknown->verb = "escort";
        return made;
    }

    template <class Member>
    void fill(Key, Member& member) {
        fill(member);
    }
    /// Mostly what only records, as people take it back.
    void fill(Key key, std::string& word) {
        if (key.name == "of_do")
            word = pick(std::vector<std::string>{"reply", "hear", "wait", "note", "resolve", "open", "correct", "retract"});
        else
            fill(word);
    }
    void fill(Instant& at) { at = samples::at("2026-11-20T09:00Z") + Seconds(number(40)); }
    void fill(std::optional<Minutes>& minutes) {
        if (chance(2)) minutes = Minutes(number(3) * 20);
    }
    void fill(std::string& word) {
        static const std::vector<std::string> words{"client", "vendor", "in",  "out", "sam",  "kim",
                                                    "nobody", "high",   "low", "",    "howto"};
        word = pick(words);
    }
    void fill(int& figure) { figure = number(4); }
    void fill(bool& truth) { truth = chance(2); }
    void fill(Minutes& minutes) { minutes = Minutes(1 + number(300)); }
    template <class T>
    void fill(std::optional<T>&) {}

    std::mt19937 random_;
};

}  // namespace desk::samples
