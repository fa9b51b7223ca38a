#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/ticket_words.hpp"
#include "core/base/error.hpp"

namespace desk::cli {

/// What completion offers for a value.
enum class Offers {
    nothing,
    tickets,  ///< that are not closed
    every_ticket,
    closed_tickets,  ///< or resolved
    waiting_tickets,
    resolved_tickets,
    months,
    clients,
    known_clients,
    agents,
    calendars,
    priorities,
    kinds,
    products,
    channels,
    items,
    steps,
    policies,
    exclusions,
    promises,
    tiers,
    scopes,
    waits,
    ways,
    modes,
    relations,
    reopen_reasons,
    filters,
    sort_keys,
    columns,
    calendar_questions,
    hours_words,
    mail_words,
    outage_words,
    scores,
    maintenance_kinds,
    client_views,
    policy_views,
    commands,
    help_words,
    colors,
    shells,
    files,
};

constexpr bool offers_tickets(Offers offers) {
    return offers == Offers::tickets || offers == Offers::every_ticket || offers == Offers::closed_tickets ||
           offers == Offers::waiting_tickets || offers == Offers::resolved_tickets;
}

/// An option or positional argument, as help, completion and the documentation test see it.
struct Argument {
    std::string short_name;  ///< `-c`, or empty
    std::string name;        ///< `--client`; of a positional its word in capitals, `TICKET`
    std::string value;       ///< what stands for the value, `NAME`; empty: a flag
    std::string help;
    Offers offers = Offers::nothing;
    bool positional = false;
    bool required = false;
    bool repeats = false;
    bool may_be_bare = false;  ///< an option whose value may be left out; where it is given, it stands behind `=`
    std::string implied = {};  ///< its value then
    bool is_length = false;    ///< of time: the words after it that are numbers or units belong to it
    bool is_text = false;      ///< an option for words of a person's own
    bool is_unlisted = false;  ///< neither help nor completion names it

    friend bool operator==(const Argument&, const Argument&) = default;
};

/// What to do about `Args::unquoted`.
std::string quoting_hint(const std::string& quoted);

/// What stands between the tickets and the text of a command, if anything does.
struct WordBetween {
    Between kind = Between::nothing;
    std::string word{};
    std::string* into = nullptr;
    std::string help{};
    Offers offers = Offers::nothing;
};

/// The vocabulary in which a command declares its arguments. A declared target is filled by `parse`; it must live until then.
class Args {
public:
    Args();
    Args(Args&&) noexcept;
    Args& operator=(Args&&) noexcept;
    ~Args();

    void flag(const std::string& names, bool& into, const std::string& help);
    /// One that is understood, and that nobody needs to learn.
    void unlisted_flag(const std::string& name, bool& into);
    void option(const std::string& names, std::string& into, const std::string& value, const std::string& help,
                Offers offers = Offers::nothing);
    /// Distinguishes an option that was not given from one with an empty text.
    void option(const std::string& names, std::optional<std::string>& into, const std::string& value, const std::string& help,
                Offers offers = Offers::nothing);
    /// The value may be left out, and is `implied` then; it is given as in `--revision=HEAD` only.
    void option_or(const std::string& name, std::optional<std::string>& into, const std::string& value,
                   const std::string& implied, const std::string& help, Offers offers = Offers::nothing);
    void option(const std::string& names, int& into, const std::string& value, const std::string& help,
                Offers offers = Offers::nothing);
    /// May be given several times, with one value each.
    void option(const std::string& names, std::vector<std::string>& into, const std::string& value, const std::string& help,
                Offers offers = Offers::nothing);

    /// A length of time. The numbers and units after it belong to it as well, so that it is never cut short.
    void length(const std::string& name, std::string& into, const std::string& help);

    void required(const std::string& word, std::string& into, const std::string& help, Offers offers = Offers::nothing);
    void optional(const std::string& word, std::string& into, const std::string& help, Offers offers = Offers::nothing);
    /// All the remaining words.
    void words(const std::string& word, std::vector<std::string>& into, const std::string& help, Offers offers = Offers::nothing);
    /// One ticket and a text, or several tickets, `--` and the text (`ticket_words`).
    void tickets_and_text(std::vector<std::string>& tickets, std::vector<std::string>& text, const std::string& help,
                          const WordBetween& between = {});
    /// Words that the command has no use for: it says itself what to do instead. They are in no help.
    void unwanted(std::vector<std::string>& into);
    void required_words(const std::string& word, std::vector<std::string>& into, const std::string& help,
                        Offers offers = Offers::nothing);
    /// One ticket or several, followed by the one word that says what to do with them.
    void tickets_and(std::vector<std::string>& tickets, const std::string& word, std::string& last, const std::string& help,
                     Offers offers);

    /// The same, but the last word may be missing: only the desk can tell what it is. All words are in `tickets`.
    void tickets_and_maybe(std::vector<std::string>& tickets, const std::string& word, const std::string& help, Offers offers);

    /// Shown at the end of the help: a whole command line.
    void example(const std::string& line);

    /// Stops at the first word that is neither a declared option nor its value; `rest` has it and all that follow.
    void parse_leading(const std::vector<std::string>& words, std::vector<std::string>& rest);

    /// Refuses with `Fault::usage` what was not declared, with a "did you mean".
    void parse(const std::vector<std::string>& words);

    /// The failure for an option that is none of these, with a "did you mean".
    Error unknown_option(const std::string& word) const;

    /// Those that help and completion name.
    std::vector<Argument> listed() const;

    /// What looks like an option's text of several words without quotes, of the words parsed last: `--who 'Jane Doe'`. Empty:
    /// nothing.
    const std::string& unquoted() const;

    const std::vector<Argument>& arguments() const;
    const std::vector<std::string>& examples() const;

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace desk::cli
