#include "cli/completion/ticket_completions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/ticket/reference.hpp"
#include "store/yaml/ticket.hpp"

namespace desk::cli {
namespace {

constexpr std::size_t most_read = 100;  ///< tickets: some milliseconds
constexpr std::size_t most_months = 24;

bool can_be_meant(const Ticket& ticket, Offers offers) {
    const auto status = ticket.now.status;
    if (offers == Offers::closed_tickets) return status == Status::resolved || status == Status::closed;
    if (offers == Offers::waiting_tickets) return status == Status::waiting;
    if (offers == Offers::resolved_tickets) return status == Status::resolved;
    return offers == Offers::every_ticket || status != Status::closed;
}

/// A reference, and how it is written where it goes on from what was begun.
struct Match {
    Reference reference;
    std::string word;
};

/// Those whose whole reference goes on, else those whose code does; the latest first. Where nothing is begun, the latest alone.
std::vector<Match> matches_of(std::string_view begun, const std::vector<Reference>& all) {
    std::vector<Match> whole, by_code;
    if (begun.empty()) {
        for (auto each = all.rbegin(); each != all.rend() && whole.size() < most_read; ++each)
            whole.push_back({*each, each->text()});
        return whole;
    }
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        if (begins_whole(*each, begun))
            whole.push_back({*each, each->text()});
        else if (begins_code(*each, begun))
            by_code.push_back({*each, std::string(each->code())});
    }
    if (!whole.empty()) return whole;
    std::map<std::string, int> counts;
    for (const auto& match : by_code) ++counts[match.word];
    for (auto& match : by_code)
        if (counts[match.word] > 1) match.word = match.reference.text();
    return by_code;
}

std::optional<Ticket> ticket_of(const Reference& reference, const Store& store) {
    const auto path = path_of(reference);
    const auto bytes = store.folder().read(path);
    return bytes ? ticket_from(*bytes, path, Depth::header).ticket : std::nullopt;
}

}  // namespace

Completions ticket_completions(Offers offers, std::string_view begun, Context& context) {
    const auto& store = context.store();
    auto matches = matches_of(begun, store.references());
    Completions completions;
    if (!begun.empty() && matches.size() > most_read) {
        for (auto& match : matches) completions.push_back({std::move(match.word), {}});
        return completions;
    }
    matches.resize(std::min(matches.size(), most_read));
    for (auto& match : matches)
        if (auto ticket = ticket_of(match.reference, store); ticket && can_be_meant(*ticket, offers))
            completions.push_back({std::move(match.word), std::move(ticket->title)});
    return completions;
}

Completions month_completions(Context& context) {
    std::set<std::string, std::greater<>> months{to_text(context.month({}))};
    for (const auto& reference : context.store().references()) months.insert(to_text(reference.month()));
    Completions completions;
    for (const auto& month : months)
        if (completions.size() < most_months) completions.push_back({month, {}});
    return completions;
}

}  // namespace desk::cli
