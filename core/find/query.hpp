#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/find/asking.hpp"

/// The filter language, the same for every command: words `field:value`, joined by *and*.
namespace desk {

class Query {
public:
    bool matches(const TicketNow& asked) const;

    /// False: a file with these bytes cannot match. Saves decoding it.
    bool may_match(std::string_view bytes) const;

    /// Whether `may_match` can ever be false.
    bool narrows() const;

    bool needs_log() const;     ///< whether `matches` looks into the log
    bool asks_clocks() const;   ///< whether it asks for the clocks
    bool finds_closed() const;  ///< whether a word is about closed tickets as well; if none is, only the others are meant

private:
    friend Query query_from(std::span<const std::string>, const Asking&);
    struct Term {
        std::function<bool(const TicketNow&)> matches;
        std::optional<Needle> needle;  ///< of a text term that is not negated
        bool log = false;
        bool clocks = false;
        bool closed = false;
    };
    static Term term_from(std::string_view word, const Asking& asking);

    std::vector<Term> terms_;
};

/// `status:open,waiting` `priority:>=high` (for each ticket by its own policy; a
/// priority that this has not by the rank in the first that has it) `client:acme` `assignee:me` `assignee:none` `tier:>1`
/// `kind:fault` `product:crm` `channel:email` `requester:jane` `scope:out` `opened:2026-11` `opened:>=2026-11-05` `opened:<7d`
/// (less than seven days ago) `closed:this-week` `resolved:yesterday` `updated:today` `cause:template` `by:sam` `waits:client`
/// `until:<=friday` `due:<4h` (within four hours) `due:<=2026-11-30` `due:none` `near:yes` `late:yes` `breached:yes`, words that
/// must stand somewhere in the text (`text:` before one that has a colon), and `not:` before any of them. Capitals and normal
/// forms do not matter, and former names are those of now. Refuses with `Fault::usage` and a "did you mean" unknown fields, other
/// signs than the colon after one (`status=open`), and values that neither the desk nor a ticket has. The query refers to the
/// desk.
Query query_from(std::span<const std::string> words, const Asking& asking);

const std::vector<std::string>& filter_fields();

}  // namespace desk
