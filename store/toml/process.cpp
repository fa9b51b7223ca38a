#include "store/toml/process.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/contract/process.hpp"
#include "store/toml/targets.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

using Step = Process::Step;

/// What a step may gate beside those that follow it.
const std::vector<std::string> deeds{"resolve", "close", "work", "work onsite", "work remote"};

std::vector<std::string> names_of(std::vector<Step>::const_iterator from, std::vector<Step>::const_iterator until) {
    std::vector<std::string> names;
    for (auto step = from; step != until; ++step) names.push_back(step->name);
    return names;
}

/// Reads a step's name, which must not mean a deed as well.
auto step_name_in(std::vector<std::string>& taken) {
    return [&taken](const Setting& setting) {
        auto name = new_name_in(taken)(setting);
        if (contains(deeds, name))
            setting.refuse(fmt::format("\"{}\" cannot be a step's name: it has a meaning of its own", name));
        return name;
    };
}

/// A setting that names other steps, and what it is checked with when the process is whole.
struct Mention {
    std::size_t step = 0;  ///< of the step that has it
    Setting setting;
    std::vector<std::string> words;
};

/// The steps of one process, as they are read.
class Steps {
public:
    Steps(PolicyDraft& draft, Process& process) : draft_(draft), process_(process) {}

    void read(Settings& table) {
        const bool any = table.every_table("step", process_.steps, [&](Settings& inner, Step& step) { read_one(inner, step); });
        if (!any) table.refuse(fmt::format("[process.{0}] needs steps, as in: [[process.{0}.step]]", process_.name));
        for (const auto& gate : gates_) check_gate(gate);
        for (const auto& branch : branches_) check_branch(branch);
    }

private:
    void read_one(Settings& table, Step& step) {
        table.must("name", step.name, step_name_in(names_), R"("quote")");
        table.may("means", step.means, text_from, R"("what it will cost")");
        table.may("results", step.results, texts_from, R"(["yes", "no"])");
        table.may("when", step.when, condition_of(draft_), R"({ kind = "change" })");
        table.may(
            "after", step.after, [&](const Setting& setting) { return branch_from(setting, step); }, R"({ quote = ["yes"] })");
        table.may(
            "gates", step.gates, [&](const Setting& setting) { return gates_from(setting); }, R"(["work", "resolve"])");
        table.may("optional", step.optional, flag_from, "true");
        table.may("each", step.each, flag_from, "true");
        table.may("tell", step.tell, flag_from, "true");
        table.may("within", step.within, span_of(draft_), R"("2 working days")");
    }

    std::size_t last() const { return names_.size() - 1; }

    std::string branch_from(const Setting& setting, Step& step) {
        const auto entries = entries_from(setting, R"(["yes"])");
        if (entries.size() != 1) setting.want("one earlier step and its results");
        step.after_results = some_texts_from(entries.front());
        branches_.push_back({last(), entries.front(), step.after_results});
        return entries.front().key;
    }

    std::vector<std::string> gates_from(const Setting& setting) {
        return list_of([&](const Setting& item) {
            gates_.push_back({last(), item, {text_from(item)}});
            return gates_.back().words.front();
        })(setting);
    }

    /// A step of this process comes later; those of other processes may come at any time.
    void check_gate(const Mention& gate) const {
        const auto& steps = process_.steps;
        auto known = names_of(steps.begin() + static_cast<std::ptrdiff_t>(gate.step) + 1, steps.end());
        known.insert(known.end(), deeds.begin(), deeds.end());
        draft_.later([&policy = draft_.policy, own = process_.name, gate, known]() mutable {
            for (const auto& other : policy.processes) {
                if (other.name == own) continue;
                const auto names = names_of(other.steps.begin(), other.steps.end());
                known.insert(known.end(), names.begin(), names.end());
            }
            must_be_known(gate.setting, "later step", gate.words.front(), known);
        });
    }

    void check_branch(const Mention& branch) const {
        const auto& steps = process_.steps;
        const auto here = steps.begin() + static_cast<std::ptrdiff_t>(branch.step);
        must_be_known(branch.setting, "earlier step", branch.setting.key, names_of(steps.begin(), here));
        const auto& earlier = *std::ranges::find(steps, branch.setting.key, &Step::name);
        for (const auto& word : branch.words)
            if (!earlier.results.empty()) must_be_known(branch.setting, "result", word, earlier.results);
    }

    PolicyDraft& draft_;
    Process& process_;
    std::vector<std::string> names_;
    std::vector<Mention> gates_, branches_;
};

Process process_from(const std::string& name, Settings& table, PolicyDraft& draft) {
    Process process;
    process.name = name;
    table.may("when", process.when, condition_of(draft), R"({ kind = "change" })");
    table.may("strict", process.strict, flag_from, "true");
    Steps(draft, process).read(table);
    return process;
}

}  // namespace

void read_processes(Settings& root, PolicyDraft& draft) {
    root.named_tables("process", [&](const std::string& name, Settings& table) {
        auto process = process_from(name, table, draft);
        auto& all = draft.policy.processes;
        const auto found = std::ranges::find(all, name, &Process::name);
        found == all.end() ? all.push_back(std::move(process)) : void(*found = std::move(process));
    });
}

}  // namespace desk
