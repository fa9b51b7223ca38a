#include "cli/views/policy.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/views/findings.hpp"
#include "core/base/text.hpp"
#include "core/contract/check.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string view, policy;
    bool csv = false;
};

const Policy& policy_from(const Options& options, const Desk& desk) {
    if (options.policy.empty()) return desk.policy;
    const auto found = std::ranges::find(desk.further, options.policy, &Desk::Further::name);
    if (found != desk.further.end()) return found->policy;
    std::vector<std::string> names;
    for (const auto& further : desk.further) names.push_back(further.name);
    throw Error(Fault::not_found, fmt::format("unknown policy \"{}\"{}", options.policy, did_you_mean(options.policy, names)),
                names.empty() ? "there is only the policy of desk.toml" : fmt::format("choose one of: {}", joined(names, ", ")));
}

void show_policy(const Options& options, Context& context) {
    const auto& policy = policy_from(options, context.desk());
    if (options.csv) {
        if (context.out.form() == Form::json)
            throw Error(Fault::usage, "--csv and --json cannot be used together", "choose one of them");
        return context.out.print(policy_csv(policy));
    }
    context.out.show(policy_page(policy, options.policy, context.desk()));
    for (const auto& table : policy_tables(policy, policy.zone.day(context.now).year())) context.out.show(table);
}

void check_policy(const Options& options, Context& context) {
    if (options.csv || !options.policy.empty())
        throw Error(Fault::usage, "policy check looks at all policies and clients",
                    "--policy and --csv can only be used with: desk policy show");
    const auto findings = findings_in(context.desk(), context.policy().zone.day(context.now).year());
    context.out.show(findings_page(findings));
    if (findings.empty()) context.out.tell("no gaps and no contradictions");
}

void look_at_policy(const Options& options, Context& context) {
    if (options.view.empty() || options.view == "show") return show_policy(options, context);
    if (options.view == "check") return check_policy(options, context);
    throw Error(Fault::usage, fmt::format("\"{}\" is neither show nor check", options.view), "as in: desk policy show");
}

}  // namespace

Run bind_policy(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("VIEW", options->view, "`show` the contract, as without a word, or `check` it for holes and contradictions",
                  Offers::policy_views);
    args.option("--policy", options->policy, "NAME", "show this one of policies/, not that of desk.toml", Offers::policies);
    args.flag("--csv", options->csv, "the table of severities alone, as comma-separated values");
    args.example("desk policy show --policy gold");
    return [options](Context& context) { look_at_policy(*options, context); };
}

}  // namespace desk::cli
