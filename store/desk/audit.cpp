#include "store/desk/audit.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/contract/agent.hpp"
#include "core/repository/audit.hpp"
#include "store/desk/audit_desks.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"
#include "store/yaml/canonical.hpp"

namespace desk {
namespace {

constexpr std::size_t changes_at_once = 1000;  // bounds what is held

bool is_of_tickets(const FileChange& change) { return is_in(change.path, places::tickets); }

bool is_new(const FileChange& change) {
    return change.after.exists() && std::ranges::none_of(change.before, [](const Blob& blob) { return blob.exists(); });
}

Authorship authorship_of(const RangeCommit& commit) { return {commit.author, commit.email, commit.parents.size() > 1}; }

std::string what_happened(const FileChange& change) {
    if (is_new(change)) return "was added";
    return change.after.exists() ? "was changed" : "was removed";
}

class Auditor {
public:
    Auditor(const Repository& repository, const std::string& prefix, std::span<const RangeCommit> commits, const std::string& old,
            Instant now)
        : repository_(repository), prefix_(prefix), commits_(commits), now_(now), desks_(repository, prefix, commits, old) {}

    Audit audit(bool signatures) {
        auto changes = repository_.changes(commits_, prefix_);
        look_for_reuse(changes);
        for (std::size_t begin = 0; begin < changes.size(); begin += changes_at_once)
            look_at(std::span(changes).subspan(begin, std::min(changes_at_once, changes.size() - begin)));
        if (signatures) look_at_signatures();
        return {commits_.size(), sorted(std::move(found_)), sorted(std::move(listed_))};
    }

private:
    struct Found {
        std::size_t commit;
        Problem problem;
    };

    std::vector<AuditFinding> sorted(std::vector<Found> all) const {
        std::ranges::stable_sort(all, {}, &Found::commit);
        std::vector<AuditFinding> findings;
        findings.reserve(all.size());
        for (auto& [commit, problem] : all) findings.push_back({commits_[commit].id, std::move(problem)});
        return findings;
    }

    void add(const FileChange& change, std::string what) { found_.push_back({change.commit, {{change.path}, std::move(what)}}); }

    void look_for_reuse(const std::vector<FileChange>& changes) {
        std::vector<FileChange> added;
        std::ranges::copy_if(changes, std::back_inserter(added),
                             [](const FileChange& change) { return is_new(change) && reference_at(change.path); });
        for (const auto& change : repository_.reused(added, commits_, prefix_))
            add(change, "was removed before: a reference is never used again");
    }

    void look_at(std::span<const FileChange> changes) {
        std::set<std::string> ids;
        for (const auto& change : changes) {
            if (!is_of_tickets(change)) continue;
            ids.insert(change.after.id);
            for (const auto& blob : change.before) ids.insert(blob.id);
        }
        ids.erase("");
        contents_ = repository_.contents(std::vector<std::string>(ids.begin(), ids.end()), canonical::longest_file);
        for (const auto& change : changes) {
            if (change.path == places::policy)
                for (auto& problem : desks_.problems(change.commit)) found_.push_back({change.commit, std::move(problem)});
            if (desks_.is_of_contract(change.commit, change.path)) look_at_contract(change);
            if (is_of_tickets(change) && !is_hidden(change.path)) look_at(change);
        }
    }

    void look_at_contract(const FileChange& change) {
        const auto author = authorship_of(commits_[change.commit]);
        const auto desks = desks_.before(change.commit);
        const auto verdict = contract_change(author, desks);
        if (verdict == ContractChange::allowed || is_merged_by_git(change)) return;
        const auto what = fmt::format("{} by {}", what_happened(change), shown(author));
        if (verdict == ContractChange::refused) return add(change, what + ", whom contract in [audit] does not name");
        const auto knows = [&](const DeskBefore& desk) {
            return desk.policy.agents.empty() || is_by_an_agent(author, desk.policy);
        };
        const bool is_known = std::ranges::any_of(desks, knows);
        listed_.push_back({change.commit, {{change.path}, what + (is_known ? "" : ", who is not an agent of the desk")}});
    }

    /// What both sides of a merge brought is judged where they did.
    bool is_merged_by_git(const FileChange& change) const {
        const auto& parents = commits_[change.commit].parents;
        if (parents.size() != 2) return false;
        return repository_.merged_id(parents[0], parents[1], prefix_ + change.path) == change.after.id;
    }

    void look_at(const FileChange& change) {
        const auto reference = reference_at(change.path);
        if (!change.after.exists()) {
            if (reference) add(change, "was removed; tickets must not be removed");
            return;
        }
        if (!reference) return add(change, "is not a ticket's file");
        if (!change.after.plain) return add(change, "is not a plain file");
        const auto reading = reading_of(change.after, change.path);
        if (!reading.ticket) {
            found_.push_back({change.commit, reading.problem.value_or(Problem{{change.path}, "cannot be read"})});
            return;
        }
        compare(change, *reference, *reading.ticket);
    }

    void compare(const FileChange& change, const Reference& reference, const Ticket& ticket) {
        TicketChange step{reference, ticket, {}, true};
        std::vector<Ticket> parents;
        for (const auto& blob : change.before) {
            if (!blob.exists()) continue;
            auto reading = reading_of(blob, change.path);
            if (reading.ticket)
                parents.push_back(*std::move(reading.ticket));
            else
                step.all_known = false;
        }
        for (const auto& parent : parents) step.before.push_back(&parent);
        const auto author = authorship_of(commits_[change.commit]);
        for (auto& what : audited(step, author, desks_.before(change.commit), now_)) add(change, std::move(what));
    }

    Reading reading_of(const Blob& blob, const std::string& path) const {
        const auto content = contents_.find(blob.id);
        if (content == contents_.end()) return {};
        if (!content->second) return {{}, Problem{{path}, "is larger than 8 MiB"}};
        return ticket_from(*content->second, path);
    }

    void look_at_signatures() {
        const auto doubts = repository_.doubts_about_signatures(commits_);
        for (std::size_t commit = 0; commit < doubts.size(); ++commit)
            if (!doubts[commit].empty()) found_.push_back({commit, {{}, doubts[commit]}});
    }

    const Repository& repository_;
    const std::string& prefix_;
    std::span<const RangeCommit> commits_;
    Instant now_;
    DesksInCommits desks_;
    std::map<std::string, std::optional<std::string>> contents_;  ///< of the blobs at hand
    std::vector<Found> found_, listed_;
};

}  // namespace

Audit audit(const Repository& repository, const std::string& prefix, const AuditWanted& wanted) {
    const auto commits = repository.range(wanted.range);
    return Auditor(repository, prefix, commits, repository.old_of(wanted.range), wanted.now).audit(wanted.signatures);
}

}  // namespace desk
