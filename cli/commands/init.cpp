#include <fmt/format.h>

#include "cli/command.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string folder, name, timezone;
    bool no_git = false;
};

void make_desk(const Options& options, Context& context) {
    const auto made = context.make_store(options.folder, options.name, options.timezone, !options.no_git);
    const auto* repository = made.in_new_repository ? ", in a new git repository" : "";
    context.out.tell(fmt::format("created a desk in {}{}; its policy is in desk.toml", made.path, repository));
}

}  // namespace

Run bind_init(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("FOLDER", options->folder, "the folder of the desk; by default this one", Offers::files);
    args.option("--name", options->name, "NAME", "the name of the desk");
    args.option("--timezone", options->timezone, "ZONE", "the desk's zone, as in Europe/London; otherwise the machine's");
    args.flag("--no-git", options->no_git, "do not create a git repository if there is none");
    args.example("desk init --name 'Acme support' --timezone Europe/London");
    return [options](Context& context) { make_desk(*options, context); };
}

}  // namespace desk::cli
