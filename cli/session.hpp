#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "cli/app.hpp"
#include "cli/command.hpp"
#include "cli/shell/editor.hpp"

namespace desk::cli {

/// The options that every command takes.
struct Globals {
    std::string folder, now, agent;
    bool json = false;
    bool porcelain = false;
    bool no_color = false;
    bool no_commit = false;
    bool force = false;
    bool quiet = false;
    bool version = false;
    bool help = false;
};

void declare(Globals& globals, Args& args);

/// One run of one command, in the world it was started in.
class Session : public Context {
public:
    /// `writes`: what earlier commands have left unfinished is finished before anything is read.
    Session(const World& world, const Globals& globals, Output& output, bool writes);

    const Store& store() override;
    const std::string& agent() override;
    std::string agent_if_known() override;
    std::string folder() const override { return where(meant_folder()); }
    bool forced() const override { return globals_.force; }
    std::optional<bool> answer_to(const std::string& question) override;
    Change& change() override;
    NewStore make_store(const std::string& folder, const std::string& name, const std::string& timezone,
                        bool repository) override;
    bool shows_progress() const override { return world_.terminal.is_terminal && !globals_.quiet; }
    bool set_up_merging() override;
    std::string input() override;
    std::string file(const std::string& path) override;
    void write_file(const std::string& path, const std::string& content) override;
    std::string edited(const std::string& text, const std::string& explanation) override;
    std::string keep(const std::string& text) override;
    std::string temporary_folder() const override;

    /// What could not be read of the desk.
    std::vector<Problem> problems() const { return store_ ? store_->problems().all() : std::vector<Problem>(); }

    /// What tickets have and no policy has, of those that were read.
    std::set<LostWord> lost_words() const { return store_ ? store_->take_lost_words() : std::set<LostWord>(); }

    /// Whether the lock was taken.
    bool has_written() const { return change_.has_value(); }

    /// Commits the change, if there is one.
    void finish();

    /// Why git has not committed what is written all the same.
    const std::optional<Error>& not_committed() const { return not_committed_; }

    /// Leaves what the person wrote in the editor in its file and answers the path; empty when nothing was written.
    std::string keep_draft();

private:
    std::string where(const std::string& folder) const;
    std::string meant_folder() const;
    std::string named_agent() const;
    std::string program_word() const;
    void warn_of_no_repository();

    const World& world_;
    const Globals& globals_;
    bool writes_;
    std::optional<Store> store_;
    std::optional<Change> change_;
    std::optional<Error> not_committed_;
    std::optional<Draft> draft_;
    bool input_is_read_ = false;
    std::string agent_;
};

}  // namespace desk::cli
