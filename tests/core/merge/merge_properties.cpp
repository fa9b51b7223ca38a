#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/merge/merge.hpp"
#include "core/month/time_entries.hpp"
#include "core/verbs/correcting.hpp"
#include "core/verbs/recording.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::Dice;

namespace {

constexpr unsigned seed = 20261122;
constexpr int histories = 1200;

/// What may happen to a ticket besides the verbs.
struct World {
    bool meets = false;    ///< the clocks stand still for minutes, so that events of two clones have the same (at, by, do)
    bool by_hand = false;  ///< people and scripts change header texts, unknown keys and comments
    bool unruly = false;   ///< they also change and remove events
};

YamlValue text(std::string word) {
    YamlValue made;
    made.text = std::move(word);
    return made;
}

/// Lets things happen to tickets, by the verbs and by hand.
class Maker {
public:
    Maker(unsigned first, World world) : dice_(first), world_(world) {}

    Ticket after(Ticket ticket, int steps) {
        for (; steps > 0; --steps) step(ticket);
        return ticket;
    }

    int number(int below) { return dice_.number(below); }
    bool is_unruly() const { return world_.unruly; }

private:
    void step(Ticket& ticket) {
        sam_.now = std::max(sam_.now, ticket.opened) + tick();
        if (world_.by_hand && dice_.chance(3)) return change_by_hand(ticket);
        if (world_.unruly && dice_.chance(6)) return change_log(ticket);
        if (world_.meets && dice_.chance(3)) return append(ticket, {minute(), agent(), did::Note{word()}, {}});
        if (dice_.chance(4)) return edit_text(ticket);
        act(ticket);
    }

