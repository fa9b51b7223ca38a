#include "store/desk/known_mails.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "core/base/contains.hpp"
#include "store/desk/problems.hpp"

namespace desk {
namespace {

using Ids = std::vector<std::string>;

/// Whether the file has the text as it is, not escaped.
bool stands_as_it_is(std::string_view id) {
    return std::ranges::all_of(id, [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
}

constexpr std::string_view key = "message:";

bool knows_any(std::string_view bytes) { return bytes.find(key) != bytes.npos; }

/// What may be the value of a key: the rest of its line, and the next one, where somebody has folded it.
std::string_view value_in(std::string_view bytes) {
    const auto line = std::min(bytes.find('\n'), bytes.size());
    return bytes.substr(0, bytes.find('\n', std::min(line + 1, bytes.size())));
}

/// Whether the ticket may know one of these. There may be hundreds, and very many tickets: all of a file is gone through once.
bool may_know(std::string_view bytes, const Ids& ids) {
    if (!std::ranges::all_of(ids, stands_as_it_is)) return knows_any(bytes);
    for (auto at = bytes.find(key); at != bytes.npos; at = bytes.find(key, at + key.size())) {
        const auto value = value_in(bytes.substr(at + key.size()));
        if (std::ranges::any_of(ids, [&](const std::string& id) { return value.find(id) != value.npos; })) return true;
    }
    return false;
}

}  // namespace

MailIndex::MailIndex(const Store& store, const Ids& ids, bool takes_all) : store_(store) {
    const auto may_match = [&](std::string_view bytes) { return takes_all ? knows_any(bytes) : may_know(bytes, ids); };
    std::mutex mutex;
    std::vector<std::pair<std::string, Reference>> known;
    std::set<Reference> read;
    store.map({Depth::whole, may_match, {}}, [&](const Ticket& ticket) {
        const std::scoped_lock lock(mutex);
        read.insert(ticket.id);
        for (const auto& event : ticket.log.recorded())
            if (const auto message = message_of(event); !message.empty() && (takes_all || contains(ids, message)))
                known.emplace_back(message, ticket.id);
        return std::optional<std::monostate>();  // none is kept in memory: there may be very many
    });
    std::ranges::sort(known, {}, &std::pair<std::string, Reference>::second);
    for (auto& [message, reference] : known) messages_.emplace(std::move(message), reference);
    for (const auto& problem : store.problems().all())
        if (const auto reference = reference_at(problem.where.file); reference && !read.contains(*reference)) add_broken(problem);
}

void MailIndex::add_broken(const Problem& problem) {
    std::optional<std::string> bytes;
    // What cannot even be opened has nothing to do with any mail, as far as anybody knows.
    if (problem_with(problem.where.file, [&] { bytes = store_.folder().read(problem.where.file); }) || !bytes) return;
    broken_.push_back({problem, *std::move(bytes)});
}

KnownMails MailIndex::known(const MailLeads& leads) const {
    for (const auto& [problem, bytes] : broken_)
        if (may_know(bytes, leads.messages)) throw failure(problem, "the mail may belong to it");
    KnownMails known;
    const auto add = [&](const Reference& reference) {
        if (!known.tickets.contains(reference)) known.tickets.emplace(reference, store_.ticket(reference));
    };
    for (const auto& id : leads.messages)
        if (const auto found = messages_.find(id); found != messages_.end()) {
            known.messages.insert(*found);
            add(found->second);
        }
    for (const auto& reference : leads.references)
        if (store_.folder().exists(path_of(reference))) add(reference);
    return known;
}

}  // namespace desk
