#include "cli/help.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/text.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string word;
    bool all = false;
};

/// What has a page of the manual, and is no command.
struct Topic {
    std::string_view name, section, page;
};

constexpr auto topics = std::to_array<Topic>({
    {"tutorial", "7", "desk-tutorial"},
    {"contracts", "7", "desk-policy"},
    {"desk.toml", "5", "desk.toml"},
    {"tickets", "5", "desk-ticket"},
    {"clients", "5", "desk-client"},
    {"filters", "1", "desk"},
    {"times", "1", "desk"},
    {"environment", "1", "desk"},
});

Page page_of(std::string_view text) {
    Page page{"help", text, {}, {}};
    for (const auto line : split(text.substr(0, text.find_last_not_of('\n') + 1), '\n')) {
        page.lines.push_back({{{std::string(line)}}});
        page.porcelain.push_back({std::string(line)});
    }
    return page;
}

void explain_topic(const Topic& topic, Context& context) {
    const std::string section(topic.section), page(topic.page);
    if (!context.opens_manual(section, page))
        throw Error(Fault::not_found, fmt::format("the manual cannot be shown here: {}({})", page, section),
                    fmt::format("`man {} {}` shows it in a terminal where it is installed", section, page));
}

void explain(const Options& options, Context& context) {
    const int width = context.text_width();
    if (options.word.empty()) return context.out.show(page_of(options.all ? full_help(width) : brief_help(width)));
    if (const auto topic = std::ranges::find(topics, options.word, &Topic::name); topic != topics.end())
        return explain_topic(*topic, context);
    const auto& command = command_meant(options.word);
    if (!context.opens_manual("1", fmt::format("desk-{}", command.name))) context.out.show(page_of(command_help(command, width)));
}

}  // namespace

std::vector<std::string> help_topics() {
    std::vector<std::string> names;
    names.reserve(topics.size());
    for (const auto& topic : topics) names.emplace_back(topic.name);
    return names;
}

Run bind_help(Args& args) {
    auto options = std::make_shared<Options>();
    args.optional("COMMAND", options->word,
                  "the command, or one of tutorial, contracts, desk.toml, tickets, clients, filters, times, environment",
                  Offers::help_words);
    args.flag("-a,--all", options->all, "every command, and the options of every command");
    args.example("desk help hours");
    args.example("desk help --all");
    return [options](Context& context) { explain(*options, context); };
}

}  // namespace desk::cli
