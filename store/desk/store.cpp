#include "store/desk/store.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/contract/former_names.hpp"
#include "core/month/suspensions.hpp"
#include "store/desk/change.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/suspension.hpp"
#include "store/toml/policy.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;

const std::string policy_file(places::policy);
constexpr std::size_t candidates_shown = 10;

/// Absent when there is no such folder, or it is above ours and may not be looked into.
std::optional<uid_t> owner_of(const fs::path& folder) {
    bool ends = false;
    const auto found = looked_up_above(folder, ends);
    return found && S_ISDIR(found->st_mode) ? std::optional(found->st_uid) : std::nullopt;
}

Error no_store(const std::string& from) {
    return {Fault::not_found, fmt::format("no desk in {} or in a folder above it", from), "`desk init` makes one"};
}

Error no_ticket(std::string_view typed) {
    return {Fault::not_found, fmt::format("no ticket {}", typed), "`desk list --all` shows all that there are"};
}

/// The candidate with its title, as far as it can be read.
std::string described(const Store& store, const Reference& reference) {
    const auto bytes = store.folder().read(path_of(reference));
    const auto reading = bytes ? ticket_from(*bytes, path_of(reference), Depth::header) : Reading();
    return reference.text() + "  " + (reading.ticket ? reading.ticket->title : "(cannot be read)");
}

Error ambiguous(const Store& store, std::string_view typed, const std::vector<Reference>& candidates) {
    std::string hint = "it could be";
    for (std::size_t i = 0; i < std::min(candidates.size(), candidates_shown); ++i)
        hint += "\n  " + described(store, candidates[i]);
    if (candidates.size() > candidates_shown) hint += fmt::format("\n  and {} more", candidates.size() - candidates_shown);
    return {Fault::not_found, fmt::format("{} is ambiguous", typed), hint};
}

/// Finds references by the beginning of their code.
class ByCode {
public:
    explicit ByCode(std::vector<Reference> all) : all_(std::move(all)) { std::ranges::sort(all_, {}, &Reference::code); }

    /// Sorted.
    std::vector<Reference> like(const ReferenceLike& typed) const {
        const auto beginning = [&](const Reference& reference) { return reference.code().substr(0, typed.code.size()); };
        std::vector<Reference> found;
        for (auto next = std::ranges::lower_bound(all_, std::string_view(typed.code), {}, beginning);
             next != all_.end() && beginning(*next) == typed.code; ++next)
            if (typed.matches(*next)) found.push_back(*next);
        std::ranges::sort(found);
        return found;
    }

private:
    std::vector<Reference> all_;
};

}  // namespace

std::optional<Reference> reference_at(std::string_view path) {
    constexpr std::string_view suffix = ".yaml";
    if (!path.ends_with(suffix)) return {};
    const auto name = path.substr(0, path.size() - suffix.size());
    const auto reference = Reference::canonical(name.substr(name.rfind('/') + 1));
    return reference && path_of(*reference) == path ? reference : std::nullopt;
}

std::optional<Store> Store::around(const std::string& from) {
    const auto found = looked_up(from);
    if (!found || !S_ISDIR(found->st_mode)) return {};
    const auto owner = found->st_uid;
    std::error_code failed;
    const auto start = fs::canonical(from, failed);
    if (failed) throw io_error(from, "cannot look for it", failed.value());
    for (auto at = start;; at = at.parent_path()) {
        // Whoever owns a folder above ours must not be able to slip a desk under us.
        const auto here = owner_of(at);
        if (!here || (*here != owner && *here != ::geteuid())) return {};
        if (at != start && ::access(at.c_str(), R_OK | X_OK) != 0 && errno == EACCES) return {};
        auto folder = Folder::open(at);
        if (folder.exists(policy_file)) return Store(std::move(folder));
        if (at == at.parent_path()) return {};
    }
}

