#include "core/find/used_words.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/find/values.hpp"

namespace desk {
namespace {

bool has(const UsedWords& used, std::string_view field, std::string_view word) {
    const auto words = used.find(field);
    return words != used.end() && std::ranges::any_of(words->second, [&](const auto& each) { return same_folded(each, word); });
}

}  // namespace

void add_words(UsedWords& used, const Ticket& ticket) {
    const auto add = [&](std::string_view field, const std::string& word) {
        if (!word.empty()) used[std::string(field)].insert(word);
    };
    add("client", ticket.client);
    add("priority", ticket.now.priority);
    add("kind", ticket.now.kind);
    add("channel", ticket.channel);
    add("product", ticket.product);
    add("release", ticket.release);
    add("assignee", ticket.now.assignee);
    for (const auto& event : ticket.log.recorded()) {
        add("agent", event.by);
        if (const auto* wait = as<did::Wait>(event)) add("wait", wait->whom);
    }
}

std::string spelt(std::string_view word, const std::vector<std::string>& known) {
    const auto found = std::ranges::find_if(known, [&](const std::string& each) { return same_folded(each, word); });
    return contains(known, word) || found == known.end() ? std::string(word) : *found;
}

std::string used_or_known(std::string_view field, std::string_view value, const std::vector<std::string>& known,
                          const AskUsed& asked) {
    auto word = spelt(value, known);
    if (contains(known, word)) return word;
    const auto used = asked ? asked() : UsedWords();
    if (has(used, field, word)) return word;
    auto all = known;
    if (const auto words = used.find(field); words != used.end())
        std::ranges::copy_if(words->second, std::back_inserter(all), [&](const auto& each) { return !contains(known, each); });
    must_be_known(field, value, all);
    return word;
}

}  // namespace desk
