#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "cli/app.hpp"
#include "cli/command.hpp"
#include "cli/globals.hpp"
#include "cli/shell/editor.hpp"
#include "cli/shell/sendmail.hpp"

namespace desk::cli {

/// One run of one command, in the world it was started in.
class Session : public Context {
public:
    /// `writes`: what earlier commands left unfinished is finished before anything is read.
    Session(const World& world, const Globals& globals, Output& output, bool writes);

    const Store& store() override;
    const std::string& agent() override;
    std::string agent_if_known() override;
    std::string folder() const override { return where(meant_folder()); }
    using Context::commit;
    void commit(const std::function<void()>& at_last) override { finish(at_last); }
    void let_go() override { change_.reset(); }
    bool forced() const override { return globals_.force; }
    bool is_dry_run() const override { return globals_.dry_run; }
    bool can_ask() const override { return world_.can_ask; }
    std::optional<bool> answer_to(const std::string& question) override;
    std::optional<std::string> typed_answer(const std::string& question, std::span<const Line> above) override;
    Change& change() override;
    NewStore make_store(const std::string& folder, const std::string& name, const std::string& timezone,
                        bool repository) override;
    bool shows_progress() const override { return world_.terminal.is_terminal && !globals_.quiet; }
    bool set_up_merging() override;
    std::string input() override;
    std::string input_bytes(std::size_t most) override;
    Folder folder_at(const std::string& path) override { return Folder::open(where(path)); }
    std::string file(const std::string& path) override;
    std::string plain_file(const std::string& path, std::size_t most) override;
    void write_file(const std::string& path, const std::string& content) override;
    std::string edited(const std::string& text, const std::string& explanation) override;
    bool has_editor() const override;
    void send_mail(const std::string& mail) override { send_by(world_.environment("DESK_SENDMAIL"), mail); }
    std::string keep(const std::string& text) override;
    bool opens_manual(const std::string& section, const std::string& page) override;
    int text_width() const override;
    std::string temporary_folder() const override;
    void when_written(std::function<void()> then) override { when_written_ = std::move(then); }
    std::string state_folder() const override;

    /// What could not be read of the desk.
    std::vector<Problem> problems() const { return store_ ? store_->problems().all() : std::vector<Problem>(); }

    /// Words of the tickets read that no policy has.
    std::set<LostWord> lost_words() const { return store_ ? store_->take_lost_words() : std::set<LostWord>(); }

    /// Whether the lock was taken.
    bool has_written() const { return was_locked_; }

    /// Commits the change, if there is one.
    void finish(const std::function<void()>& at_last = {});

    /// Why git did not commit what was written.
    const std::optional<Error>& not_committed() const { return not_committed_; }

    /// Leaves what the user wrote in the editor in its file and returns the path; empty if nothing was written.
    std::string keep_draft();

private:
    std::string where(const std::string& folder) const;
    std::string meant_folder() const;
    std::string named_agent() const;
    std::string program_word() const;
    std::string chosen_editor() const;  ///< empty: none was
    void warn_of_no_repository();

    const World& world_;
    const Globals& globals_;
    bool writes_;
    std::optional<Store> store_;
    std::optional<Change> change_;
    bool was_locked_ = false;
    std::optional<Error> not_committed_;
    std::optional<Draft> draft_;
    bool input_is_read_ = false;
    std::string agent_;
    std::function<void()> when_written_;
};

}  // namespace desk::cli