Store Store::find(const std::string& from) {
    if (auto store = around(from)) return *std::move(store);
    const auto found = looked_up(from);
    if (!found || !S_ISDIR(found->st_mode)) throw Error(Fault::not_found, fmt::format("{}: no such folder", from));
    throw no_store(fs::canonical(from));
}

const Policy& Store::policy() const {
    if (policy_) return *policy_;
    const auto text = folder_.read(policy_file, most_toml_bytes);
    if (!text) throw Error(Fault::not_found, fmt::format("{}: is gone", policy_file));
    const auto files = files_in(folder_);
    return policy_.emplace(policy_from_toml(*text, policy_file, files.reader()));
}

const Desk& Store::whole_desk() const {
    if (desk_) return *desk_;
    desk_ = desk_from(files_in(folder_), policy());
    if (may_suspend(*desk_)) desk_->suspensions = suspensions_in(folder_.path(), problems_);
    return *desk_;
}

const Desk& Store::desk() const {
    const auto& desk = whole_desk();
    problems_->add(desk.problems);
    return desk;
}

const Desk& Store::desk_for(std::string_view client) const {
    const auto& desk = whole_desk();
    if (const auto* known = client_named(desk, client); known && known->broken) problems_->add(*known->broken);
    return desk;
}

const Desk* Store::readable_desk() const {
    const Desk* desk = nullptr;
    return is_well_formed([&] { desk = &whole_desk(); }) ? desk : nullptr;
}

const Desk* Store::renaming_desk() const {
    const auto* desk = readable_desk();
    return desk && has_former_names(*desk) ? desk : nullptr;
}

std::set<LostWord> Store::take_lost_words() const {
    const std::scoped_lock lock(lost_->mutex);
    return std::exchange(lost_->words, {});
}

Ticket Store::in_present_words(Ticket ticket) const {
    const auto* desk = renaming_desk();
    return desk ? desk::in_present_words(std::move(ticket), *desk) : ticket;
}

std::string Store::present_client(const std::string& name) const {
    const auto* desk = renaming_desk();
    return desk ? desk::present_client(*desk, name) : name;
}

Ticket Store::in_stored_words(Ticket ticket) const {
    const auto* desk = renaming_desk();
    if (!desk || !folder_.exists(path_of(ticket.id))) return ticket;
    const auto stored = load(ticket.id).ticket;
    return desk::in_stored_words(std::move(ticket), stored, *desk);
}

Reference Store::reference(std::string_view typed) const { return references({std::string(typed)}).front(); }

std::vector<Reference> Store::references(const std::vector<std::string>& typed) const {
    std::optional<ByCode> listed;
    std::vector<Reference> meant;
    meant.reserve(typed.size());
    for (const auto& word : typed) {
        const auto like = reference_like_from(word);
        if (!like)
            throw Error(Fault::usage, fmt::format("\"{}\" is not a reference", word),
                        "one looks like 2611-K7QF4, or K7QF4 for short");
        if (like->whole()) {
            const auto reference = Reference::canonical(like->month + "-" + like->code);
            if (!reference || !folder_.exists(path_of(*reference))) throw no_ticket(word);
            meant.push_back(*reference);
            continue;
        }
        if (!listed) listed.emplace(references());
        const auto found = listed->like(*like);
        if (found.empty()) throw no_ticket(word);
        if (found.size() > 1) throw ambiguous(*this, word, found);
        meant.push_back(found.front());
    }
    return meant;
}

Stored Store::load(const Reference& reference) const {
    const auto path = path_of(reference);
    auto bytes = folder_.read(path);
    if (!bytes) throw no_ticket(reference.text());
    auto reading = ticket_from(*bytes, path);
    if (!reading.ticket) throw failure(reading.problem.value_or(Problem{{path}, "cannot be read"}));
    if (reading.ticket->id != reference)
        throw failure({{path}, fmt::format("says `id: {}`, which is not its name", reading.ticket->id.text())});
    return {*std::move(reading.ticket), *std::move(bytes), reading.canonical, reading.loses_comment};
}

}  // namespace desk
