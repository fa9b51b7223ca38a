#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {

/// What is recorded goes to the requester as a mail, too.
struct Sending {
    bool send = false;
    std::vector<std::string> cc, files;
};

/// `--send`, `--cc` and `--attach`.
void declare(Sending& sending, Args& args);

/// What is recorded, and sent.
struct Mailed {
    std::string_view verb;                ///< the event that the mail is, among those that are recorded
    std::string text;                     ///< the agent's own words; may be empty
    bool is_typed = true;                 ///< else it was written in the editor, which keeps it
    std::string promise = {}, date = {};  ///< what is promised, and by when
    std::function<void(std::span<const Ticket> before)> must_be_fine = {};  ///< refuses before anything is sent
};

/// As `record`, each ticket with its own mail. When all can be recorded, one is sent and committed after the other; `Fault::io`
/// where one cannot be sent, with what was typed kept in a file. With --dry-run the mails are shown.
void record_and_send(Context& context, const std::vector<Reference>& references, std::span<const Verb> verbs,
                     const Sending& sending, const Mailed& mailed);

/// `Fault::usage` for what belongs to a mail, where none is sent.
void must_fit(const Sending& sending);

}  // namespace desk::cli
