#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace desk::cli {

/// What completion offers where a value is wanted.
enum class Offers {
    nothing,
    tickets,
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
    outage_words,
    scores,
    maintenance_kinds,
    client_views,
    policy_views,
    commands,
    files,
};

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
    std::string implied = {};  ///< the value of an option that was given without one; empty: it needs one
    bool may_be_bare = false;  ///< an option whose value may be left out; it is empty then
    bool is_length = false;    ///< of time: the words after it that are numbers or units belong to it

    friend bool operator==(const Argument&, const Argument&) = default;
};

/// The vocabulary in which a command declares its arguments. A declared target is filled by `parse`; it must live until then.
class Args {
public:
    Args();
    Args(Args&&) noexcept;
    Args& operator=(Args&&) noexcept;
    ~Args();

    void flag(const std::string& names, bool& into, const std::string& help);
    void option(const std::string& names, std::string& into, const std::string& value, const std::string& help,
                Offers offers = Offers::nothing);
    /// Tells an option that was not given from one that was given an empty text.
    void option(const std::string& names, std::optional<std::string>& into, const std::string& value, const std::string& help,
                Offers offers = Offers::nothing);
    /// The value may be left out; it is given as in `--revision=HEAD` only.
    void option_or(const std::string& name, std::optional<std::string>& into, const std::string& value,
                   const std::string& implied, const std::string& help);
    /// The value may be left out at the end and before another option; it is empty then.
    void option_maybe_bare(const std::string& name, std::optional<std::string>& into, const std::string& value,
                           const std::string& help, Offers offers = Offers::nothing);
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
    /// Words that the command has no use for: it says itself what to do instead. They are in no help.
    void unwanted(std::vector<std::string>& into);
    /// A length of time, and the remaining words. Those of them that are numbers or units belong to it, up to `--`.
    void length_and_words(const std::string& word, std::string& into, const std::string& help, const std::string& rest_word,
                          std::vector<std::string>& rest, const std::string& rest_help);
    void required_words(const std::string& word, std::vector<std::string>& into, const std::string& help,
                        Offers offers = Offers::nothing);
    /// One ticket or several, and behind them the one word that says what is to become of them.
    void tickets_and(std::vector<std::string>& tickets, const std::string& word, std::string& last, const std::string& help,
                     Offers offers);

    /// The same, but the last word may be missing: what it is, only the desk can tell. All words are in `tickets`.
    void tickets_and_maybe(std::vector<std::string>& tickets, const std::string& word, const std::string& help, Offers offers);

    /// Shown at the end of the help: a whole command line.
    void example(const std::string& line);

    /// Stops at the first word that is neither a declared option nor its value; `rest` holds it and all behind it.
    void parse_leading(const std::vector<std::string>& words, std::vector<std::string>& rest);

    /// Refuses with `Fault::usage` what was not declared, with a "did you mean".
    void parse(const std::vector<std::string>& words);

    /// The failure for an option that is none of these, with a "did you mean".
    Error unknown_option(const std::string& word) const;

    const std::vector<Argument>& arguments() const;
    const std::vector<std::string>& examples() const;

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace desk::cli
