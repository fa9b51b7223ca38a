#include "store/desk/audit_desks.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "core/contract/former_names.hpp"
#include "core/month/hours.hpp"
#include "core/month/suspensions.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/desk_in_commit.hpp"
#include "store/desk/places.hpp"
#include "store/desk/suspension.hpp"
#include "store/toml/ical.hpp"
#include "store/toml/reader.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/ticket.hpp"

namespace desk {
namespace {

std::string key_of(const FilesInCommit& files) {
    std::string key;
    for (const auto& [path, id] : files) key.append(path).append("\n").append(id).append("\n");
    return key;
}

/// When support had ceased, by the tickets of a commit; they are read when it is first asked for.
class CeasedInCommit : public SuspensionsWhenAsked {
public:
    CeasedInCommit(const Repository& repository, std::string tickets, std::string commit, const Desk& desk)
        : repository_(repository), tickets_(std::move(tickets)), commit_(std::move(commit)), desk_(desk) {}

private:
    ByClient read() const override { return suspension_periods(entries_of(tickets(), all_months, desk_), desk_); }

    /// Those with work. What is broken is a problem of the commit that brought it.
    std::vector<Ticket> tickets() const {
        std::vector<std::string> ids;
        for (const auto& [path, id] : repository_.files(commit_, {tickets_})) ids.push_back(id);
        std::vector<Ticket> tickets;
        for (const auto& [id, content] : repository_.contents(ids, canonical::longest_file)) {
            if (!content || content->find("do: work") == content->npos) continue;
            if (auto reading = ticket_from(*content, id); reading.ticket)
                tickets.push_back(in_present_words(*std::move(reading.ticket), desk_));
        }
        return tickets;
    }

    const Repository& repository_;
    std::string tickets_, commit_;
    const Desk& desk_;
};

}  // namespace

struct DesksInCommits::Read {
    std::optional<Policy> policy;
    std::vector<Problem> problems;
};

DesksInCommits::DesksInCommits(const Repository& repository, std::string prefix, std::span<const RangeCommit> commits,
                               const std::string& old)
    : repository_(repository), prefix_(std::move(prefix)), commits_(commits), old_(old) {
    std::set<std::string> around;
    for (const auto& commit : commits) around.insert(commit.parents.begin(), commit.parents.end());
    for (const auto& commit : commits) around.erase(commit.id);
    if (!old.empty()) around.insert(old);
    std::vector<RangeCommit> all;
    all.reserve(around.size() + commits.size());
    for (const auto& id : around) all.push_back({id, {}, {}, {}});
    all.insert(all.end(), commits.begin(), commits.end());

    const auto ids = repository.ids(all, prefix_ + std::string(places::policy));
    for (std::size_t i = 0; i < all.size(); ++i) ids_[all[i].id] = ids[i];
    // Parents come before their children.
    for (const auto& [id, parents, author, email] : all) {
        auto& in_force = in_force_[id];
        if (read(id).policy) in_force = id;
        for (const auto& parent : parents)
            if (in_force.empty()) in_force = in_force_[parent];
    }
}

DesksInCommits::~DesksInCommits() = default;

DesksInCommits::Read& DesksInCommits::read(const std::string& commit) {
    if (const auto known = read_.find(ids_[commit]); known != read_.end()) return *known->second;
    if (const auto known = read_.find(commit); known != read_.end()) return *known->second;
    auto made = std::make_unique<Read>();
    auto& [policy, problems] = *made;
    const auto named = [&](const std::string& path) { return repository_.content(commit, prefix_ + path, most_ical_bytes); };
    const std::string path(places::policy);
    if (const auto text = ids_[commit].empty() ? std::nullopt : repository_.content(commit, prefix_ + path, most_toml_bytes))
        policy = policy_from(*text, named, problems);
    else
        problems.push_back({{path}, "is not there"});
    // What is refused may be good in a later commit, which has a file that it names.
    return *read_.emplace(policy ? ids_[commit] : commit, std::move(made)).first->second;
}

std::vector<std::string> DesksInCommits::commits_before(std::size_t commit) {
    std::vector<std::string> found;
    const auto add = [&](const std::string& id) {
        const auto& in_force = in_force_[id];
        if (!in_force.empty() && !contains(found, in_force)) found.push_back(in_force);
    };
    for (const auto& parent : commits_[commit].parents) add(parent);
    if (found.empty() && !old_.empty()) add(old_);
    if (found.empty()) add(commits_[commit].id);
    return found;
}

std::vector<DeskBefore> DesksInCommits::before(std::size_t commit) {
    std::vector<DeskBefore> desks;
    for (const auto& id : commits_before(commit))
        desks.push_back({*read(id).policy, [this, id]() -> const Desk& { return whole(id); }});
    static const Desk none;
    if (desks.empty()) desks.push_back({none.policy, []() -> const Desk& { return none; }});
    return desks;
}

std::vector<Problem> DesksInCommits::problems(std::size_t commit) { return read(commits_[commit].id).problems; }

DesksInCommits::InCommit& DesksInCommits::in(const std::string& commit) {
    const auto [known, is_new] = in_commits_.try_emplace(commit);
    auto& found = known->second;
    if (!is_new) return found;
    found.contract = contract_files(repository_, prefix_, commit);
    const auto [named, is_unread] = named_.try_emplace(key_of(found.contract));
    if (is_unread) named->second = files_named(files_in(repository_, prefix_, commit, found.contract));
    found.named = &named->second;
    return found;
}

const Desk& DesksInCommits::whole(const std::string& commit) {
    auto& found = in(commit);
    if (found.desk != nullptr) return *found.desk;
    std::vector<std::string> named;
    for (const auto& path : *found.named) named.push_back(prefix_ + path);
    auto& desk = whole_[key_of(found.contract) + key_of(repository_.files(commit, named))];
    if (!desk) desk = read_whole(commit, found.contract);
    found.desk = desk.get();
    if (!may_suspend(*desk)) return *found.desk;
    // Whether support had ceased depends on the tickets of the commit, too.
    auto& with_tickets = whole_[commit] = std::make_unique<Desk>(*desk);
    with_tickets->suspensions =
        std::make_shared<CeasedInCommit>(repository_, prefix_ + std::string(places::tickets), commit, *with_tickets);
    found.desk = with_tickets.get();
    return *found.desk;
}

std::unique_ptr<Desk> DesksInCommits::read_whole(const std::string& commit, const FilesInCommit& contract) {
    const auto files = files_in(repository_, prefix_, commit, contract);
    std::vector<Problem> told_elsewhere;
    const auto text = files.read(std::string(places::policy), canonical::longest_file);
    const auto policy = policy_from(text.value_or(""), files.reader(), told_elsewhere);
    return std::make_unique<Desk>(desk_from(files, policy.value_or(*read(commit).policy)));
}

bool DesksInCommits::is_of_contract(std::size_t commit, const std::string& path) {
    const auto* place = place_holding(path);
    if (place != nullptr && place->keeper == DeskPlace::Keeper::contract) return true;
    if (place != nullptr && place->merge == DeskPlace::Merge::driver) return false;
    return std::ranges::any_of(commits_before(commit),
                               [&](const std::string& id) { return std::ranges::binary_search(*in(id).named, path); });
}

}  // namespace desk
