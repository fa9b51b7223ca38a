#include "store/audit.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/audit.hpp"
#include "store/canonical.hpp"
#include "store/desk_files.hpp"
#include "store/store.hpp"

namespace desk {
namespace {

constexpr std::string_view tickets_folder = "tickets/";
constexpr std::size_t changes_at_once = 1000;  // bounds what is held

bool is_of_tickets(const FileChange& change) { return change.path.starts_with(tickets_folder); }

/// Readers pass over names that begin with a dot.
bool is_hidden(const FileChange& change) { return change.path.find("/.") != std::string::npos; }

/// Whether the file means something only where there is a desk. Other branches may have none.
bool is_of_a_desk(const FileChange& change) { return is_of_tickets(change) || change.path == "desk.toml"; }

bool is_new(const FileChange& change) {
    return change.after.exists() && std::ranges::none_of(change.before, [](const Blob& blob) { return blob.exists(); });
}

/// The policies of the commits, each read once.
class Policies {
public:
    Policies(const Repository& repository, const std::string& prefix, std::span<const RangeCommit> commits)
        : repository_(repository), prefix_(prefix), commits_(commits), ids_(repository.ids(commits, prefix + "desk.toml")) {}

    /// As it was in the commit; where it cannot be read, the last one that could. `problems`: why it cannot, told once.
    const Policy& of(std::size_t commit, std::vector<Problem>& problems) {
        const auto [known, is_new] = policies_.try_emplace(ids_[commit]);
        if (is_new) known->second = read(commits_[commit].id, problems);
        if (known->second) last_ = &*known->second;
        if (last_ == nullptr) last_ = &before(commits_[commit]);
        return *last_;
    }

private:
    /// As it was before a commit that begins the range with one that cannot be read.
    const Policy& before(const RangeCommit& commit) {
        std::vector<Problem> of_others;
        if (!commit.parents.empty()) before_ = read(commit.parents.front(), of_others);
        return before_ ? *before_ : before_.emplace();
    }

    std::optional<Policy> read(const std::string& commit, std::vector<Problem>& problems) const {
        const auto file = [&](const std::string& path) {
            return repository_.content(commit, prefix_ + path, canonical::longest_file);
        };
        if (const auto text = file("desk.toml")) return policy_from(*text, file, problems);
        problems.push_back({{"desk.toml"}, "is not there"});
        return {};
    }

    const Repository& repository_;
    const std::string& prefix_;
    std::span<const RangeCommit> commits_;
    std::vector<std::string> ids_;                           ///< of desk.toml, by commit
    std::map<std::string, std::optional<Policy>> policies_;  ///< by that id
    std::optional<Policy> before_;
    const Policy* last_ = nullptr;
};

class Auditor {
public:
    Auditor(const Repository& repository, const std::string& prefix, std::span<const RangeCommit> commits)
        : repository_(repository), prefix_(prefix), commits_(commits), policies_(repository, prefix, commits) {}

    std::vector<AuditFinding> findings(bool signatures) {
        auto changes = repository_.changes(commits_, prefix_);
        look_for_reuse(changes);
        for (std::size_t begin = 0; begin < changes.size(); begin += changes_at_once)
            look_at(std::span(changes).subspan(begin, std::min(changes_at_once, changes.size() - begin)));
        if (signatures) look_at_signatures();
        std::ranges::stable_sort(found_, {}, &Found::commit);
        std::vector<AuditFinding> findings;
        for (auto& [commit, problem] : found_) findings.push_back({commits_[commit].id, std::move(problem)});
        return findings;
    }

private:
    struct Found {
        std::size_t commit;
        Problem problem;
    };

    void add(const FileChange& change, std::string what) { found_.push_back({change.commit, {{change.path}, std::move(what)}}); }

    void look_for_reuse(const std::vector<FileChange>& changes) {
        std::vector<FileChange> added;
        std::ranges::copy_if(changes, std::back_inserter(added),
                             [](const FileChange& change) { return is_new(change) && reference_at(change.path); });
        for (const auto& change : repository_.reused(added, commits_, prefix_))
            add(change, "had been removed before: a reference is never used again");
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
            if (!is_of_a_desk(change)) continue;
            std::vector<Problem> problems;
            const auto& policy = policies_.of(change.commit, problems);
            for (auto& problem : problems) found_.push_back({change.commit, std::move(problem)});
            if (is_of_tickets(change) && !is_hidden(change)) look_at(change, policy);
        }
    }

    void look_at(const FileChange& change, const Policy& policy) {
        const auto reference = reference_at(change.path);
        if (!change.after.exists()) {
            if (reference) add(change, "was removed; a ticket stays for ever");
            return;
        }
        if (!reference) return add(change, "is no ticket's file");
        if (!change.after.plain) return add(change, "is no plain file");
        const auto reading = reading_of(change.after, change.path);
        if (!reading.ticket) {
            found_.push_back({change.commit, reading.problem.value_or(Problem{{change.path}, "cannot be read"})});
            return;
        }
        compare(change, *reference, *reading.ticket, policy);
    }

    void compare(const FileChange& change, const Reference& reference, const Ticket& ticket, const Policy& policy) {
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
        const auto& commit = commits_[change.commit];
        const Authorship authorship{commit.author, commit.email, commit.subject, commit.parents.size() > 1};
        for (auto& what : audited(step, authorship, policy)) add(change, std::move(what));
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
    Policies policies_;
    std::map<std::string, std::optional<std::string>> contents_;  ///< of the blobs at hand
    std::vector<Found> found_;
};

}  // namespace

Audit audit(const Repository& repository, const std::string& prefix, std::string_view range, bool signatures) {
    const auto commits = repository.range(range);
    return {commits.size(), Auditor(repository, prefix, commits).findings(signatures)};
}

}  // namespace desk
