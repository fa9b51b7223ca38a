#include "cli/checks/past_changes.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/former_names.hpp"
#include "core/month/closed_changes.hpp"
#include "store/desk/desk_in_commit.hpp"
#include "store/desk/month_records.hpp"
#include "store/git/status.hpp"

namespace desk::cli {
namespace {

/// The files of the contract that are not as the last commit has them.
std::vector<std::string> changed_contract(const Git& git) {
    auto tree = work_tree(git, {read_from.begin(), read_from.end()}, Git::Filters::ignored);
    std::ranges::move(tree.gone, std::back_inserter(tree.changed));
    std::ranges::sort(tree.changed);
    return tree.changed;
}

bool may_concern(const std::string& file, const std::string& client) {
    if (is_in(file, places::clients)) return file == client_path(client);
    if (is_in(file, places::agreements)) return file.starts_with(fmt::format("{}/{}-", places::agreements, client));
    return true;
}

bool is_broken(const std::string& client, const Desk& desk) {
    const auto* known = client_named(desk, client);
    return known && known->broken;
}

/// `+100.00 EUR`
std::string text_of(const Amounts& amounts) {
    std::vector<std::string> texts;
    texts.reserve(amounts.all().size());
    for (const auto& amount : amounts.all()) texts.push_back((amount > Money() ? "+" : "") + with_code(amount));
    return joined(texts, " and ");
}

std::string text_of(const ClosedChange& change) {
    auto text = to_text(change.month);
    if (!change.charged.all().empty()) text += " " + text_of(change.charged);
    if (!change.credit.all().empty()) text += " credit " + text_of(change.credit);
    return text;
}

std::string text_of(std::span<const ClosedChange> changes) {
    constexpr std::size_t most_named = 6;
    std::vector<std::string> texts;
    texts.reserve(most_named + 1);
    for (const auto& change : changes.first(std::min(changes.size(), most_named))) texts.push_back(text_of(change));
    if (changes.size() > most_named)
        texts.push_back(fmt::format("and {}", count_of(std::ssize(changes) - std::ptrdiff_t{most_named}, "more month")));
    return joined(texts, ", ");
}

/// The entries of a ticket under one desk, and whose they are there.
struct OwnEntries {
    std::string client;
    EntriesByMonth entries;
};

OwnEntries own_entries(const Ticket& ticket, const MonthSpan& needed, const Desk& desk) {
    const auto shown = in_present_words(ticket, desk);
    return {shown.client, entries_in(shown, needed, desk)};
}

std::vector<ClosedChange> changes_by(const PastDesk& past, Context& context) {
    const MonthRecords records(context.store(), context.now);
    const auto past_records = records.under(past.desk);
    const auto before = past_records.sources(), after = records.sources();
    if (after.closed.empty()) return {};
    const auto needed = united(months_needed_by_closed(before), months_needed_by_closed(after));
    // In the words of the files: each desk has its own for them.
    const Wanted wanted{Depth::whole, MonthFilter(needed, after.desk.policy.zone), {}, true};
    auto found = context.store().map(wanted, [&](const Ticket& ticket) {
        return std::optional(std::pair(own_entries(ticket, needed, before.desk), own_entries(ticket, needed, after.desk)));
    });
    EntriesByClient then, now;
    for (auto& [own_then, own_now] : found.values) {
        add(then, own_then.client, std::move(own_then.entries));
        add(now, own_now.client, std::move(own_now.entries));
    }
    auto changes = closed_changes({then, before}, {now, after});
    std::erase_if(changes, [&](const ClosedChange& change) {
        return is_broken(change.client, before.desk) || is_broken(change.client, after.desk);
    });
    return changes;
}

}  // namespace

void tell_changes_of_closed_months(Context& context) {
    const auto git = Git::around(context.store().folder().path());
    const auto changed = git ? changed_contract(*git) : std::vector<std::string>();
    if (changed.empty()) return;
    const auto past = committed_desk(context.store());
    if (!past) return;
    const auto changes = changes_by(*past, context);
    for (auto first = changes.begin(); first != changes.end();) {
        const auto& client = first->client;
        const auto last = std::ranges::find_if(first, changes.end(), [&](const auto& each) { return each.client != client; });
        std::vector<std::string> files;
        std::ranges::copy_if(changed, std::back_inserter(files), [&](const auto& file) { return may_concern(file, client); });
        context.out.warn(fmt::format("{}: not committed, and changes closed months of {}: {}", joined(files, ", "),
                                     client.empty() ? "nobody" : client, text_of(std::span(first, last))),
                         last == changes.end() ? "they will be corrected in the next open month" : "");
        first = last;
    }
}

}  // namespace desk::cli
