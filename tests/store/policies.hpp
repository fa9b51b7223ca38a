#pragma once

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/error.hpp"
#include "core/contract/target.hpp"
#include "store/toml/policy.hpp"

/// Small policies as text, for the tests of reading them.
namespace desk::test {

const std::string head =
    "[desk]\ntimezone = \"UTC\"\ncalendar = \"office\"\n[calendar.office]\nhours = { mon-fri = \"09:00-17:00\" }\n";
const std::string priorities = "[priority.high]\n[priority.low]\n";
const std::string kinds = "[kind.fault]\n[kind.change]\n";
const std::string tiers = "[[tier]]\nname = \"one\"\n[[tier]]\nname = \"two\"\n";
const std::string channels = "[channel.phone]\n[channel.email]\n";

/// The policy of a text that begins on line 6 of its file.
inline Policy read(const std::string& text) { return policy_from_toml(head + text); }

/// The sentence with which `action` is refused, and the hint on a line of its own.
template <class Action>
std::string refusal_of(const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.fault == Fault::malformed);
        return error.hint.empty() ? error.what() : error.what() + ("\n" + error.hint);
    }
    return "accepted";
}

inline std::string refusal(const std::string& text) {
    return refusal_of([&] { read(text); });
}

inline Goal goal(std::vector<Target> targets, Goal::Join join = Goal::Join::all) { return {join, std::move(targets)}; }
inline Target time(Seconds length) { return {Target::Form::time, length, 0}; }
inline Target business(Seconds length) { return {Target::Form::business_time, length, 0}; }
inline Target working(int days) { return {Target::Form::working_days, Seconds(0), days}; }
inline Target word(Target::Form form) { return {form, Seconds(0), 0}; }

}  // namespace desk::test
