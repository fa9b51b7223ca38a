#include "cli/views/sync.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

bool is_new(const Arrived& each) { return each.created; }

std::string_view change_of(const Arrived& each) { return each.created ? "new" : "changed"; }

}  // namespace

Table sync_table(std::span<const Arrived> arrived, const std::string& remote, int sent) {
    Table table{"came", {{"id"}, {"change"}, {"status"}, {"title", false, true}, {"file"}}, {}, {}, {}, {}};
    table.columns[2].expendable = true;
    table.columns[4].audience = Audience::programs;
    for (const auto& each : arrived) {
        const auto* ticket = each.ticket ? &*each.ticket : nullptr;
        const auto look = each.created ? Look::good : Look::normal;
        const std::string change(change_of(each));
        const std::string status(ticket ? to_text(ticket->now.status) : "");
        const auto& what = ticket ? ticket->title : each.path;
        table.rows.push_back({{ticket ? ticket->id.text() : "", ticket ? Value(ticket->id.text()) : Value(), Look::accent},
                              {change, change, look},
                              {status, ticket ? Value(status) : Value()},
                              {what, ticket ? Value(what) : Value()},
                              {each.path, each.path}});
    }
    table.beside = {{"remote", remote}, {"sent", sent}};
    return table;
}

std::string sync_summary(std::span<const Arrived> arrived, const std::string& remote, int sent, int held) {
    const auto created = std::ranges::count_if(arrived, is_new);
    const auto changed = std::ssize(arrived) - created;
    std::vector<std::string> came, words;
    if (created > 0) came.push_back(fmt::format("{} new", created));
    if (changed > 0) came.push_back(fmt::format("{} changed", changed));
    if (!came.empty()) words.push_back(fmt::format("{} from {}", joined(came, ", "), remote));
    if (sent > 0) words.push_back(fmt::format("{} sent to {}", count_of(sent, "commit"), remote));
    if (held > 0) words.push_back(fmt::format("{} not sent", count_of(held, "commit")));
    return words.empty() ? fmt::format("nothing new here or in {}", remote) : joined(words, "; ");
}

}  // namespace desk::cli
