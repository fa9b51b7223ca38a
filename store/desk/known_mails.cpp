#include "store/desk/known_mails.hpp"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "core/base/contains.hpp"
#include "store/desk/problems.hpp"

namespace desk {
namespace {

using Ids = std::vector<std::string>;

/// Whether the file has the text as it is, not escaped.
bool stands_as_it_is(std::string_view id) {
    return std::ranges::all_of(id, [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
}

/// Whether the ticket may know one of these.
bool may_know(std::string_view bytes, const Ids& ids) {
    if (bytes.find("message:") == bytes.npos) return false;
    return std::ranges::any_of(ids, [&](const std::string& id) { return !stands_as_it_is(id) || bytes.find(id) != bytes.npos; });
}

Ids known_by(const Ticket& ticket, const Ids& ids) {
    Ids known;
    for (const auto& event : ticket.log.recorded())
        if (const auto message = message_of(event); !message.empty() && contains(ids, message)) known.emplace_back(message);
    return known;
}

}  // namespace

KnownMails known_mails(const Store& store, const MailLeads& leads) {
    KnownMails known;
    const auto before = store.problems().all();
    std::atomic<std::size_t> wanted = 0, read = 0;  // what is broken otherwise has nothing to do with this mail
    const auto may_match = [&](std::string_view bytes) {
        const bool may = may_know(bytes, leads.messages);
        wanted += may ? 1 : 0;
        return may;
    };
    auto found = store.map({Depth::whole, may_match, {}}, [&](const Ticket& ticket) {
        ++read;
        auto ids = known_by(ticket, leads.messages);
        return ids.empty() ? std::nullopt : std::optional(std::move(ids));
    });
    for (const auto& problem : store.problems().all())
        if (read < wanted && !contains(before, problem)) throw failure(problem, "the mail may belong to it");
    for (std::size_t i = 0; i < found.tickets.size(); ++i) {
        const auto& reference = found.tickets[i].id;
        for (const auto& id : found.values[i]) known.messages.emplace(id, reference);
        known.tickets.emplace(reference, std::move(found.tickets[i]));
    }
    for (const auto& reference : leads.references)
        if (!known.tickets.contains(reference) && store.folder().exists(path_of(reference)))
            known.tickets.emplace(reference, store.ticket(reference));
    return known;
}

}  // namespace desk
