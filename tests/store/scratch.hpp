#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <stdlib.h>

#include "core/contract/agent.hpp"
#include "core/verbs/lifecycle.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"
#include "store/file/subprocess.hpp"
#include "store/toml/default_policy.hpp"

namespace desk::test {

/// A folder of the test's own, removed at its end.
class Scratch {
public:
    Scratch() {
        auto pattern = (std::filesystem::temp_directory_path() / "desk-test-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = std::filesystem::canonical(pattern);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(path); }

    std::string full(const std::string& relative) const { return path + "/" + relative; }

    void write(const std::string& relative, const std::string& content) const {
        std::filesystem::create_directories(std::filesystem::path(full(relative)).parent_path());
        std::ofstream(full(relative)) << content;
    }

    std::string read(const std::string& relative) const {
        std::ifstream file(full(relative));
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// The names in a folder, with those that begin with a dot.
    std::vector<std::string> names(const std::string& relative) const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(full(relative))) names.push_back(entry.path().filename());
        return names;
    }

    std::string path;
};

/// A scratch folder with a desk in it.
class ScratchDesk : public Scratch {
public:
    ScratchDesk() { write("desk.toml", default_policy_toml("Test desk", "UTC", {})); }

    Store store() const { return Store::find(path); }
};

/// A scratch folder with a desk and a git repository, and settings of git's that do not depend on the machine.
class DeskInGit : public ScratchDesk {
public:
    DeskInGit() {
        write("home/.gitconfig", "[user]\n\tname = Sam Hill\n\temail = sam@desk.example\n[init]\n\tdefaultBranch = main\n");
        ::setenv("HOME", full("home").c_str(), 1);
        ::setenv("GIT_CONFIG_GLOBAL", full("home/.gitconfig").c_str(), 1);
        ::setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
        write(".gitignore", "home\n");
        git({"init", "--quiet"});
        git({"add", "."});
        git({"commit", "--quiet", "-m", "A new desk"});
    }

    /// What git writes to standard output.
    std::string git(const std::vector<std::string>& words) const {
        Program program{{"git", "-C", path}, {}};
        program.words.insert(program.words.end(), words.begin(), words.end());
        const auto ran = run(program);
        REQUIRE(ran.has_value());
        CAPTURE(ran->err);
        CHECK(ran->status == 0);
        return ran->out;
    }
};

inline Instant at_noon(int minute = 0) {
    using namespace std::chrono;
    return sys_days(year(2026) / 11 / 20) + hours(12) + minutes(minute);
}

constexpr Month november = std::chrono::year(2026) / std::chrono::November;

inline Acting acting(const Store& store, int minute = 0) { return {store.policy(), "sam", at_noon(minute)}; }

/// Stages a new ticket.
inline Ticket opened(Change& change, const Store& store, const std::string& title) {
    NewTicket report;
    report.title = title;
    const auto ticket = open_ticket(report, change.mint(november), acting(store));
    change.stage(ticket, "open: " + title);
    return ticket;
}

/// A new ticket in the store, not committed to git unless `options` say so.
inline Ticket created(const Store& store, const std::string& title, Change::Options options = {.git = false}) {
    Change change(store, options);
    auto ticket = opened(change, store, title);
    change.commit();
    return ticket;
}

/// The failure of `action`, which must fail.
template <class Action>
Error failure_of(const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    FAIL("it did not fail");
    return {Fault::internal, ""};
}

inline bool mentions(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace desk::test
