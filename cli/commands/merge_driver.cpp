#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "core/merge/merge.hpp"
#include "store/git/merge_file.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "store/yaml/ticket.hpp"

namespace desk::cli {
namespace {

struct Options {
    MergeFiles files;
    std::string marker_size = "7", path;
};

/// One of the three; with what keeps it from being merged, if anything does.
struct Version {
    Ticket ticket;
    std::optional<Problem> problem;
};

std::string obstacle(const Reading& reading, bool may_lose_comment) {
    if (fold(reading.ticket->log) != reading.ticket->now) return "the header does not follow from the log: see `desk check`";
    if (reading.loses_comment && !may_lose_comment) return "merging would lose a comment";
    return {};
}

/// `which` is git's word for it: ours, theirs or base.
Version version_from(const std::string& bytes, std::string_view which, const std::string& path, bool may_lose_comment) {
    const auto reading = ticket_from(bytes, path);
    auto problem = reading.problem;
    if (!problem)
        if (auto what = obstacle(reading, may_lose_comment); !what.empty()) problem = Problem{{path}, std::move(what)};
    if (problem) problem->what = fmt::format("{}: {}", which, problem->what);
    return {reading.ticket.value_or(Ticket{}), std::move(problem)};
}

/// Ours, theirs, and the base where there is one: git hands over an empty file where both sides added the ticket.
std::vector<Version> versions_of(const Options& options, Context& context) {
    const auto& path = options.path.empty() ? options.files.ours : options.path;
    std::vector<Version> all{version_from(context.file(options.files.ours), "ours", path, context.forced()),
                             version_from(context.file(options.files.theirs), "theirs", path, context.forced())};
    if (const auto base = context.file(options.files.base); !base.empty()) all.push_back(version_from(base, "base", path, true));
    const bool readable = std::ranges::none_of(all, [](const Version& version) { return version.problem.has_value(); });
    const auto differs = [&](const Version& version) { return version.ticket.id != all.front().ticket.id; };
    if (readable && std::ranges::any_of(all, differs)) all.front().problem = Problem{{path}, "the versions differ in their `id`"};
    return all;
}

/// Steps back where it cannot merge: people then find what git leaves without a driver.
void merge_versions(const Options& options, Context& context) {
    const auto versions = versions_of(options, context);
    for (const auto& version : versions) {
        if (!version.problem) continue;
        context.out.fail(*version.problem);
        context.outcome = Fault::malformed;
    }
    if (context.outcome) return merge_lines(options.files, options.marker_size);
    const auto* base = versions.size() > 2 ? &versions[2].ticket : nullptr;
    write_version(options.files.ours, to_yaml(merged(base, versions[0].ticket, versions[1].ticket)));
}

}  // namespace

Run bind_merge_driver(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("BASE", options->files.base, "the common ancestor (%O); empty where there is none", Offers::files);
    args.required("OURS", options->files.ours, "our version (%A), which becomes the merged one", Offers::files);
    args.required("THEIRS", options->files.theirs, "their version (%B)", Offers::files);
    args.optional("MARKER-SIZE", options->marker_size, "how long the marks of a conflict are (%L)");
    args.optional("PATH", options->path, "the ticket's file (%P), for messages", Offers::files);
    args.example("desk merge-driver %O %A %B %L %P");
    return [options](Context& context) { merge_versions(*options, context); };
}

}  // namespace desk::cli
