#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/repository/audit.hpp"
#include "store/git/range.hpp"

namespace desk {

/// The desks in the commits of a range, each read once.
class DesksInCommits {
public:
    /// `old`: where the range begins; empty: nowhere.
    DesksInCommits(const Repository& repository, std::string prefix, std::span<const RangeCommit> commits,
                   const std::string& old);
    ~DesksInCommits();
    DesksInCommits(const DesksInCommits&) = delete;
    DesksInCommits& operator=(const DesksInCommits&) = delete;

    /// Those in the parents of a commit: if a parent's policy cannot be read, the last readable one before it. A commit
    /// without parents is judged by where the range begins, and only the first of all by itself. Never none.
    std::vector<DeskBefore> before(std::size_t commit);

    /// What is wrong with the policy of a commit.
    std::vector<Problem> problems(std::size_t commit);

    /// Whether a change of the file changes the contract: by the keeper of its place, or if a policy names it.
    bool is_of_contract(std::size_t commit, const std::string& path);

private:
    struct Read;
    struct InCommit {
        std::map<std::string, std::string> contract;      ///< the ids of policies and clients
        const std::vector<std::string>* named = nullptr;  ///< by the policies
        const Desk* desk = nullptr;                       ///< null: not read yet
    };
    Read& read(const std::string& commit);
    InCommit& in(const std::string& commit);
    const Desk& whole(const std::string& commit);
    std::unique_ptr<Desk> read_whole(const std::string& commit, const std::map<std::string, std::string>& contract);
    std::vector<std::string> commits_before(std::size_t commit);

    const Repository& repository_;
    std::string prefix_;
    std::span<const RangeCommit> commits_;
    std::string old_;
    std::map<std::string, std::string> ids_;                 ///< of desk.toml, by commit
    std::map<std::string, std::unique_ptr<Read>> read_;      ///< by that id; what is refused by commit
    std::map<std::string, std::string> in_force_;            ///< by commit: the one whose desk it goes by; empty: none
    std::map<std::string, InCommit> in_commits_;             ///< by commit
    std::map<std::string, std::vector<std::string>> named_;  ///< by what the policies are read from
    std::map<std::string, std::unique_ptr<Desk>> whole_;     ///< by what they are read from
};

}  // namespace desk