    Milliseconds tick() { return world_.meets ? Milliseconds(0) : Milliseconds(1 + number(90'000)); }
    static Instant minute() { return samples::at("2026-11-20T12:30Z"); }

    std::string agent() { return dice_.pick<std::string>({"sam", "kim"}); }
    std::string word() { return "text " + std::to_string(words_++); }

    /// The verb refuses what the lifecycle does not allow; then nothing happens.
    void act(Ticket& ticket) {
        const Acting acting{sam_.policy, agent(), sam_.now};
        const std::vector<std::function<Event()>> verbs = {
            [&] { return note(ticket, {word()}, acting); },
            [&] { return work(ticket, samples::worked(Minutes(1 + number(60))), acting); },
            [&] {
                return prioritise(ticket, {{}, dice_.pick(std::vector<std::string>{"high", "low"}), word(), {}, {}}, acting);
            },
            [&] {
                return escalate(ticket, {0, 1 + number(3), {}, word(), {}}, acting);
            },
            [&] { return assign(ticket, {agent()}, acting); },
            [&] {
                return wait(ticket, {"client", word(), {}}, acting);
            },
            [&] {
                return hear(ticket, {"email", word(), {}}, acting);
            },
            [&] {
                return resolve(ticket, {word(), {}, {}, {}}, acting);
            },
            [&] {
                return close(ticket, {word(), {}}, acting);
            },
            [&] {
                return correct(ticket, some_event(ticket), {Minutes(1 + number(60)), {}, {}, {}}, word(), acting);
            },
            [&] { return take_back(ticket, some_event(ticket), word(), acting); },
            [&] {
                return reopen(ticket, {word(), "other", {}}, acting);
            },
        };
        try {
            append(ticket, dice_.pick(verbs)());
        } catch (const Error&) {
            return;
        }
    }

    const Event& some_event(const Ticket& ticket) {
        const auto& log = ticket.log.recorded();
        return log[static_cast<std::size_t>(number(static_cast<int>(log.size())))];
    }

    std::string text_name() { return dice_.pick<std::string>({"title", "product", "requester.name"}); }
    std::string text_value() { return dice_.pick<std::string>({"red", "green", "blue"}); }

    void edit_text(Ticket& ticket) {
        const auto name = text_name(), value = text_value();
        if (field(ticket, name) == value) return;
        append(ticket, edit(ticket, {name, {}, value}, {sam_.policy, agent(), sam_.now}));
        field(ticket, name) = value;
    }

    void change_by_hand(Ticket& ticket) {
        if (dice_.chance(3)) {
            field(ticket, text_name()) = text_value();
        } else if (dice_.chance(3)) {
            change(ticket.requester.unknown_keys, {""});
        } else {
            change(ticket.unknown_keys, {"id", "title", "status", "opened", "log"});
        }
    }

    /// Adds, changes or removes an unknown key or a comment.
    void change(std::vector<UnknownKey>& unknown_keys, const std::vector<std::string>& places) {
        const bool comment = places.size() > 1 && dice_.chance(3);
        const auto key = comment ? "" : "x" + std::to_string(number(4));
        const auto after = dice_.pick(places);
        std::erase_if(unknown_keys, [&](const UnknownKey& unknown_key) {
            return unknown_key.comment == comment && (comment ? unknown_key.after == after : unknown_key.entry.key.text == key);
        });
        if (dice_.chance(4)) return;
        const auto is_behind = [&](const UnknownKey& unknown_key) {
            return std::ranges::find(places, unknown_key.after) > std::ranges::find(places, after);
        };
        unknown_keys.insert(std::ranges::find_if(unknown_keys, is_behind),
                            {after, comment, {text(key), text((comment ? "# " : "") + std::to_string(number(3)))}});
    }

    void change_log(Ticket& ticket) {
        if (ticket.log.size() < 2) return;
        auto& log = samples::recorded(ticket);
        auto& event = log[1 + static_cast<std::size_t>(number(static_cast<int>(log.size()) - 1))];
        if (auto* note = std::get_if<did::Note>(&event.what); note && dice_.chance(2))
            note->text = word();
        else if (dice_.chance(2))
            event.unknown_keys = {{"do", false, {text("x-script"), text(word())}}};
        else if (!as<did::Edit>(event))  // Without it nothing tells an edit from a change by hand.
            log.erase(log.begin() + (&event - log.data()));
        ticket.log.change([](const auto&) {});
        ticket.now = fold(ticket.log);
    }

    Dice dice_;
    World world_;
    samples::Sam sam_;
    int words_ = 0;
};

const Event* at_key(const Ticket& ticket, const Event& event) {
    const auto& log = ticket.log.recorded();
    const auto found = std::ranges::lower_bound(log, event, before);
    return found == log.end() || before(event, *found) ? nullptr : &*found;
}

/// Whether it stands in the log, in its place or moved on behind others with the same (at, by, do).
bool holds(const Ticket& ticket, Event event) {
    for (const auto* found = at_key(ticket, event); found; found = at_key(ticket, event)) {
        if (found->what == event.what) return true;
        event.at += Milliseconds(1);
    }
    return false;
}

/// `altered`: events that the base has may stand there in another form.
void check_nothing_lost(const Ticket& base, const Ticket& side, const Ticket& made, bool altered) {
    for (const auto& event : side.log.recorded()) {
        const bool stands = holds(made, event) || (altered && at_key(base, event) && at_key(made, event));
        CHECK(stands);
    }
}

void check_well_formed(const Ticket& ticket) {
    CHECK(fold(ticket.log) == ticket.now);
    const auto& log = ticket.log.recorded();
    CHECK(std::ranges::adjacent_find(log, [](const Event& a, const Event& b) { return !before(a, b); }) == log.end());
}

struct Fork {
    Ticket base, x, y, z;
};

template <class Check>
void over_histories(World world, const Check& check) {
    const auto tried = static_cast<unsigned>(samples::tried_of(histories));
    for (unsigned i = 0; i < tried; ++i) {
        CAPTURE(i);
        Maker maker(seed + i, world);
        const auto base = maker.after(samples::ticket(), maker.number(6));
        const auto side = [&] { return maker.after(base, maker.number(8)); };
        check(Fork{base, side(), side(), side()}, maker);
    }
}

void check_algebra(const Fork& fork, Maker& maker) {
    const auto& [base, x, y, z] = fork;
    const auto m = merged(&base, x, y);
    CHECK(m == merged(&base, y, x));
    CHECK(merged(&base, m, z) == merged(&base, x, merged(&base, y, z)));
    CHECK(merged(&base, m, m) == m);
    for (const auto* side : {&x, &y}) {
        CHECK(merged(&base, m, *side) == m);
        CHECK(merged(side, m, *side) == m);
        check_nothing_lost(base, *side, m, maker.is_unruly());
    }
    check_nothing_lost(base, base, m, maker.is_unruly());
    check_well_formed(m);

    // Two that have merged go on, and merge again with a third that went on from one of them.
    const auto further = maker.after(m, 3), other = maker.after(m, 3), late = maker.after(x, 3);
    const auto again = merged(&m, further, other);
    CHECK(again == merged(&m, other, further));
    check_nothing_lost(m, further, again, maker.is_unruly());
    check_nothing_lost(m, other, again, maker.is_unruly());
    const auto last = merged(&x, again, late);
    CHECK(last == merged(&x, late, again));
    check_well_formed(last);
}

}  // namespace

TEST_CASE("merging is commutative, associative and idempotent, and loses nothing") {
    over_histories({false, false, false}, check_algebra);
}

TEST_CASE("the same where events of two clones have the same time, agent and verb") {
    over_histories({true, false, false}, check_algebra);
}

TEST_CASE("the same where people and scripts change header texts, unknown keys and comments") {
    over_histories({false, true, false}, check_algebra);
    over_histories({true, true, false}, check_algebra);
}

TEST_CASE("the same where they change and remove events") {
    over_histories({false, true, true}, check_algebra);
    over_histories({true, true, true}, check_algebra);
}

TEST_CASE("whichever clones merge first, the result is the same") {
    over_histories({true, false, false}, [](const Fork& fork, Maker& maker) {
        const auto& [base, x, y, z] = fork;
        const auto late = maker.after(x, 3);
        CHECK(merged(&x, merged(&base, x, y), late) == merged(&base, y, late));
    });
}

TEST_CASE("whichever clones merge first, the corrected time is the same") {
    int corrected = 0;
    over_histories({false, false, false}, [&](const Fork& fork, Maker&) {
        const auto& [base, x, y, z] = fork;
        const auto one = merged(&base, merged(&base, x, y), z), other = merged(&base, y, merged(&base, z, x));
        const auto entries = [](const Ticket& ticket) { return entries_in(ticket, all_months, samples::desk()); };
        CHECK(entries(one) == entries(other));
        for (const auto& event : one.log.recorded())
            if (as<did::Work>(event) && one.log.revision_of(event)) ++corrected;
    });
    CHECK(corrected > 10);
}

TEST_CASE("two that were both added merge without a base") {
    over_histories({false, true, false}, [](const Fork& fork, Maker&) {
        const auto m = merged(nullptr, fork.x, fork.y);
        CHECK(m == merged(nullptr, fork.y, fork.x));
        CHECK(merged(nullptr, m, m) == m);
        CHECK(merged(nullptr, m, fork.x) == m);
        check_well_formed(m);
        check_nothing_lost(Ticket{}, fork.x, m, false);
        check_nothing_lost(Ticket{}, fork.y, m, false);
    });
}
