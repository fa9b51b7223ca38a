#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/completion/shims.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string shell;
};

void print_shim(const Options& options, Context& context) {
    const auto shim = std::ranges::find(shims, options.shell, &Shim::shell);
    if (shim == shims.end()) {
        const std::vector<std::string> names{"bash", "zsh", "fish"};
        throw Error(Fault::usage, fmt::format("unknown shell \"{}\"{}", options.shell, did_you_mean(options.shell, names)),
                    fmt::format("choose one of: {}", joined(names, ", ")));
    }
    context.out.print(shim->text);
}

}  // namespace

Run bind_completion(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("SHELL", options->shell, "bash, zsh or fish", Offers::shells);
    args.example("source <(desk completion bash)");
    args.example("desk completion fish | source");
    return [options](Context& context) { print_shim(*options, context); };
}

}  // namespace desk::cli
