#pragma once

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "core/client.hpp"
#include "core/error.hpp"
#include "core/hours.hpp"
#include "core/lifecycle.hpp"
#include "core/policy.hpp"
#include "core/ticket.hpp"

/// A small desk and its tickets, for the tests of the domain.
namespace desk::samples {

inline Instant at(std::string_view text) { return instant_from(text).value(); }

inline Zone zone(const std::string& name) { return Zone::named(name).value(); }

/// What `desk init` writes, in London, with two agents.
inline Policy policy() {
    Policy made;
    made.name = "Acme support";
    made.zone = zone("Europe/London");
    made.priorities = {{"critical", ""}, {"high", ""}, {"medium", ""}, {"low", ""}};
    made.kinds = {{"fault", "", false}, {"howto", "", true}, {"training", "", true}};
    made.tiers = {{"first line"}, {"analysts"}, {"developers"}};
    made.agents = {{"sam", "Sam Hill", "sam@acme.example"}, {"kim", "Kim Ito", "kim@acme.example"}};
    made.reopen_within = 30;
    made.hours.cap = std::chrono::hours(30);
    made.hours.warn_at = {80, 100};
    return made;
}

/// A desk of that policy, without clients.
inline Desk desk(Policy of = policy()) { return {std::move(of), {}, {}, {}}; }

/// The same, where every priority wants a response within 2 hours, day and night.
inline Desk desk_with_targets() {
    auto made = desk();
    for (auto& priority : made.policy.priorities)
        priority.targets = {"always", Goal{Goal::Join::all, {target_from("2 hours").value()}}, {}};
    return made;
}

inline Reference reference(std::string_view text = "2611-K7QF4") { return Reference::canonical(text).value(); }

inline Event event(std::string_view when, Did what, std::string by = "sam") {
    return {at(when), std::move(by), std::move(what), {}};
}

inline did::Work worked(Minutes minutes) {
    did::Work work;
    work.minutes = minutes;
    return work;
}

inline Event worked(std::string_view began, Minutes minutes, std::string by = "sam") {
    return {at(began) + minutes, std::move(by), worked(minutes), {}};
}

/// Opened on 20 November at 09:00, and then what these events make of it.
inline Ticket ticket(const std::vector<Event>& events = {}) {
    Ticket made;
    made.id = reference();
    made.title = "Payroll export fails";
    made.client = "acme";
    made.channel = "email";
    made.opened = at("2026-11-20T09:00Z");
    did::Open open;
    open.channel = "email";
    open.kind = "howto";
    open.priority = "medium";
    open.tier = 1;
    append(made, {made.opened, "sam", open, {}});
    for (const auto& each : events) append(made, each);
    return made;
}

inline Event resolution() { return event("2026-11-20T10:00Z", did::Resolve{"corrected", "", "", ""}); }
inline Event closing() { return event("2026-11-20T10:30Z", did::Close{}); }

/// Another ticket for each call, with nothing in its log.
inline Ticket empty_ticket(const std::string& kind = "howto", const std::string& client = "acme") {
    static std::uint32_t random = 0;
    Ticket made;
    made.id = mint(std::chrono::year(2026) / std::chrono::November, ++random);
    made.client = client;
    made.now.kind = kind;
    return made;
}

/// All the time in a statement of hours.
inline Seconds total(const MonthHours& hours) {
    Seconds sum{0};
    for (const auto& client : hours.clients) sum += client.counted() + client.not_counted;
    return sum;
}

inline Ticket fresh() { return ticket(); }
inline Ticket waiting() { return ticket({event("2026-11-20T10:00Z", did::Wait{"client", "", {}})}); }
inline Ticket resolved() { return ticket({resolution()}); }
inline Ticket closed() { return ticket({resolution(), closing()}); }

/// Sam, who acts at a time under a policy.
struct Sam {
    Policy policy = samples::policy();
    Instant now = at("2026-11-20T12:00Z");

    Acting acting() const { return {policy, "sam", now}; }
};

/// The sentence in which something is refused; empty when it is not.
template <class Action>
std::string refusal(const Action& action, Fault fault = Fault::refused) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.fault == fault);
        return error.what();
    }
    return {};
}

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

    Did did() { return did(std::make_index_sequence<std::variant_size_v<Did>>()); }

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
        std::visit([this]<class T>(T& what) { T::fields(what, [this](Key, auto& member) { this->fill(member); }); }, made);
        if (auto* unknown = std::get_if<did::Unknown>(&made)) unknown->verb = "escort";
        return made;
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
